import type { Lead } from "./lead.ts";

type Adjustment = Lead["adjustments"][number];

/** An adjustment as people gave it, and whether it still counts. */
export type ShownAdjustment = Adjustment & { readonly isOver: boolean };

/** What people gave, the newest first, without the counter-entries by which it was ended. */
export function adjustmentsShown(all: readonly Adjustment[], today: string): readonly ShownAdjustment[] {
  const ended = new Set(all.map(({ takesBack }) => takesBack));
  return all
    .filter(({ takesBack }) => takesBack === null)
    .map((one) => ({ ...one, isOver: ended.has(one.id) || (one.until !== null && one.until < today) }))
    .toSorted((a, b) => (a.at < b.at ? 1 : -1));
}
