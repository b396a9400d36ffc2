import type { Answer, routes } from "@plumbline/api";
import { formatDay, segmentTrait } from "@plumbline/scoring";
import {
  findPinHolders,
  findPins,
  findSegmentSizes,
  findViewsOfSegments,
  type PinHolderRow,
  type SegmentRow,
  type SegmentTrendRow,
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
export async function segmentHolders(session: Session, segment: Used) {
  return sayUses(await findPinHolders(session), await findViewsOfSegments(session, segment.name), segment);
}

/** Who uses each segment. */
export async function allSegmentHolders(session: Session) {
  const holders = await findPinHolders(session);
  const views = await findViewsOfSegments(session, null);
  return (segment: Used) => sayUses(holders, views, segment);
}

type Used = Pick<SegmentRow, "name" | "hash">;
type Views = Awaited<ReturnType<typeof findViewsOfSegments>>;

function sayUses(holders: readonly PinHolderRow[], views: Views, { name, hash }: Used) {
  const shown = views
    .filter(({ segment }) => segment === name)
    .map((view) => ({ kind: "view" as const, name: view.name, version: null, isCurrent: true }));
  return [...sayHolders(holders, "segment", name, hash), ...shown];
}

/** How large a segment was at the end of each of some days, of what entered and left it. */
export function sayTrend(rows: readonly SegmentTrendRow[], from: number, days: number) {
  const counted = new Map(rows.map((row) => [row.day, row]));
  const before = counted.get(null);
  let size = (before?.entered ?? 0) - (before?.left ?? 0);
  return Array.from({ length: days }, (_, i) => {
    const { entered = 0, left = 0 } = counted.get(from + i) ?? {};
    size += entered - left;
    return { day: formatDay(from + i), size, entered, left };
  });
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
