import { z } from "zod";
import { count, day, instant } from "./value.ts";

const share = z.number().min(0).max(1);
const difference = z.number().min(-1).max(1);

const interval = z.strictObject({ low: z.number(), high: z.number() });

/** So many of so many, with the interval of the rate; null where there is nobody. */
const shareOf = z.strictObject({ count, rate: share.nullable(), interval: interval.nullable() });

const standing = z
  .strictObject({
    p: share.describe("Always valid: it may be looked at any time"),
    low: difference.describe("Treatment minus control lies between these at every look at once"),
    high: difference,
  })
  .meta({ id: "SequentialStanding" });

const missing = z.strictObject({
  what: z.enum(["leads", "converted", "not-converted", "comparable-pairs", "groups", "contacts", "costs"]),
  needed: z.number(),
  found: z.number(),
});

const ratio = z
  .strictObject({
    chiSquare: z.number(),
    p: share,
    isBroken: z.boolean().describe("p < 0.001: right for one look"),
    alwaysValid: z.strictObject({ p: share, isBroken: z.boolean() }),
  })
  .meta({ id: "SampleRatio" });

const armResult = z
  .strictObject({
    name: z.string(),
    version: z.int(),
    weight: z.number(),
    /** Everyone who was put into it, without those who became one with a lead of another arm. */
    leads: count,
    enrolled: count.describe(
      "Units: accounts, and leads that belong to none. Whole units are put into arms, so all figures count these; a unit converts when the first of its leads does",
    ),
    /** Of the units, those whose horizon has passed since the first of their leads was enrolled: only these count. */
    matured: count,
    censored: count.describe("Whose horizon has not passed, or had not when the experiment was stopped"),
    converted: shareOf,
    guards: z.array(
      shareOf.extend({ name: z.string(), of: count.describe("Units whose days of this guard have passed") }),
    ),
  })
  .meta({ id: "ExperimentArm" });

const bayes = z
  .strictObject({
    better: share.describe("The probability that the treatment's rate is the higher one"),
    expectedLoss: z.strictObject({ control: z.number(), treatment: z.number() }),
    control: interval,
    treatment: interval,
    difference: interval,
  })
  .meta({ id: "BayesianView" });

const treatment = z
  .strictObject({
    arm: z.string(),
    /** The treatment's rate minus the control's, as seen; null where one of them has nobody. */
    difference: difference.nullable(),
    standing,
    /** Counted in units. */
    missing: z.array(missing).describe("What the last look had too little of"),
    bayes: bayes.nullable(),
    guards: z.array(
      z.strictObject({ name: z.string(), difference: difference.nullable(), standing, isHarmed: z.boolean() }),
    ),
  })
  .meta({ id: "ExperimentTreatment" });

const auc = z.strictObject({ auc: share, interval });

const shadow = z
  .strictObject({
    arm: z.string(),
    /** Leads that both versions had scored `scoreAfter` days after they were enrolled, and whose horizon has passed. */
    leads: count,
    converted: count,
    missing: z.array(missing),
    found: z
      .strictObject({
        live: auc,
        shadow: auc,
        /** Shadow minus live, by DeLong's paired test; leads of one unit are no independent observations. */
        difference: z.number(),
        interval,
        p: share,
        /** The conversion rate among the best leads that the capacity allows. */
        atCapacity: z.strictObject({ live: share, shadow: share, difference: z.number(), interval }),
      })
      .nullable(),
  })
  .meta({ id: "ShadowComparison" });

const decision = z
  .discriminatedUnion("do", [
    z.strictObject({
      do: z.literal("stop"),
      because: z.discriminatedUnion("kind", [
        z.strictObject({ kind: z.literal("sample-ratio"), p: share }),
        z.strictObject({ kind: z.literal("guard"), arm: z.string(), guard: z.string() }),
        z.strictObject({ kind: z.literal("treatment-better"), arm: z.string() }),
        z.strictObject({ kind: z.literal("control-better") }),
        z.strictObject({ kind: z.literal("no-difference") }),
        z.strictObject({ kind: z.literal("enough-leads") }),
        z.strictObject({ kind: z.literal("time-is-up") }),
      ]),
    }),
    z.strictObject({
      do: z.literal("continue"),
      because: z.discriminatedUnion("kind", [
        z.strictObject({ kind: z.literal("too-early"), daysLeft: z.int() }),
        z.strictObject({ kind: z.literal("not-enough"), missing: z.array(missing) }),
        z
          .strictObject({ kind: z.literal("sample-ratio"), p: share })
          .describe("As long as the arms look otherwise than planned, nothing is concluded of them"),
        z.strictObject({ kind: z.literal("undecided") }),
      ]),
    }),
  ])
  .meta({ id: "ExperimentDecision" });

/** What an experiment has shown so far. */
export const experimentResult = z
  .strictObject({
    at: instant,
    daysRun: count,
    arms: z.array(armResult),
    /** Whether leads fell into the arms as planned; null while there are too few, and in shadow mode. */
    ratio: ratio.nullable(),
    /** Of each arm but the first, against it. Empty in shadow mode: all leads were treated alike. */
    treatments: z.array(treatment),
    /** Of each arm but the first, on the same leads. Empty in live mode. */
    shadows: z.array(shadow),
    /** Leads of different arms who turned out to be one person: left out. */
    contaminated: count,
    /** Units that had converted before they were enrolled: left out. */
    convertedBefore: count,
    decision: decision.nullable().describe("What to do; null in shadow mode and before the start"),
    /** How each treatment stood at the looks so far, one a day, the oldest first. */
    looks: z.array(
      z.strictObject({
        on: day,
        matured: count,
        treatments: z.array(z.strictObject({ arm: z.string(), difference: difference.nullable(), standing })),
      }),
    ),
  })
  .meta({ id: "ExperimentResult" });
