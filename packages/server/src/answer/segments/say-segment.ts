import type { Answer, routes } from "@plumbline/api";
import { segmentTrait } from "@plumbline/scoring";
import {
  findPinHolders,
  findPins,
  findSegmentSizes,
  findViewsOfSegment,
  type PinHolderRow,
  type SegmentRow,
  type Session,
} from "@plumbline/store";
import { findLibrary } from "../../segment/library.ts";
import { sayInstant } from "../say-score.ts";

/** A segment as a list shows it. */
export function saySegment(row: SegmentRow, sizes: ReadonlyMap<number, number>) {
  return {
    id: String(row.segment_id),
    name: row.name,
    label: row.label,
    note: row.note,
    kind: row.kind,
    size: Math.max(0, sizes.get(row.segment_id) ?? 0),
    state: row.state,
    progress: row.state === "live" ? null : { done: row.done, of: Math.max(row.done, row.total ?? 0) },
    author: row.author,
    createdAt: sayInstant(row.created_at),
    changedAt: sayInstant(row.changed_at),
  };
}

/** A segment with who uses it, and what of it is outdated. */
export async function sayWhole(session: Session, row: SegmentRow) {
  const { hashes } = await findLibrary(session);
  const pins = await findPins(session, { holder: "segment", id: row.segment_id });
  return {
    ...saySegment(row, await findSegmentSizes(session)),
    definition: row.kind === "live" ? (row.definition as Answer<typeof routes.segments.get>["definition"]) : null,
    trait: row.kind === "fixed" ? segmentTrait(row.name) : null,
    usedBy: await segmentHolders(session, row),
    outdated: pins
      .filter(({ kind, name, hash }) => hashes[kind].get(name) !== hash)
      .map(({ kind, name }) => ({ kind, name })),
  };
}

/** Who uses a segment: models that are live or on their way, other segments, and views that are shared. */
export async function segmentHolders(session: Session, { name, hash }: Pick<SegmentRow, "name" | "hash">) {
  const views = await findViewsOfSegment(session, name);
  const shown = views.map((view) => ({ kind: "view" as const, name: view, version: null, isCurrent: true }));
  return [...sayHolders(await findPinHolders(session), "segment", name, hash), ...shown];
}

export function sayHolders(
  holders: readonly PinHolderRow[],
  kind: "list" | "segment",
  name: string,
  hash: string | undefined,
) {
  return holders
    .filter((one) => one.kind === kind && one.name === name)
    .map((one) => ({
      kind: one.holder === "version" ? ("model" as const) : ("segment" as const),
      name: one.holder_name,
      version: one.version,
      isCurrent: one.hash === hash,
    }));
}

export const tagOf = ({ revision }: Pick<SegmentRow, "revision">): string => `"${revision}"`;
