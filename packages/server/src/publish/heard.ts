import {
  EVENT_TYPES,
  flatten,
  fold,
  type Model,
  measurerFor,
  type PredictionReader,
  type SignalDefinition,
  type Zone,
} from "@plumbline/scoring";

/** Which events some signals listen to: the others need not be read. */
export type Heard = {
  /** Undefined for events of every type. */
  readonly types: readonly string[] | undefined;
  hears(type: string, name: string | null): boolean;
};

/** What reads signals of its own, as predictions do. */
type Measuring = Pick<PredictionReader, "measured">;

/** Which events those signals of a model, and of the predictions that it pins, listen to whose keys are named. */
export function heardBy(
  model: Model,
  keys: ReadonlySet<string>,
  zone: Zone,
  predictions: readonly Measuring[] = [],
): Heard {
  const words = wordsOf(model, keys, zone, predictions);
  if (!words) return { types: undefined, hears: () => true };
  const types = new Set([...words].map((word) => (isType(word) ? word : "track")));
  const names = new Map<string | null, boolean>();
  const hearsTrack = (name: string | null): boolean => {
    const known = names.get(name) ?? words.has(fold(name ?? ""));
    if (names.size < MANY_NAMES) names.set(name, known);
    return known || words.has("track");
  };
  return { types: [...types], hears: (type, name) => (type === "track" ? hearsTrack(name) : words.has(type)) };
}

const MANY_NAMES = 10_000;

/** Names and types, folded; undefined where some signal listens to everything. */
function wordsOf(
  model: Model,
  keys: ReadonlySet<string>,
  zone: Zone,
  predictions: readonly Measuring[],
): ReadonlySet<string> | undefined {
  const markets = [null, ...(model.markets ?? []).map(({ name }) => name)];
  const listeners = markets.flatMap((market) => {
    const flat = flatten(model, market);
    return Object.entries(flat.signals ?? {})
      .filter(([name, signal]) => keysOf({ ...flat, signals: { [name]: signal } }, zone).some((key) => keys.has(key)))
      .flatMap(([, signal]) => listenersOf(signal));
  });
  const read = predictions.flatMap(({ measured }) => measured);
  const foreseeing = read
    .filter((one) => measurerFor([], zone, [{ measured: [one] }]).keys.some((key) => keys.has(key)))
    .flatMap(({ signal }) => listenersOf(signal));
  const words = new Set<string>();
  for (const on of [...listeners, ...foreseeing]) {
    if (on === undefined) return undefined;
    for (const word of [on].flat()) words.add(fold(word));
  }
  return words;
}

const keysOf = (model: Model, zone: Zone): readonly string[] => measurerFor([model], zone).keys;

function listenersOf({ on, steps, confirmedBy }: SignalDefinition): readonly (string | string[] | undefined)[] {
  if (steps) return steps.map((step) => step.on);
  return confirmedBy ? [on, confirmedBy.on] : [on];
}

const isType = (word: string): boolean => (EVENT_TYPES as readonly string[]).includes(word);
