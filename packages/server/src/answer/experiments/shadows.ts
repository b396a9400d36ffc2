import type { Answer, routes, WantedExperiment } from "@plumbline/api";
import { compareShadow } from "@plumbline/learning";
import type { FollowedRow, ListedArm } from "@plumbline/store";
import type { Unit } from "../../learn/experiment/units.ts";

type Shadow = Answer<typeof routes.experiments.results>["shadows"][number];

const DAY = 86_400_000;
/** Of the bootstrap: enough for an interval, and the same figures each time. */
const CHANCE = { seed: 1, repeats: 400 };

/**
 * Holds each version against the live one on the same leads: by what both said of a lead some days after it was
 * enrolled, and whether it converted after that within the horizon. Whoever had converted by then is left out, since
 * nothing was to be foretold any more (a landmark analysis: Anderson, Cain & Gelber, Journal of Clinical Oncology 1,
 * 1983).
 */
export function shadowsOf(
  { capacity, scoreAfter }: Pick<WantedExperiment, "capacity" | "scoreAfter">,
  arms: readonly ListedArm[],
  units: readonly Unit[],
): Shadow[] {
  const known = units.filter(({ isMatured }) => isMatured).flatMap(({ leads }) => leads);
  const open = known.filter((lead) => lead.converted_at === null || lead.converted_at > lead.at + scoreAfter * DAY);
  return arms.slice(1).map((arm) => shadowOf(arm, capacity, open));
}

function shadowOf({ name, place }: ListedArm, capacity: number, open: readonly FollowedRow[]): Shadow {
  const both = open.filter(({ totals }) => totals[0] != null && totals[place] != null);
  const converted = both.map(({ converted_at }) => Number(converted_at !== null));
  const shadowed = {
    live: both.map(({ totals }) => totals[0] as number),
    shadow: both.map(({ totals }) => totals[place] as number),
    ...{ converted, capacity, units: both.map(({ unit }) => unit) },
  };
  const compared = compareShadow(shadowed, CHANCE);
  const counts = { arm: name, leads: both.length, converted: converted.filter((one) => one === 1).length };
  if (!compared.enough) {
    return { ...counts, missing: compared.missing.flatMap((one) => ("needed" in one ? [one] : [])), found: null };
  }
  const { auc, atCapacity } = compared;
  const side = (one: typeof auc.first) => ({ auc: one.auc, interval: one.interval });
  const { difference, interval, p } = auc;
  const found = { live: side(auc.first), shadow: side(auc.second), difference, interval, p, atCapacity };
  return { ...counts, missing: [], found };
}
