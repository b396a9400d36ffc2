import {
  type Backtest,
  backtestOf,
  type MomentPlan,
  type MomentTable,
  type Target,
  type Truth,
  truthOf,
} from "@plumbline/learning";
import { type CompiledModel, compile, findZone, type Model, measurerFor, readsAccounts, UTC } from "@plumbline/scoring";

/** What is asked of the past, with all that the answer depends on: it is kept with the study. */
export type AskedStudy = {
  /** As it was asked, with its days. */
  readonly question: object;
  /** Whose adjustments count. */
  readonly modelId: number;
  /** The version; in a back-test then the draft. */
  readonly models: readonly Model[];
  readonly timeZone: string;
  readonly target: Target;
  readonly horizon: number;
  readonly seed: number;
  /** Days since 1970. */
  readonly from: number;
  readonly to: number;
  readonly knownUntil: number;
  readonly isProbability: boolean;
  readonly perWeek?: number | undefined;
};

export function planOf(asked: AskedStudy): MomentPlan {
  const { models, timeZone, target, horizon, seed, from, to, knownUntil } = asked;
  const zone = findZone(timeZone) ?? UTC;
  return {
    ...{ zone, target, horizon, seed, from, to, knownUntil },
    models: models.map((model) => compile(model, zone)),
    measurer: measurerFor(models, zone),
    readsAccounts: models.some(readsAccounts),
  };
}

/** What the moments say. */
export function concluded(
  { isProbability, perWeek }: AskedStudy,
  plan: MomentPlan,
  table: MomentTable,
): Truth | Backtest {
  const [first, second] = plan.models;
  if (!second) return truthOf(table, { at: 0, compiled: first as CompiledModel, isProbability });
  return backtestOf(table, { live: first as CompiledModel, draft: second, perWeek, isProbability });
}
