import type { Lead } from "./lead.ts";

type Adjustment = Lead["adjustments"][number];

/** An adjustment as people gave it, and whether it still counts. */
export type ShownAdjustment = Adjustment & { readonly isOver: boolean };

/** So begins the reason of an adjustment that takes another one back; then comes the other one's id. */
const TAKES_BACK = "takes-back:";

/** Whether an adjustment only takes another one back. */
export function takesBack({ reason }: Pick<Adjustment, "reason">): boolean {
  return reason.startsWith(TAKES_BACK);
}

/** What people gave, the newest first, without the counter-entries by which it was ended. */
export function adjustmentsShown(all: readonly Adjustment[], today: string): readonly ShownAdjustment[] {
  const ended = new Set(all.filter(takesBack).map(({ reason }) => reason.slice(TAKES_BACK.length)));
  return all
    .filter((one) => !takesBack(one))
    .map((one) => ({ ...one, isOver: ended.has(one.id) || (one.until !== null && one.until < today) }))
    .toSorted((a, b) => (a.at < b.at ? 1 : -1));
}
