import { everyCondition } from "../check/parts.ts";
import type { Atom, Condition } from "../model/condition-schema.ts";
import { listsIn } from "../model/lists-in.ts";
import type { Model } from "../model/model-schema.ts";

/** A condition with all that it speaks of, so that it means the same wherever it is asked. */
export type Segment = { readonly where: Condition } & Pick<Model, "signals" | "profiles" | "predictions" | "lists">;

/** The model that scores just those who are in a segment: it gives no points. */
export function segmentModel({ where, signals, profiles, predictions, lists }: Segment): Model {
  return {
    model: "segment",
    ...(lists && { lists }),
    ...(signals && { signals }),
    ...(profiles && { profiles }),
    ...(predictions && { predictions }),
    who: where,
    dimensions: { in: {} },
    rules: [],
  };
}

/** A condition in the words of a model, with those of them that it uses. */
export function standAlone(where: Condition, words: Omit<Segment, "where">): Segment {
  const asked = atomsIn({ where });
  const profiles = only(words.profiles, namesIn(asked, "profile"));
  const atoms = [...asked, ...atomsIn({ where: { all: [] }, ...(profiles && { profiles }) })];
  const signals = only(words.signals, signalsIn(atoms));
  const predictions = only(words.predictions, namesIn(atoms, "prediction"));
  const lists = only(words.lists, listsIn({ where, signals, profiles }));
  return {
    where,
    ...(signals && { signals }),
    ...(profiles && { profiles }),
    ...(predictions && { predictions }),
    ...(lists && { lists }),
  };
}

const atomsIn = (segment: Segment): Atom[] =>
  everyCondition(segmentModel(segment)).flatMap(({ atoms }) => atoms.map(({ atom }) => atom));

function namesIn(atoms: readonly Atom[], key: "profile" | "signal" | "prediction"): Set<string> {
  return new Set(atoms.flatMap((atom) => (key in atom ? [(atom as Record<string, unknown>)[key] as string] : [])));
}

function signalsIn(atoms: readonly Atom[]): Set<string> {
  const rates = atoms.flatMap((atom) => ("rate" in atom ? [atom.rate.of, atom.rate.to] : []));
  return new Set([...namesIn(atoms, "signal"), ...rates]);
}

/** The predictions that a model mentions, in conditions and points. */
export function predictionsIn(model: Model): Set<string> {
  const asked = everyCondition(model).flatMap(({ atoms }) => atoms.map(({ atom }) => atom));
  const terms = model.rules.flatMap(({ points }) => (typeof points === "object" && points.of ? [points.of] : []));
  const inTerms = terms.flatMap((term) => ("prediction" in term ? [term.prediction] : []));
  return new Set([...namesIn(asked, "prediction"), ...inTerms]);
}

function only<Value>(
  all: Readonly<Record<string, Value>> | undefined,
  names: ReadonlySet<string>,
): Record<string, Value> | undefined {
  const some = Object.entries(all ?? {}).filter(([name]) => names.has(name));
  return some.length === 0 ? undefined : Object.fromEntries(some);
}
