import { type Check, checkOf, type Due, dueOf } from "../condition/tree.ts";
import type { Facts } from "../facts.ts";
import type { Model } from "../model/model-schema.ts";
import type { PredictionReaders } from "../prediction/prediction-reader.ts";
import { readersOf } from "../prediction/prediction-term.ts";
import { readsAccounts } from "../reads-accounts.ts";
import { type Measured, type Measurer, measurerOf } from "../signal/measure.ts";
import { type Day, UTC, type Zone } from "../zone.ts";
import { fillLedger } from "./fill-ledger.ts";
import { flatten } from "./flatten.ts";
import { conditionTree } from "./lead-condition.ts";
import type { Ledger } from "./ledger.ts";
import { answerAll, type Questions, questionsOf, type Scorer, scorerOf } from "./scorer.ts";
import type { Sight } from "./sight.ts";

/**
 * A model made ready to score many leads: its conditions compiled, one scorer for each market and
 * one for leads of none. Make it once per model version and zone.
 */
export type CompiledModel = {
  readonly model: Model;
  readonly zone: Zone;
  /** Folds events into the states that this model and its predictions read. */
  readonly measurer: Measurer;
  /** Whether it, or a prediction that it pins, asks anything of a lead's account. */
  readonly readsAccounts: boolean;
  /** The scorer of each market, in the declared order, and that of no market. */
  readonly scorers: { readonly markets: readonly Scorer[]; readonly none: Scorer };
  readonly markets: MarketChoice;
};

type MarketChoice = {
  readonly questions: Questions;
  readonly where: readonly { readonly holds: Check<Sight>; readonly due: Due<Sight> }[];
};

/** What a model is compiled with besides itself. */
export type CompileOptions = {
  /**
   * Readers of trained predictions, by the hash of their artefact: those that the model pins are used, others may be
   * there. Without the reader of one that it pins, that prediction is unknown: rules give nothing for it, and say so.
   */
  readonly predictions?: PredictionReaders;
};

const NO_READERS: PredictionReaders = new Map();

/**
 * Compiles a model that `parseModel` has accepted. `zone` cuts the days: the workspace's.
 * Throws where the model refers to something it does not have.
 */
export function compile(
  model: Model,
  zone: Zone = UTC,
  { predictions = NO_READERS }: CompileOptions = {},
): CompiledModel {
  const own = readersOf(model, predictions, zone);
  const markets = model.markets ?? [];
  const none = flatten(model, null);
  const flattened = markets.map(({ name }) => flatten(model, name));
  const questions = questionsOf(none, zone, predictions);
  const where = markets.map((market) => {
    const tree = conditionTree(market.where, questions.setting);
    return { holds: checkOf(tree), due: dueOf(tree) };
  });
  questions.sight.words = new Int32Array(questions.setting.subjects.size());
  return {
    model,
    zone,
    measurer: measurerFor([model], zone, own),
    readsAccounts: readsAccounts(model) || own.some((reader) => reader.readsAccounts),
    scorers: {
      markets: markets.map(({ name, rules }, i) =>
        scorerOf(
          flattened[i] as Model,
          zone,
          { market: name, changed: new Set(Object.keys(rules ?? {})) },
          predictions,
        ),
      ),
      none: scorerOf(none, zone, { market: null, changed: new Set() }, predictions),
    },
    markets: { questions, where },
  };
}

/**
 * Folds events into the states that several models read; what they share is measured once. `also` are the predictions
 * that the models pin, and whatever else reads signals.
 */
export function measurerFor(
  models: readonly Model[],
  zone: Zone,
  also: Iterable<{ readonly measured: readonly Measured[] }> = [],
): Measurer {
  const flat = models.flatMap((model) =>
    [null, ...(model.markets ?? []).map(({ name }) => name)].map((market) => flatten(model, market)),
  );
  const measured = flat.flatMap(({ signals, lists = {} }) =>
    Object.values(signals ?? {}).map((signal) => ({ signal, lists })),
  );
  return measurerOf([...measured, ...[...also].flatMap((one) => one.measured)], zone);
}

/** A lead under the scorer of its market, until the next look; no ledger where the lead is not scored. */
export type Seen = { readonly scorer: Scorer; readonly ledger: Ledger | undefined };

/** Chooses the market, aims its scorer at a lead and works out the figures. */
export function look(compiled: CompiledModel, facts: Facts, today: Day): Seen {
  const scorer = scorerFor(compiled, facts, today);
  const { slots, sight, who } = scorer;
  slots.aim(sight, facts, today);
  answerAll(scorer);
  const isScored = facts.ineligible === undefined && (!who || who.holds(sight.words, sight));
  return { scorer, ledger: isScored ? fillLedger(scorer) : undefined };
}

/** The scorer of the first market that holds, else that of none. */
function scorerFor({ scorers, markets: { questions, where } }: CompiledModel, facts: Facts, today: Day): Scorer {
  if (where.length === 0) return scorers.none;
  const { sight } = questions;
  questions.slots.aim(sight, facts, today);
  answerAll(questions);
  const market = where.findIndex(({ holds }) => holds(sight.words, sight));
  return scorers.markets[market] ?? scorers.none;
}
