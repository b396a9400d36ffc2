import { type Answer, missingOf, notEnough } from "../answer.ts";
import { type Interval, LEVEL } from "../numbers/interval.ts";
import { reachOf } from "../numbers/normal.ts";
import { type Moment, momentsOf, type Wait } from "./wait.ts";

export type SurvivalStep = Moment & {
  /** The share still waiting after this time. */
  readonly waiting: number;
  readonly interval: Interval;
};

export type Survival = {
  readonly steps: readonly SurvivalStep[];
  /** The time by which half have stopped waiting; null where the curve does not come down to half. */
  readonly median: number | null;
  /** The times the median may be (Brookmeyer & Crowley, Biometrics 38, 1982); null where an end is not seen. */
  readonly medianInterval: { readonly low: number | null; readonly high: number | null };
};

/**
 * The share still waiting over time, with waits that stopped early counted as long as they lasted: Kaplan & Meier,
 * JASA 53 (1958). Greenwood's variance, on the scale of log(−log) (Kalbfleisch & Prentice 1980), so that bounds stay
 * between 0 and 1; once nobody waits any more the lower bound is 0 and the upper one stays.
 */
export function kaplanMeier(waits: readonly Wait[], level = LEVEL): Answer<Survival> {
  const missing = missingOf({ what: "leads", needed: 1, found: waits.length });
  if (missing.length > 0) return notEnough(...missing);
  const reach = reachOf(level);
  let [waiting, greenwood, high] = [1, 0, 1];
  const steps = momentsOf(waits).map((moment): SurvivalStep => {
    const { atRisk, ended } = moment;
    waiting *= 1 - ended / atRisk;
    greenwood += ended / (atRisk * (atRisk - ended));
    const interval = waiting === 0 ? { low: 0, high } : logLogInterval(waiting, greenwood, reach);
    high = interval.high;
    return { ...moment, waiting, interval };
  });
  return {
    enough: true,
    steps,
    median: firstTime(steps, ({ waiting: share }) => share <= 0.5),
    medianInterval: {
      low: firstTime(steps, ({ interval }) => interval.low <= 0.5),
      high: firstTime(steps, ({ interval }) => interval.high <= 0.5),
    },
  };
}

function logLogInterval(share: number, greenwood: number, reach: number): Interval {
  const factor = Math.exp((reach * Math.sqrt(greenwood)) / Math.abs(Math.log(share)));
  return { low: share ** factor, high: share ** (1 / factor) };
}

function firstTime(steps: readonly SurvivalStep[], holds: (step: SurvivalStep) => boolean): number | null {
  return steps.find(holds)?.time ?? null;
}

/** The share still waiting at a time. */
export function waitingAt(steps: readonly SurvivalStep[], time: number): number {
  return steps.findLast((step) => step.time <= time)?.waiting ?? 1;
}
