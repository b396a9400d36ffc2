import { hash } from "node:crypto";
import { type Library, type Pinned, type Segment, segmentTrait } from "@plumbline/scoring";
import { findLists, findPredictions, findSegments, type PinRow, type Session } from "@plumbline/store";
import type { SegmentBody } from "./compiled-segment.ts";

/** What a workspace lends its models and segments, with the hash of each. */
export type HashedLibrary = Library & {
  readonly hashes: Readonly<Record<PinRow["kind"], ReadonlyMap<string, string>>>;
  /** Segments that depend on scores: no score may depend on them. */
  readonly ofScores: ReadonlySet<string>;
};

/** Reads all lists, segments and champions of a workspace as they are now. */
export async function findLibrary(session: Session): Promise<HashedLibrary> {
  const lists = await findLists(session);
  const champions = (await findPredictions(session)).flatMap(({ name, champion }) =>
    champion === null ? [] : [[name, champion] as const],
  );
  const segments = await findSegments(session);
  const ofScores = segments.filter(({ body }) => (body as SegmentBody).within !== undefined);
  const free = segments.filter((row) => !ofScores.includes(row));
  return {
    lists: Object.fromEntries(lists.map(({ name, entries }) => [name, [...entries]])),
    segments: Object.fromEntries(
      free.map(({ name, kind, segment_id, body }): [string, Segment] => [
        name,
        kind === "live" ? (body as Segment) : { where: { trait: segmentTrait(name), is: segment_id } },
      ]),
    ),
    predictions: Object.fromEntries(champions),
    hashes: {
      prediction: new Map(champions),
      list: new Map(lists.map((list) => [list.name, list.hash])),
      segment: new Map(segments.map((segment) => [segment.name, segment.hash])),
    },
    ofScores: new Set(ofScores.map(({ name }) => name)),
  };
}

/** What was taken, as it is noted. */
export function pinRows({ lists, segments, predictions }: Omit<Pinned, "model">, { hashes }: HashedLibrary): PinRow[] {
  const row = (kind: PinRow["kind"]) => (name: string) => ({ kind, name, hash: hashes[kind].get(name) ?? "" });
  return [...lists.map(row("list")), ...segments.map(row("segment")), ...predictions.map(row("prediction"))];
}

/** The hash of what a list or a segment says. */
export function contentHash(content: unknown): string {
  return hash("sha256", JSON.stringify(content), "hex").slice(0, 32);
}
