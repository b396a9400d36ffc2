import { type CompiledModel, fromPoints, type Model, toPoints } from "@plumbline/scoring";
import type { Moment, Stand } from "../moment/moment-table.ts";
import type { Totals } from "../study/totals.ts";
import { chooseFromTotals } from "../threshold/choose-from-totals.ts";
import { chooseThreshold, type ThresholdChoice } from "../threshold/choose-threshold.ts";
import type { Edit, Silence, ThresholdGoal, ThresholdsProposal } from "./proposal.ts";

export type ThresholdQuestion = {
  readonly goal: ThresholdGoal;
  /** The highest by points where none is named. */
  readonly band?: string | undefined;
  readonly seed: number;
  readonly level: number;
};

type Band = NonNullable<Model["bands"]>[number];

/**
 * Where a band should begin by what sales can work in a week, or by what leads cost and bring, on the totals as they
 * are. The start moves only where its present place is outside of what other leads would have said; where the band is
 * left, and from where it may be entered again, move as far as its start. Markets with starts of their own keep them.
 */
export function thresholdsProposal(
  { model }: CompiledModel,
  moments: readonly Moment[],
  stands: readonly Stand[],
  totals: Totals,
  { goal, band: asked, seed, level }: ThresholdQuestion,
): ThresholdsProposal | Silence {
  const bands = (model.bands ?? []).filter(({ cells }) => !cells);
  const band = bands.find(({ name }, i) => (asked === undefined ? i === bands.length - 1 : name === asked));
  const unit = 10 ** -(model.precision ?? 0);
  if (!band || startOf(band, unit) === null) return { because: "no-band" };
  const scores = Float64Array.from(stands, ({ total }) => fromPoints(total));
  const converted = Uint8Array.from(moments, (moment) => moment.converted);
  const choice =
    goal.kind === "capacity"
      ? chooseFromTotals(totals, goal, { seed, level })
      : chooseThreshold({ scores, converted }, goal, { seed, level });
  if (!choice.enough) return { because: "not-enough", missing: choice.missing };
  const to = choice.chosen.threshold;
  const was = startOf(band, unit);
  const place = bands.indexOf(band);
  const isBetween = (start: number) =>
    start > startIn(bands[place - 1], unit, Number.NEGATIVE_INFINITY) &&
    start < startIn(bands[place + 1], unit, Number.POSITIVE_INFINITY);
  if (to === null || !isBetween(to)) return { because: "out-of-order", from: to };
  if (was === to || holds(choice.interval, was)) return { because: "nothing-found" };
  const hits = converted.reduce((sum, own) => sum + own, 0);
  return {
    id: `thresholds:${band.name}`,
    kind: "thresholds",
    band: band.name,
    from: { was, to },
    edits: bandEdits(band, to, unit),
    evidence: { goal, leads: moments.length, converted: hits, choice },
  };
}

/** The first total that reaches a band, in points; null where it has no start. */
function startOf({ above, from }: Band, unit: number): number | null {
  return from ?? (above === undefined ? null : fromPoints(toPoints(above + unit)));
}

function startIn(band: Band | undefined, unit: number, otherwise: number): number {
  return (band && startOf(band, unit)) ?? otherwise;
}

/** Whether a start lies in an interval, of which an end that is open is above every score. */
function holds({ low, high }: ThresholdChoice["interval"], start: number | null): boolean {
  const above = Number.POSITIVE_INFINITY;
  return start !== null && start >= (low ?? above) && start <= (high ?? above);
}

/** In the words in which the band says where it begins. */
function bandEdits(band: Band, to: number, unit: number): readonly Edit[] {
  const { name, above, from, leaveBelow, rearmBelow } = band;
  const at = ["bands", name];
  const plain = (points: number) => fromPoints(toPoints(points));
  const start: Edit =
    from !== undefined
      ? { at: [...at, "from"], was: from, to }
      : { at: [...at, "above"], was: above ?? null, to: plain(to - unit) };
  const moved = to - (startOf(band, unit) ?? to);
  return [
    start,
    ...Object.entries({ leaveBelow, rearmBelow }).flatMap(([key, was]): readonly Edit[] =>
      was === undefined ? [] : [{ at: [...at, key], was, to: plain(was + moved) }],
    ),
  ];
}
