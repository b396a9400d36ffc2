import { canonicalJson } from "../digest.ts";
import type { Condition } from "../model/condition-schema.ts";
import { listsIn } from "../model/lists-in.ts";
import { mapConditions } from "../model/map-conditions.ts";
import type { Model } from "../model/model-schema.ts";
import { predictionsIn, type Segment } from "./segment.ts";

type Lists = NonNullable<Model["lists"]>;

/** What a workspace lends its models. */
export type Library = {
  readonly lists: Readonly<Record<string, Lists[string]>>;
  readonly segments: Readonly<Record<string, Segment>>;
  /** The hash of the artefact that each prediction of the workspace is at now. */
  readonly predictions?: Readonly<Record<string, string>>;
};

/** A model that needs nothing but itself, and the names of what it was lent. */
export type Pinned = {
  readonly model: Model;
  readonly lists: readonly string[];
  readonly segments: readonly string[];
  readonly predictions: readonly string[];
};

/**
 * Writes into a model what it asks of the workspace: lists that it names and does not have, the conditions of segments
 * in the place of their names, and which artefact a prediction is where it does not say so itself. What the library
 * does not have stays as it is, for `checkModel` to tell.
 */
export function pinModel(model: Model, library: Library): Pinned {
  const taken = new Map<string, Condition>();
  const parts: Parts = {
    signals: { ...model.signals },
    profiles: { ...model.profiles },
    predictions: { ...model.predictions },
    lists: { ...model.lists },
  };
  // Its own words come first: a segment brings other ones under other names.
  const { lists: _, examples: __, ...asking } = model;
  const borrowed = [...listsIn(asking)].filter((name) => !hasList(model, name) && Object.hasOwn(library.lists, name));
  for (const name of borrowed) parts.lists[name] = library.lists[name] as Lists[string];
  const pinned = mapConditions(model, (atom) => {
    if (!("segment" in atom)) return atom;
    const { segment: name } = atom;
    const known = taken.get(name);
    if (known) return known;
    const segment = Object.hasOwn(library.segments, name) ? library.segments[name] : undefined;
    if (!segment) return atom;
    const where = admit(name, segment, parts);
    taken.set(name, where);
    return where;
  });
  const predictions = pinPredictions(pinned, parts, library.predictions ?? {});
  return {
    model: { ...pinned, ...givenParts({ ...parts, profiles: { ...parts.profiles, ...pinned.profiles } }) },
    lists: borrowed.sort(),
    segments: [...taken.keys()].sort(),
    predictions,
  };
}

/** Says which artefact each prediction is that the model uses and does not pin; gives the names of these. */
function pinPredictions(
  model: Model,
  { predictions }: Parts,
  library: NonNullable<Library["predictions"]>,
): readonly string[] {
  const used = new Set([...Object.keys(predictions), ...predictionsIn(model)]);
  const open = [...used].filter((name) => !predictions[name]?.artefact && Object.hasOwn(library, name)).sort();
  for (const name of open) predictions[name] = { ...predictions[name], artefact: library[name] as string };
  return open;
}

type Parts = {
  readonly signals: NonNullable<Model["signals"]>;
  readonly profiles: NonNullable<Model["profiles"]>;
  readonly predictions: NonNullable<Model["predictions"]>;
  readonly lists: Lists;
};

const givenParts = (parts: Parts): Partial<Parts> =>
  Object.fromEntries(Object.entries(parts).filter(([, part]) => Object.keys(part).length > 0));

function hasList({ lists = {}, markets = [] }: Model, name: string): boolean {
  return Object.hasOwn(lists, name) || markets.some((market) => market.lists && Object.hasOwn(market.lists, name));
}

/** Takes the parts of a segment in, under other names where the model means something else by them. */
function admit(segmentName: string, { where, ...own }: Segment, parts: Parts): Condition {
  const renamed = (part: keyof Parts, inner: (value: never) => unknown) =>
    new Map(
      Object.entries(own[part] ?? {}).map(([name, value]) => {
        const meant = inner(value as never);
        const free = freeName(name, segmentName, parts[part], meant);
        (parts[part] as Record<string, unknown>)[free] = meant;
        return [name, free];
      }),
    );
  const lists = renamed("lists", (list) => list);
  const inLists = (part: unknown) => renameIn(part, { inList: lists });
  const signals = renamed("signals", inLists);
  const predictions = renamed("predictions", (prediction) => prediction);
  const words = { inList: lists, signal: signals, of: signals, to: signals, prediction: predictions };
  const profiles = renamed("profiles", (profile) => renameIn(profile, words));
  return renameIn(where, { ...words, profile: profiles }) as Condition;
}

function freeName(name: string, segmentName: string, taken: Readonly<Record<string, unknown>>, meant: unknown): string {
  const isFree = (candidate: string) =>
    !Object.hasOwn(taken, candidate) || canonicalJson(taken[candidate]) === canonicalJson(meant);
  if (isFree(name)) return name;
  for (let i = 1; ; i++) {
    const candidate = `${segmentName}.${name}${i === 1 ? "" : `.${i}`}`;
    if (isFree(candidate)) return candidate;
  }
}

/** Renames references; `of` and `to` are signals only within a rate. */
function renameIn(
  part: unknown,
  names: Readonly<Record<string, ReadonlyMap<string, string>>>,
  isRate = false,
): unknown {
  if (Array.isArray(part)) return part.map((one) => renameIn(one, names));
  if (typeof part !== "object" || part === null) return part;
  return Object.fromEntries(
    Object.entries(part).map(([key, value]) => {
      const known = (key === "of" || key === "to") && !isRate ? undefined : names[key];
      if (known && typeof value === "string") return [key, known.get(value) ?? value];
      return [key, renameIn(value, names, key === "rate")];
    }),
  );
}
