import { type Event, type Json, type JsonObject, parseDay } from "@plumbline/scoring";
import { outcomeEvents } from "../moment/outcome.ts";
import type { ToldGroup } from "../moment/told-lead.ts";

/** What the leads of a workspace say and do: what features can be of at all. Nothing of what became of them is in it. */
export type FeatureSurvey = {
  leads: number;
  /** By the name of a track event: in how many leads. */
  readonly events: Map<string, number>;
  /** Of pages and screens, in how many leads. */
  readonly types: Map<"page" | "screen", number>;
  /** By the path of a trait. */
  readonly traits: Map<string, TraitFound>;
  readonly accountTraits: Map<string, TraitFound>;
};

/** In how many leads a trait has a value of each kind. */
export type TraitFound = {
  leads: number;
  numbers: number;
  yesNo: number;
  dates: number;
  texts: number;
  /** Letters of all texts together. */
  letters: number;
  /** The different texts, up to a bound. */
  readonly levels: Set<string>;
};

const MOST_TRAITS = 500;
const MOST_NAMES = 2000;
const MOST_LEVELS = 2000;
const MOST_DEEP = 2;
const LONGEST = 200;

const NOT_COUNTED = new Set([
  ...outcomeEvents(["opportunity", "won", "lost", "disqualified"]),
  ...["objection raised", "objection withdrawn"],
]);

export const newFeatureSurvey = (): FeatureSurvey => ({
  leads: 0,
  events: new Map(),
  types: new Map(),
  traits: new Map(),
  accountTraits: new Map(),
});

/** Looks at some leads, in place; some of them are enough, and their order does not matter. */
export function addToFeatureSurvey(survey: FeatureSurvey, group: ToldGroup): void {
  for (const { events, undated } of group) {
    survey.leads += 1;
    noteEvents(survey, events);
    const own = events.flatMap(({ type, traits }) => (type === "identify" && traits ? [traits] : []));
    noteTraits(survey.traits, undated ? [undated, ...own] : own);
    noteTraits(
      survey.accountTraits,
      events.flatMap(({ type, traits }) => (type === "group" && traits ? [traits] : [])),
    );
  }
}

function noteEvents({ events, types }: FeatureSurvey, told: readonly Event[]): void {
  const names = new Set<string>();
  const kinds = new Set<"page" | "screen">();
  for (const { type, event } of told) {
    if (type === "page" || type === "screen") kinds.add(type);
    if (type === "track" && event !== undefined && isCounted(event)) names.add(event);
  }
  for (const kind of kinds) types.set(kind, (types.get(kind) ?? 0) + 1);
  for (const name of names) {
    const known = events.get(name);
    if (known !== undefined || events.size < MOST_NAMES) events.set(name, (known ?? 0) + 1);
  }
}

const isCounted = (event: string): boolean => event.length <= LONGEST && !NOT_COUNTED.has(event.toLowerCase());

/** The traits of one lead, each once, however often it was said. */
function noteTraits(traits: Map<string, TraitFound>, said: readonly JsonObject[]): void {
  const own = new Map<string, Json>();
  for (const one of said) for (const [path, value] of flat(one)) own.set(path, value);
  for (const [path, value] of own) {
    let found = traits.get(path);
    if (!found) {
      if (traits.size >= MOST_TRAITS) continue;
      found = { leads: 0, numbers: 0, yesNo: 0, dates: 0, texts: 0, letters: 0, levels: new Set() };
      traits.set(path, found);
    }
    noteValue(found, value);
  }
}

function* flat(traits: JsonObject, prefix = "", depth = 0): Generator<readonly [string, Json]> {
  for (const [key, value] of Object.entries(traits)) {
    const path = `${prefix}${key}`;
    if (value === null || value === "" || path.length > LONGEST) continue;
    if (Array.isArray(value)) {
      const [first] = value;
      if (first !== undefined && first !== null && typeof first !== "object") yield [path, first];
    } else if (typeof value !== "object") yield [path, value];
    else if (depth < MOST_DEEP) yield* flat(value as JsonObject, `${path}.`, depth + 1);
  }
}

const NUMBER = /^\s*[-+]?(\d+(\.\d*)?|\.\d+)\s*$/;

function noteValue(found: TraitFound, value: Json): void {
  found.leads += 1;
  if (typeof value === "boolean") found.yesNo += 1;
  else if (typeof value === "number") found.numbers += 1;
  else if (typeof value === "string") noteText(found, value.trim().toLowerCase());
}

function noteText(found: TraitFound, text: string): void {
  if (text === "true" || text === "false" || text === "yes" || text === "no") found.yesNo += 1;
  else if (NUMBER.test(text)) found.numbers += 1;
  else if (parseDay(text.slice(0, 10)) !== undefined) found.dates += 1;
  else found.texts += 1;
  found.letters += text.length;
  if (found.levels.size < MOST_LEVELS) found.levels.add(text.slice(0, LONGEST));
}
