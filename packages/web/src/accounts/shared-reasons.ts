import type { Answered } from "../api.ts";

type Lead = Answered<"leads", "list">["items"][number];

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
