import type { Band, Model } from "../model/model-schema.ts";
import { readDays } from "../model/strict.ts";
import { type Points, toPoints } from "../points.ts";
import type { Day } from "../zone.ts";
import { ladderOf, type Rung, reaches } from "./ladder.ts";

/** Where a lead is, as recorded; what `decide` needs to remember between scores. */
export type BandState = {
  /** Null: below every band. */
  readonly band: string | null;
  readonly since: Day;
  /** Bands that were left and may be closed for a while. */
  readonly left: readonly LeftBand[];
};

export type LeftBand = { readonly band: string; readonly on: Day; readonly armed: boolean };

export type Decision = {
  readonly state: BandState;
  readonly transition: { readonly from: string | null; readonly to: string | null; readonly on: Day } | null;
  /** The next day on which the same score would be decided differently; null where never. */
  readonly dueOn: Day | null;
};

/** What is decided upon: the total and, for a matrix, the zone of its cell. */
export type Placed = { readonly total: Points; readonly zone: string | null };

/** A model's bands, compiled. */
export type Decider = (previous: BandState | null, placed: Placed, today: Day) => Decision;

type Step = Rung & {
  readonly leaveBelow: Points;
  readonly coolDown: number;
  readonly rearmBelow: Points | undefined;
};

/**
 * `band = decide(previous band, score, time)`, pure. A lead rises to the highest band whose start
 * it has reached and that is open to it; it falls from a band only below `leaveBelow` (by default
 * its start), and then rung by rung, so that each band on the way down keeps its own hysteresis.
 * A band that was left is closed until `coolDown` has passed and, with `rearmBelow`, until the
 * total has been below that.
 */
export function deciderOf(model: Pick<Model, "bands">): Decider {
  const { steps, indexOf, isReached, isKept } = staircaseOf(model.bands ?? []);

  /** Whether a lead to whom no band is closed is in the highest band that it has reached, or keeps. */
  const stays = ({ band, left }: BandState, placed: Placed): boolean => {
    const index = indexOf(band);
    if (left.length > 0 || (steps[index]?.name ?? null) !== band) return false;
    for (let i = steps.length - 1; i > index; i--) if (isReached(i, placed)) return false;
    return index < 0 || isKept(index, placed);
  };

  const decide: Decider = (previous, placed, today) => {
    const closed = (previous?.left ?? []).map((one) => ({
      ...one,
      armed: one.armed || isArmed(steps[indexOf(one.band)], placed),
    }));
    const opensOn = (step: Step): Day => {
      const own = closed.find(({ band }) => band === step.name);
      if (!own) return Number.NEGATIVE_INFINITY;
      return own.armed ? own.on + step.coolDown : Number.POSITIVE_INFINITY;
    };

    const before = previous ? indexOf(previous.band) : -1;
    const kept = steps.findLastIndex((_, i) => i <= before && isKept(i, placed));
    const higher = steps.flatMap((step, i) =>
      i > kept && isReached(i, placed) ? [{ index: i, opens: opensOn(step) }] : [],
    );
    const index = higher.findLast(({ opens }) => opens <= today)?.index ?? kept;
    const due = Math.min(...higher.filter((one) => one.index > index).map(({ opens }) => opens));

    const to = steps[index]?.name ?? null;
    const from = previous?.band ?? null;
    const nowLeft = steps
      .filter((step, i) => i > index && i <= before && (step.coolDown > 0 || step.rearmBelow !== undefined))
      .map((step): LeftBand => ({ band: step.name, on: today, armed: isArmed(step, placed) }));
    const stillClosed = closed.filter(({ band }) => {
      const step = steps[indexOf(band)];
      return step && opensOn(step) > today && !nowLeft.some((one) => one.band === band);
    });
    return {
      state: { band: to, since: to === from && previous ? previous.since : today, left: [...stillClosed, ...nowLeft] },
      transition: to === from ? null : { from, to, on: today },
      dueOn: Number.isFinite(due) ? due : null,
    };
  };
  // Nearly everyone stays, and millions are asked.
  return (previous, placed, today) =>
    previous && stays(previous, placed)
      ? { state: previous, transition: null, dueOn: null }
      : decide(previous, placed, today);
}

/** The bands from lowest to highest, with the questions that are asked of them. */
function staircaseOf(bands: readonly Band[]) {
  const byCell = bands.some(({ cells }) => cells !== undefined);
  const rungs = byCell ? bands.map(({ name }) => ({ name, starts: 0, exclusive: false })) : ladderOf(bands);
  const steps = rungs.map((rung): Step => {
    const { leaveBelow, coolDown, rearmBelow } = bands.find(({ name }) => name === rung.name) as Band;
    return {
      ...rung,
      // No total is at or above NaN: without a bound of its own a band is left where it starts.
      leaveBelow: leaveBelow === undefined ? Number.NaN : toPoints(leaveBelow),
      coolDown: coolDown === undefined ? 0 : readDays(coolDown),
      rearmBelow: rearmBelow === undefined ? undefined : toPoints(rearmBelow),
    };
  });
  const indexOf = (name: string | null) => steps.findIndex((step) => step.name === name);
  const isReached = (index: number, { total, zone }: Placed): boolean =>
    byCell ? index <= indexOf(zone) : reaches(total, steps[index] as Step);
  const isKept = (index: number, placed: Placed): boolean =>
    isReached(index, placed) || placed.total >= (steps[index] as Step).leaveBelow;
  return { steps, indexOf, isReached, isKept };
}

/** Whether a band that was left may be entered again as far as `rearmBelow` is concerned. */
function isArmed(step: Step | undefined, { total }: Placed): boolean {
  return step?.rearmBelow === undefined || total < step.rearmBelow;
}
