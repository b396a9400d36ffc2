import type { Answered } from "../api.ts";

type Item = Answered<"accounts", "list">["items"][number];
type Lead = Answered<"leads", "list">["items"][number];

/** An account in the list, as far as it is known; the rest is asked when its row is seen. */
export type RankedAccount = {
  readonly id: string;
  readonly item?: Item;
  /** The best of its people, where they were what it was found by. */
  readonly best?: Lead;
};

/** The accounts of ranked leads: each where its best lead stands. Leads without an account have none. */
export function accountsOfLeads(leads: readonly Lead[]): readonly RankedAccount[] {
  const found = new Map<string, RankedAccount>();
  for (const lead of leads) {
    if (lead.account !== null && !found.has(lead.account)) found.set(lead.account, { id: lead.account, best: lead });
  }
  return [...found.values()];
}

/** Which rules gave points to several people, those of most people first, then those that gave most. */
export function sharedReasons(leads: readonly Pick<Lead, "id" | "reasons">[]) {
  const shared = new Map<string, { readonly rule: string; readonly people: number; readonly points: number }>();
  for (const { reasons = [] } of leads) {
    for (const { rule, points, line } of reasons) {
      if (rule === null || points <= 0 || !isDeed(line)) continue;
      const known = shared.get(rule) ?? { rule, people: 0, points: 0 };
      shared.set(rule, { rule, people: known.people + 1, points: known.points + points });
    }
  }
  return [...shared.values()].sort((a, b) => b.people - a.people || b.points - a.points);
}

/** Whether a line counts what somebody did, and not what she is. */
function isDeed(line: unknown): boolean {
  return (line as { readonly evidence?: { readonly kind?: string } } | null)?.evidence?.kind === "each";
}
