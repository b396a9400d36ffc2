import type { Answered, client } from "../api.ts";

export type Tune = Answered<"autoTune", "get">;
export type TuneRun = Answered<"autoTune", "runs">["items"][number];
export type TuneWanted = Parameters<typeof client.autoTune.put>[0]["body"];

/** How auto-tune is set, as it is being written: empty where nothing is said. */
export type TuneForm = Pick<Tune, "every" | "target"> & {
  readonly horizon: number | "";
  readonly mostPoints: number | "";
  readonly mostPercent: number | "";
  readonly leastOutcomes: number | "";
  readonly excluded: readonly string[];
};

export function formOf({ every, target, horizon, bounds }: Tune): TuneForm {
  const { mostPoints, mostPercent, leastOutcomes, excluded } = bounds;
  return {
    ...{ every, target, horizon, leastOutcomes, excluded },
    ...{ mostPoints: mostPoints ?? "", mostPercent: mostPercent ?? "" },
  };
}

/** What is asked of the server; null while a bound or a figure is missing. */
export function tuneWanted(form: TuneForm): TuneWanted | null {
  const { every, target, horizon, mostPoints, mostPercent, leastOutcomes, excluded } = form;
  const [points, percent] = [positive(mostPoints), positive(mostPercent)];
  if (horizon === "" || leastOutcomes === "" || (points === null && percent === null)) return null;
  const bounds = { mostPoints: points, mostPercent: percent, leastOutcomes, excluded: [...excluded] };
  return { isOn: true, every, target, horizon, bounds };
}

/** The same settings, turned off. */
export function turnedOff({ every, target, horizon, bounds }: Tune): TuneWanted {
  return { isOn: false, every, target, horizon, bounds };
}

const positive = (n: number | ""): number | null => (n === "" || n <= 0 ? null : n);

/** Whether something is being done, or will be in a moment: then it is worth looking again. */
export function isTuning(
  tune: Pick<Tune, "isOn" | "nextAt"> | undefined,
  runs: readonly TuneRun[],
  now: number,
): boolean {
  const isDue = tune?.isOn === true && tune.nextAt !== null && Date.parse(tune.nextAt) <= now;
  return isDue || runs.some(({ endedAt }) => endedAt === null);
}

/** How many proposals wait for people, by why. */
export function heldBy({ held }: TuneRun): readonly (readonly [TuneRun["held"][number]["because"], number])[] {
  return [...Map.groupBy(held, ({ because }) => because)].map(([because, own]) => [because, own.length] as const);
}

/** The run whose version is live now, if it is the latest that made one: what it did can be taken back. */
export function revertible(runs: readonly TuneRun[], live: number | null): TuneRun | undefined {
  const last = runs.find(({ made }) => made !== null);
  return last?.outcome === "published" && last.made === live ? last : undefined;
}
