import type { Answered } from "../api.ts";

export type Prediction = Answered<"predictions", "list">["items"][number];
export type Training = Answered<"predictions", "trainings">["items"][number];
export type Found = Training["found"];
export type Every = Prediction["every"];

export const EVERIES = ["never", "week", "month"] as const satisfies readonly Every[];

const NAME = /^[a-z][a-z0-9-]{0,39}$/;

/** Whether models can call it so. */
export function isPredictionName(name: string): boolean {
  return NAME.test(name);
}

/** What people read. */
export function titleOf({ label, name }: Pick<Prediction, "label" | "name">): string {
  return label ?? name;
}

/** The training that is told first: that of the champion, else the newest. */
export function toldTraining(trainings: readonly Training[]): Training | undefined {
  return trainings.find(({ state }) => state === "champion") ?? trainings[0];
}

type Timed = NonNullable<Answered<"predictions", "ofLead">["items"][number]["days"]>;

/** How many days those who convert take. The median is another figure: it is of all leads like it, whoever converts. */
export function daysUntil({ expected }: Timed): number {
  return Math.max(1, Math.round(expected));
}

type Watch = NonNullable<Prediction["watch"]>;
type Drifted = Extract<Watch["drift"][number]["drift"], { readonly enough: true }>;

/** What has changed since the champion learned; an empty list and null where it still holds. */
export type Watched = {
  /** When it was looked at. */
  readonly at: string;
  readonly drift: readonly {
    readonly feature: string;
    readonly psi: number;
    readonly verdict: Exclude<Drifted["verdict"], "stable">;
  }[];
  /** What came true less what was said of the newest leads, in percentage points. */
  readonly gap: number | null;
  /** Unknown: hardly anybody came since. */
  readonly says: "warns" | "holds" | "unknown";
};

const SURE = 0.05;

/** What the last training or weekly watch saw of the champion in use; null where nobody has looked yet. */
export function watched({ watch }: Pick<Prediction, "watch">): Watched | null {
  if (!watch) return null;
  const { at, calibration } = watch;
  const isOff = calibration.enough && calibration.p < SURE && !holdsNought(calibration.now.interval);
  const drift = watch.drift.flatMap(({ feature, drift }) =>
    drift.enough && drift.verdict !== "stable" ? [{ feature, psi: drift.psi, verdict: drift.verdict }] : [],
  );
  const isKnown = calibration.enough || watch.drift.some(({ drift }) => drift.enough);
  return {
    ...{ at, drift },
    gap: isOff ? Math.round(calibration.now.gap * 1000) / 10 : null,
    says: isOff || drift.length > 0 ? "warns" : isKnown ? "holds" : "unknown",
  };
}

function holdsNought({ low, high }: { readonly low: number; readonly high: number }): boolean {
  return low <= 0 && high >= 0;
}

/** The lines that a model needs to give points by a prediction. */
export function linesFor(name: string): string {
  return `predictions:
  ${name}: {}
dimensions:
  ${name}: {}
rules:
  - id: ${name}-chance
    dimension: ${name}
    points: { of: { prediction: ${name} }, times: 100 }
`;
}

type Compared = Extract<Found["fairness"][number]["fairness"], { readonly enough: true }>;

/** What the groups of a field say. Where nobody is picked, nobody is picked more often than others, and that is all. */
export function fairnessOf({ groups, disadvantaged }: Compared): "fair" | "unfair" | "nobody" {
  if (disadvantaged.length > 0) return "unfair";
  return groups.every(({ ratio }) => ratio === null) ? "nobody" : "fair";
}
