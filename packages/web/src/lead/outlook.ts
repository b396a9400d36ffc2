import type { Outlook } from "@plumbline/phrases";
import { dayNumber } from "../ui/verdict-lines.ts";
import type { Scored } from "./lead.ts";

const MOST_STEPS = 2;

/** What would change the score or the band next: what the lead could do first, then what happens by itself. */
export function outlooksOf(
  { nextSteps, band, dueOn, total }: Pick<Scored, "nextSteps" | "band" | "dueOn" | "total">,
  bands: readonly { readonly name: string }[],
): readonly Outlook[] {
  if (total === null) return dueOn === null ? [] : [{ kind: "changes", on: dayNumber(dueOn) }];
  const steps = (nextSteps?.rises ?? []).slice(0, MOST_STEPS).map(stepOf);
  return [...steps, byItself(nextSteps?.byItself ?? null, band, dueOn, bands)];
}

type Rise = NonNullable<Scored["nextSteps"]>["rises"][number];

/** One thing that the lead could do to rise. */
export function stepOf({ signal, key, times, band }: Rise): Outlook {
  return { kind: "step", signal, ...(key !== undefined && { key }), times, band };
}

function byItself(
  next: NonNullable<Scored["nextSteps"]>["byItself"],
  band: string | null,
  dueOn: string | null,
  bands: readonly { readonly name: string }[],
): Outlook {
  if (next === null) return dueOn === null ? { kind: "steady" } : { kind: "changes", on: dayNumber(dueOn) };
  const place = (name: string | null) => bands.findIndex((one) => one.name === name);
  const on = dayNumber(next.on);
  return next.band !== null && place(next.band) > place(band)
    ? { kind: "rises", band: next.band, on }
    : { kind: "falls", band: next.band, on };
}
