import {
  addTraits,
  type Event,
  type Json,
  type JsonObject,
  quickDigest,
  readJobTitle,
  type TraitHistory,
  traitsOf,
} from "@plumbline/scoring";
import { isProtectedName } from "../guard/find-proxies.ts";
import { isStaffField } from "../guard/staff-fields.ts";
import { outcomeEvents } from "../moment/outcome.ts";
import type { ToldGroup, ToldLead } from "../moment/told-lead.ts";

/**
 * What can be asked of some leads at all: which values their traits have, which events they send. Nothing of what
 * became of them is in it. It does not matter in which order leads come, and some of them are enough.
 */
export type Survey = {
  leads: number;
  /** By trait, then by value as a text: in how many leads. */
  readonly traits: Map<string, TraitSurvey>;
  /** By name: in how many leads. */
  readonly events: Map<string, number>;
  /** By the first part of a page's path: in how many leads. */
  readonly pages: Map<string, number>;
};

export type TraitSurvey = {
  readonly values: Map<string, { value: string | number | boolean; leads: number }>;
  /** A sample of numbers, by a digest of whose they are. */
  readonly numbers: { readonly lot: number; readonly value: number }[];
  /** Endings of e-mail addresses from the @. */
  readonly endings: Map<string, number>;
  known: number;
  numeric: number;
};

const MOST_TRAITS = 300;
const MOST_VALUES = 2000;
const MOST_NAMES = 500;
const MOST_NUMBERS = 500;
const MOST_DEEP = 2;
const LONGEST = 100;

/** Names and numbers of one person, by which nobody is worth more than another. */
const PERSONAL = [
  /(^|[_. ])u?u?id$|[a-z]Id$/,
  /^((first|last|full|given|family|middle|user|nick)[_ ]?)?name$/i,
  /^(phone|mobile|avatar|photo|birthday|address|street|zip|postal[_ ]?code)$/i,
];

/** What else than what `isStaffField` knows says where a lead stands: it follows the outcome, and does not foretell it. */
const STANDING = [/(status|reason|score|rating|grade)$/i, /^(is[_ ]?)?(customer|converted|qualified|mql|sql)$/i];

const isLeftOut = (key: string): boolean =>
  isProtectedName(key) || isStaffField(key) || [...PERSONAL, ...STANDING].some((own) => own.test(key));

const NOT_ASKED = new Set([
  ...outcomeEvents(["opportunity", "won", "lost", "disqualified"]),
  ...["objection raised", "objection withdrawn"],
]);

/** Whether the event tells an outcome, or who may be scored: no sign of what will be. */
export const tellsOutcome = (name: string): boolean => NOT_ASKED.has(name.toLowerCase());

export const newSurvey = (): Survey => ({ leads: 0, traits: new Map(), events: new Map(), pages: new Map() });

/** Looks at some leads, in place. */
export function addToSurvey(survey: Survey, group: ToldGroup): void {
  for (const lead of group) {
    survey.leads += 1;
    for (const [trait, value] of flat(traitsAtLast(lead))) noteTrait(survey.traits, trait, value, lead.id);
    noteEvents(survey, lead.events);
  }
}

function traitsAtLast({ events, undated }: ToldLead): JsonObject {
  const history: TraitHistory = new Map();
  if (undated) addTraits(history, undated, { at: Number.NEGATIVE_INFINITY, messageId: "" });
  for (const { type, traits, timestamp, messageId } of events) {
    if (type === "identify" && traits) addTraits(history, traits, { at: timestamp, messageId });
  }
  const said = traitsOf(history);
  const { title } = said;
  return typeof title === "string" ? { ...readJobTitle(title), ...said } : said;
}

function* flat(traits: JsonObject, prefix = "", depth = 0): Generator<readonly [string, Json]> {
  for (const [key, value] of Object.entries(traits)) {
    if (isLeftOut(key)) continue;
    const path = `${prefix}${key}`;
    if (value === null || path.length > LONGEST) continue;
    if (typeof value !== "object" || Array.isArray(value)) yield [path, value];
    else if (depth < MOST_DEEP) yield* flat(value as JsonObject, `${path}.`, depth + 1);
  }
}

function noteTrait(traits: Survey["traits"], name: string, value: Json, id: string): void {
  let own = traits.get(name);
  if (!own) {
    if (traits.size >= MOST_TRAITS) return;
    own = { values: new Map(), numbers: [], endings: new Map(), known: 0, numeric: 0 };
    traits.set(name, own);
  }
  own.known += 1;
  const values = Array.isArray(value) ? value : [value];
  for (const one of new Set(values)) noteValue(own, one, quickDigest(`${name}:${id}`, 0));
}

/** As conditions read numbers. */
const NUMBER = /^[ \t]*[-+]?(\d+(\.\d*)?|\.\d+)[ \t]*$/;

function noteValue(own: TraitSurvey, value: Json, lot: number): void {
  const number = typeof value === "string" && NUMBER.test(value) ? Number(value) : value;
  if (typeof number === "number") noteNumber(own, number, lot);
  if (typeof value === "object" || value === "" || String(value).length > LONGEST) return;
  if (typeof value === "string" && value.includes("@")) {
    count(own.endings, value.slice(value.lastIndexOf("@")).toLowerCase(), MOST_VALUES);
    return;
  }
  const text = `${typeof value}:${String(value).toLowerCase()}`;
  const known = own.values.get(text);
  if (known) {
    known.leads += 1;
    // Of spellings that differ in their capitals, the same one whoever comes first.
    if (value < known.value) known.value = value;
  } else if (own.values.size < MOST_VALUES) own.values.set(text, { value, leads: 1 });
}

/** Keeps those with the smallest lots: a sample that does not hang on the order of leads. */
function noteNumber(own: TraitSurvey, value: number, lot: number): void {
  own.numeric += 1;
  own.numbers.push({ lot, value });
  if (own.numbers.length < 2 * MOST_NUMBERS) return;
  own.numbers.sort((a, b) => a.lot - b.lot);
  own.numbers.length = MOST_NUMBERS;
}

function noteEvents({ events, pages }: Survey, told: readonly Event[]): void {
  const [names, parts] = [new Set<string>(), new Set<string>()];
  for (const { type, event, properties } of told) {
    if (type === "track" && event !== undefined && event.length <= LONGEST && !tellsOutcome(event)) names.add(event);
    const part = type === "page" ? firstPart(properties?.["path"]) : undefined;
    if (part !== undefined) parts.add(part);
  }
  for (const name of names) count(events, name, MOST_NAMES);
  for (const part of parts) count(pages, part, MOST_NAMES);
}

function firstPart(path: Json | undefined): string | undefined {
  if (typeof path !== "string") return undefined;
  const part = /^\/[\p{L}\p{N}_-]{1,50}/u.exec(path)?.[0];
  return part?.toLowerCase();
}

function count(counts: Map<string, number>, name: string, most: number): void {
  const known = counts.get(name);
  if (known !== undefined || counts.size < most) counts.set(name, (known ?? 0) + 1);
}
