import type { Report } from "@plumbline/connectors";
import type { Json } from "@plumbline/scoring";
import { z } from "zod";
import type { Arrived, Receipt, Refused } from "../arrival.ts";
import { storable } from "../storable.ts";

const progress = z.object({
  read: z.number(),
  rejected: z.number(),
  refused: z.number(),
  stored: z.number(),
  duplicates: z.number(),
  reasons: z.record(z.string(), z.number()),
});

/**
 * How far an import has come: `read = stored + duplicates + refused`, and what lies in quarantine is
 * `rejected + refused`. Rejected is what the reader of files could not read, refused what could not be stored.
 */
export type Progress = Readonly<z.output<typeof progress>>;

const NOTHING: Progress = { read: 0, rejected: 0, refused: 0, stored: 0, duplicates: 0, reasons: {} };

/** The progress that a kept report tells. */
export function progressIn(report: unknown): Progress {
  const kept = progress.safeParse(report);
  return kept.success ? kept.data : NOTHING;
}

/** How many records are done, whatever became of them. */
export function recordsDone({ read, rejected }: Progress): number {
  return read + rejected;
}

/** The progress once some more records are done, of which the first kind could not be read. */
export function advanced(
  before: Progress,
  rejected: number,
  items: readonly (Arrived | Refused)[],
  receipt: Receipt,
): Progress {
  const reasons: Record<string, number> = { ...before.reasons };
  const count = (code: string, by: number) => {
    if (by > 0) reasons[code] = (reasons[code] ?? 0) + by;
  };
  const refused = items.filter((item): item is Refused => item.refused !== undefined);
  for (const { refused: because } of refused) count(because.code, 1);
  count("poison", receipt.quarantined - refused.length);
  return {
    read: before.read + items.length - rejected,
    rejected: before.rejected + rejected,
    refused: before.refused + receipt.quarantined - rejected,
    stored: before.stored + receipt.stored,
    duplicates: before.duplicates + receipt.duplicates,
    reasons,
  };
}

/** What is told of an import: its progress, and how the file was understood. Of what was misread, no values: they are people's. */
export function sayReport(done: Progress, report: Report): Json {
  const { format, map, guesses, unmapped, noMessageIds, withoutMessageId, misread } = report;
  const columns = [...misread].map(([column, { count, line }]) => [column, { count, line }] as const);
  return storable({
    ...done,
    ...(format && { format }),
    ...(map && { map: map as Json }),
    guesses: guesses as unknown as Json,
    unmapped,
    misread: Object.fromEntries(columns),
    noMessageIds,
    withoutMessageId,
  });
}
