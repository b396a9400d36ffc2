import {
  compileReadings,
  type Day,
  type Facts,
  type PredictionFactor,
  type PredictionReader,
  type Zone,
} from "@plumbline/scoring";
import { type CompiledFeatures, compileFeatures } from "../feature/compile-features.ts";
import { labelOf } from "../feature/feature-set.ts";
import { decidingEvents } from "../moment/outcome.ts";
import type { LeadValues } from "../table/table.ts";
import { predictTiming, type Timing } from "../timing/train-timing.ts";
import { artefactHash, type LeadArtefact } from "./artefact.ts";
import { type Explanation, predictorOf } from "./predict.ts";

/** An artefact made ready to be read of leads, and by scores that pin it. */
export type CompiledPrediction = PredictionReader & {
  readonly features: CompiledFeatures;
  values(facts: Facts, day: Day): LeadValues;
  explain(facts: Facts, day: Day): Explanation;
  /** Whether events have told, by the end of a day, how it ended with the lead: then there is nothing to foretell. */
  isDecided(facts: Facts, day: Day): boolean;
  /** How long it takes a lead as it is now; null where the artefact cannot tell. */
  timing(facts: Facts, day: Day): Timing | null;
};

/** What moves the log-odds by less is not worth a word. */
const NOTHING = 1e-9;

/** Makes an artefact ready for a zone. A pure function of facts and day comes out of it: the same on every machine. */
export function compilePrediction(artefact: LeadArtefact, zone: Zone): CompiledPrediction {
  const { reads, asked, timing } = artefact;
  const features = compileFeatures(reads, zone);
  const predictor = predictorOf(artefact);
  const sources = new Map(reads.features.map((source) => [source.name, source]));
  const values = features.read;
  const signals = { decided: { on: [...decidingEvents(asked.target)] } };
  const decided = compileReadings({ signals, lists: {}, ageSteps: [], readings: [{ signal: "decided" }] }, zone);
  return {
    artefact: artefactHash(artefact),
    zone,
    horizon: asked.horizon,
    features,
    measured: [...features.measured, ...decided.measured],
    readsAccounts: features.readsAccounts,
    values,
    probability: (facts, day) => predictor.row(values(facts, day)),
    dueAfter: features.dueAfter,
    isDecided: (facts, day) => decided.present(facts, day).includes(true),
    explain: (facts, day) => predictor.explain(values(facts, day)),
    factors: (facts, day, most) => {
      const { effects } = predictor.explain(values(facts, day));
      return effects
        .flatMap(({ feature, value = null, effect }): readonly PredictionFactor[] => {
          const source = sources.get(feature);
          if (!source || Math.abs(effect) < NOTHING) return [];
          return [{ feature, label: labelOf(reads, source), reading: source.reading, value, effect }];
        })
        .slice(0, most);
    },
    timing: (facts, day) => (timing ? predictTiming(timing, values(facts, day)) : null),
  };
}
