import type { Answered, client } from "../api.ts";
import type { Target } from "../insights/study.ts";

export type Experiment = Answered<"experiments", "list">["items"][number];
export type Result = Answered<"experiments", "results">;
type Wanted = Parameters<typeof client.experiments.create>[0]["body"];

export const MODES = ["live", "shadow"] as const;
export const ENROLS = ["entering", "everyone"] as const;
export const OUTCOMES = ["opportunity", "won", "lost", "disqualified", "accepted", "rejected"] as const;
type Outcome = (typeof OUTCOMES)[number];

/** Outcomes of which more is harm; of the others less is. */
const HARMFUL: readonly Outcome[] = ["lost", "disqualified", "rejected"];

/** A version that is held against the live one: its number, or the draft. */
export type Wished = { readonly version: string; readonly share: number | "" };

/** What must not get worse, within so many days of being enrolled. */
type Guarded = { readonly outcome: Outcome; readonly margin: number | ""; readonly days: number | "" };

/** A plan as it is being written: shares in per cent, empty where nothing is said. */
export type Plan = {
  readonly name: string;
  readonly note: string;
  readonly model: string;
  readonly mode: Experiment["mode"];
  readonly enrols: Experiment["enrols"];
  /** What is held against the live version, each with its share of the leads. */
  readonly treatments: readonly Wished[];
  readonly target: Target;
  readonly horizon: number | "";
  readonly baseline: number | "";
  readonly difference: number | "";
  readonly power: number | "";
  readonly alpha: number | "";
  readonly leastDays: number | "";
  readonly mostDays: number | "";
  readonly capacity: number | "";
  readonly scoreAfter: number | "";
  readonly guards: readonly Guarded[];
};

export const USUAL: Plan = {
  ...{ name: "", note: "", model: "", mode: "live", enrols: "entering", treatments: [] },
  ...{ target: "won", horizon: 90, baseline: "", difference: 2, power: 80, alpha: 5 },
  ...{ leastDays: 14, mostDays: 365, capacity: 10, scoreAfter: 7, guards: [] },
};

/** Of a guard that says nothing else. */
export const USUAL_GUARD_DAYS = 14;

const HUNDRED = 100;
const of = (percent: number | "", usual: number): number => (percent === "" ? usual : percent) / HUNDRED;

/** What is asked of the server; `names` say what the arms and guards are called. */
export function wantedOf(plan: Plan, names: Names): Wanted {
  const { baseline, treatments } = plan;
  return {
    ...{ name: plan.name.trim(), note: plan.note, model: plan.model, mode: plan.mode, enrols: plan.enrols },
    arms: [
      { name: names.live, weight: round(controlShare(treatments) / HUNDRED), version: "live" },
      ...treatments.map(({ version, share }) => ({
        name: names.treatment(version),
        weight: round(of(share, 0)),
        version: version === "draft" ? ("draft" as const) : Number(version),
      })),
    ],
    target: plan.target,
    horizon: plan.horizon === "" ? 90 : plan.horizon,
    difference: of(plan.difference, 2),
    ...(baseline !== "" && { baseline: of(baseline, 0) }),
    power: of(plan.power, 80),
    alpha: of(plan.alpha, 5),
    leastDays: plan.leastDays === "" ? 14 : plan.leastDays,
    mostDays: plan.mostDays === "" ? 365 : plan.mostDays,
    capacity: of(plan.capacity, 10),
    scoreAfter: plan.scoreAfter === "" ? 7 : plan.scoreAfter,
    guards: plan.guards.map(({ outcome, margin, days }) => ({
      name: names.guard(outcome),
      of: { outcome },
      harm: HARMFUL.includes(outcome) ? "higher" : "lower",
      margin: of(margin, 0),
      ...(days !== "" && { horizon: days }),
    })),
  };
}

type Names = {
  readonly live: string;
  readonly treatment: (version: string) => string;
  readonly guard: (outcome: Outcome) => string;
};

/** What is left to the live version, in per cent. */
export function controlShare(treatments: readonly Pick<Wished, "share">[]): number {
  return treatments.reduce((left, { share }) => left - (share === "" ? 0 : share), HUNDRED);
}

/** So many arms an experiment may have, the live version among them. */
export const MOST_ARMS = 8;

/** One more arm; all of them then get the same share. */
export function withArm(treatments: readonly Wished[], version: string): readonly Wished[] {
  const share = Math.floor(HUNDRED / (treatments.length + 2));
  return [...treatments, { version, share }].map((one) => ({ ...one, share }));
}

/** Weights of three digits: 0.7 and not 0.7000000000000001. */
const round = (n: number): number => Math.round(n * 1000) / 1000;

/**
 * What is asked of the calculator; null while too little is said. Of several treatments the one with the fewest leads
 * says how many it takes, and each has its part of the significance level.
 */
export function sizeAsked(plan: Pick<Plan, "baseline" | "difference" | "power" | "alpha" | "treatments">) {
  const { baseline, difference, power, alpha, treatments } = plan;
  if (baseline === "" || baseline <= 0 || baseline >= HUNDRED) return null;
  if (difference === "" || difference <= 0) return null;
  const control = controlShare(treatments);
  const least = Math.min(...treatments.map(({ share }) => (share === "" ? 0 : share)));
  if (treatments.length === 0 || control <= 0 || least <= 0) return null;
  return {
    ...{ baseline: baseline / HUNDRED, difference: difference / HUNDRED },
    ...{ power: of(power, 80), alpha: of(alpha, 5) / treatments.length, share: least / (least + control) },
  };
}

/** What keeps a plan from being kept. */
export function problemOf({
  name,
  leastDays,
  mostDays,
  mode,
  scoreAfter,
  horizon,
  treatments,
}: Plan): "name" | "arms" | "share" | "days" | "after" | null {
  if (treatments.length === 0) return "arms";
  const isShared = treatments.every(({ share }) => share !== "" && share > 0) && controlShare(treatments) > 0;
  if (mode === "live" && !isShared) return "share";
  if (leastDays !== "" && mostDays !== "" && leastDays > mostDays) return "days";
  if (mode === "shadow" && scoreAfter !== "" && horizon !== "" && scoreAfter >= horizon) return "after";
  return name.trim() === "" ? "name" : null;
}

/** What a difference of rates says by its interval. */
export function verdictOf({
  low,
  high,
}: {
  readonly low: number;
  readonly high: number;
}): "better" | "worse" | "level" {
  if (low > 0) return "better";
  return high < 0 ? "worse" : "level";
}

/** Whether a difference may be called one: not before the least days are over, nor while the arms look wrong. */
export function mayJudge({ decision }: Pick<Result, "decision">): boolean {
  const kind = decision?.because.kind;
  return kind !== "too-early" && kind !== "sample-ratio";
}

/** Whether leads fall into the arms otherwise than planned. */
export function isUneven({ ratio }: Pick<Result, "ratio">): boolean {
  return ratio !== null && (ratio.isBroken || ratio.alwaysValid.isBroken);
}

type Missing = Result["treatments"][number]["missing"][number];

/** What two arms have too little of is told once, by the one that has less. */
export function leastOf(missing: readonly Missing[]): readonly Missing[] {
  return [...Map.groupBy(missing, ({ what }) => what).values()].flatMap(
    (own) => own.toSorted((a, b) => a.found - b.found)[0] ?? [],
  );
}
