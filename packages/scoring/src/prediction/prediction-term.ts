import type { Model } from "../model/model-schema.ts";
import type { Sight } from "../score/sight.ts";
import type { Day, Zone } from "../zone.ts";
import type { PredictionReader, PredictionReaders, ToldPrediction } from "./prediction-reader.ts";

/** A prediction as conditions and points of a model read it. */
export type PredictionTerm = {
  /** Undefined where it is not known. */
  probability(sight: Sight): number | undefined;
  due(sight: Sight): Day;
  told(sight: Sight, factors: number): ToldPrediction;
};

const NEVER = Number.POSITIVE_INFINITY;

/** The terms of a model by name; each looks at a lead once, however many rules ask. */
export function predictionTerms(
  { predictions = {} }: Model,
  readers: PredictionReaders,
): (name: string) => PredictionTerm {
  const terms = new Map<string, PredictionTerm>();
  return (name) => {
    const known = terms.get(name);
    if (known) return known;
    const artefact = Object.hasOwn(predictions, name) ? predictions[name]?.artefact : undefined;
    const reader = artefact === undefined ? undefined : readers.get(artefact);
    const unknown = artefact === undefined ? "not-pinned" : "not-loaded";
    const made = termOf(name, terms.size, reader, unknown);
    terms.set(name, made);
    return made;
  };
}

function termOf(
  name: string,
  place: number,
  reader: PredictionReader | undefined,
  unknown: NonNullable<ToldPrediction["unknown"]>,
): PredictionTerm {
  const given = ({ facts: { predictions } }: Sight): number | undefined =>
    predictions && Object.hasOwn(predictions, name) ? predictions[name] : undefined;
  const probability = (sight: Sight): number | undefined => {
    const said = given(sight);
    if (said !== undefined || !reader) return said;
    const before = sight.predicted[place];
    if (before !== undefined) return before;
    const found = reader.probability(sight.facts, sight.today);
    sight.predicted[place] = found;
    return found;
  };
  return {
    probability,
    due: (sight) => {
      if (!reader || given(sight) !== undefined) return NEVER;
      return reader.dueAfter(sight.facts, sight.today) ?? NEVER;
    },
    told: (sight, factors) => {
      const said = given(sight);
      if (said !== undefined) return { name, probability: said };
      if (!reader) return { name, probability: null, unknown };
      const { horizon } = reader;
      const why = factors > 0 ? { factors: reader.factors(sight.facts, sight.today, factors) } : {};
      return { name, probability: probability(sight) ?? null, horizon, ...why };
    },
  };
}

/** The hashes of the artefacts that a model pins, each once. */
export function artefactsOf({ predictions }: Model): readonly string[] {
  return [...new Set(Object.values(predictions ?? {}).flatMap(({ artefact }) => artefact ?? []))].sort();
}

/** The readers that a model pins, of those that are there. Throws where one was made for another zone. */
export function readersOf(model: Model, readers: PredictionReaders, zone: Zone): readonly PredictionReader[] {
  const own = artefactsOf(model).flatMap((artefact) => readers.get(artefact) ?? []);
  for (const { zone: other } of own) {
    if (other.name !== zone.name) throw new Error(`A prediction for ${other.name} cannot be read in ${zone.name}`);
  }
  return own;
}
