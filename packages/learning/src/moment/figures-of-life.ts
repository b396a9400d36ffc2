import { addTraits, type Day, type Event, type Facts, type TraitHistory, traitsOf } from "@plumbline/scoring";
import type { CompiledFeatures } from "../feature/compile-features.ts";
import type { Figures } from "./moment-table.ts";
import type { ToldLead } from "./told-lead.ts";

/** Reads the features of one lead while it is lived through. */
export type FiguresOfLife = {
  /** Tells what happened, in order. */
  tell(event: Event): void;
  /** Looks whether something is there for the first time, after all of a day was told. */
  look(facts: Facts, day: Day): void;
  /** Reads the values of the moment's day. */
  take(facts: Facts, day: Day): void;
  /** What was found, once all of the life was told; undefined where no moment was taken. */
  found(decidedOn: Day | null): Figures | undefined;
};

export function figuresOfLife(features: CompiledFeatures, { undated }: Pick<ToldLead, "undated">): FiguresOfLife {
  const firstOn = new Float64Array(features.set.features.length).fill(Number.NaN);
  // A list says not since when: what is known with a date is kept apart, where there is a list.
  const dated: TraitHistory = new Map();
  let values: Figures["values"] | undefined;
  let missing = firstOn.length;
  return {
    tell: ({ type, traits, timestamp, messageId }) => {
      if (undated && type === "identify" && traits) addTraits(dated, traits, { at: timestamp, messageId });
    },
    look: (facts, day) => {
      if (missing === 0) return;
      const present = features.present(undated ? { ...facts, traits: traitsOf(dated) } : facts, day);
      for (let f = 0; f < present.length; f++) {
        if (!present[f] || !Number.isNaN(firstOn[f])) continue;
        firstOn[f] = day;
        missing -= 1;
      }
    },
    take: (facts, day) => {
      values = features.read(facts, day);
    },
    found: (decidedOn) => values && { values, firstOn, decidedOn },
  };
}
