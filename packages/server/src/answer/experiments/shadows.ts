import type { Answer, routes, WantedExperiment } from "@plumbline/api";
import type { Shadowed } from "@plumbline/learning";
import type { FollowedRow, ListedArm } from "@plumbline/store";
import type { Unit } from "../../learn/experiment/units.ts";
import type { ThreadWorks } from "../../learn/thread-work.ts";

type Shadow = Answer<typeof routes.experiments.results>["shadows"][number];

const DAY = 86_400_000;

/**
 * What each version is held against the live one by, in the order of the arms but the first: what both said of the same
 * leads some days after these were enrolled, and whether they converted after that within the horizon. Whoever had
 * converted by then is left out, since nothing was to be foretold any more (a landmark analysis: Anderson, Cain & Gelber,
 * Journal of Clinical Oncology 1, 1983).
 */
export function shadowedBy(
  { capacity, scoreAfter }: Pick<WantedExperiment, "capacity" | "scoreAfter">,
  arms: readonly ListedArm[],
  units: readonly Unit[],
): readonly Shadowed[] {
  const known = units.filter(({ isMatured }) => isMatured).flatMap(({ leads }) => leads);
  const open = known.filter((lead) => lead.converted_at === null || lead.converted_at > lead.at + scoreAfter * DAY);
  return arms.slice(1).map(({ place }) => shadowed(open, place, capacity));
}

function shadowed(open: readonly FollowedRow[], place: number, capacity: number): Shadowed {
  const both = open.filter(({ totals }) => totals[0] != null && totals[place] != null);
  return {
    live: both.map(({ totals }) => totals[0] as number),
    shadow: both.map(({ totals }) => totals[place] as number),
    converted: both.map(({ converted_at }) => Number(converted_at !== null)),
    capacity,
    units: both.map(({ unit }) => unit),
  };
}

/** What came out for an arm. */
export function sayShadow(
  arm: string,
  { converted }: Shadowed,
  compared: ThreadWorks["shadows"]["found"][number],
): Shadow {
  const counts = { arm, leads: converted.length, converted: Array.from(converted).filter((one) => one === 1).length };
  if (!compared.enough) {
    return { ...counts, missing: compared.missing.flatMap((one) => ("needed" in one ? [one] : [])), found: null };
  }
  const { auc, atCapacity } = compared;
  const side = (one: typeof auc.first) => ({ auc: one.auc, interval: one.interval });
  const { difference, interval, p } = auc;
  const found = { live: side(auc.first), shadow: side(auc.second), difference, interval, p, atCapacity };
  return { ...counts, missing: [], found };
}
