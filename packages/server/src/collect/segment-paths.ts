import { EVENT_TYPES, type EventType } from "@plumbline/scoring";
import type { Shape } from "./segment-body.ts";

/** The browser's short names. */
const LETTERS: readonly (readonly [string, EventType])[] = [
  ["t", "track"],
  ["p", "page"],
  ["i", "identify"],
  ["g", "group"],
  ["a", "alias"],
  ["s", "screen"],
];

const BATCHES = ["/v1/batch", "/v1/b", "/v1/import", "/beacon/v1/batch", "/api/public/apps/batch"];

/** Where clients of Segment, RudderStack, Dittofeed and Jitsu send events, and what they send there. */
export const SEGMENT_PATHS: readonly (Shape & { readonly path: string })[] = [
  ...BATCHES.map((path) => ({ path, isBatch: true, type: undefined })),
  ...LETTERS.map(([letter, type]) => one(`/v1/${letter}`, type)),
  ...EVENT_TYPES.flatMap((type) =>
    ["/v1", "/api/public/apps", "/api/s", "/api/s/s2s"].map((folder) => one(`${folder}/${type}`, type)),
  ),
  // What joins profiles at RudderStack is none of our types: it is kept in quarantine.
  one("/v1/merge", "merge"),
  // Jitsu puts here what is none of the six; the event tells.
  one("/api/s/event", undefined),
  one("/api/s/s2s/event", undefined),
];

function one(path: string, type: string | undefined): Shape & { readonly path: string } {
  return { path, isBatch: false, type };
}
