import type { Model, Reading, SignalDefinition } from "@plumbline/scoring";
import type { FeatureKind } from "../table/table.ts";
import { FEATURE_FORMAT, type FeatureSet, type FeatureSource } from "./feature-set.ts";
import type { FeatureSurvey, TraitFound } from "./feature-survey.ts";

/** A prediction that went by whole days would have to be made again every night. */
const AGE_STEPS = [0, 1, 3, 7, 14, 30, 60, 90, 180, 365] as const;

const MOST = 60;
/** What fewer leads have tells too little. */
const LEAST_LEADS = 10;
const LEAST_SHARE = 0.01;
/** A trait whose texts are nearly all different names people and does not group them. */
const MOST_DIFFERENT = 0.5;
/** Texts of so many letters on average are written freely: how much was written tells more than what. */
const FREE_TEXT = 40;
/** Names and numbers of one person or record. */
const PERSONAL = [
  /(^|[_. ])u?u?id$|[a-z]Id$/,
  /^(e-?mail|phone|mobile|avatar|photo|address|street|zip|postal[_ ]?code)$/i,
  /(^|[_ ])(first|last|full|given|family|middle|user|nick)[_ ]?name$|^name$/i,
];

type Words = Pick<Model, "signals" | "lists">;
type Proposed = { readonly leads: number; readonly source: FeatureSource };
type Signals = Record<string, SignalDefinition>;

/**
 * Proposes features from what a workspace has: the signals of its models, its most frequent events, the traits that its
 * leads and their accounts have. What more leads have comes first, up to `most`; the same survey gives the same set.
 */
export function deriveFeatures(
  survey: FeatureSurvey,
  models: readonly Words[],
  { most = MOST }: { readonly most?: number } = {},
): FeatureSet {
  const least = Math.max(LEAST_LEADS, LEAST_SHARE * survey.leads);
  const signals: Signals = {};
  const lists: FeatureSet["lists"] = {};
  const traits = [
    ...traitFeatures(survey.traits, "trait", least),
    ...titleFeatures(survey.traits.get("title"), least),
    ...traitFeatures(survey.accountTraits, "account", least),
  ];
  const own = modelSignals(models, signals, lists).flatMap((name) => signalFeatures(name, survey.leads, signals[name]));
  const heard = eventSignals(survey, least, signals);
  const events = heard.flatMap(({ name, leads }) => signalFeatures(name, leads, signals[name]));
  // Traits may take half at most; what others leave free is everybody's.
  const [first, second] = [byLeads(traits), byLeads([...own, ...events])];
  const half = Math.max(Math.ceil(most / 2), most - second.length);
  const features = [...first.slice(0, half), ...second].slice(0, most).map(({ source }) => source);
  const read = new Set(features.flatMap(({ reading }) => ("signal" in reading ? [reading.signal] : [])));
  return {
    format: FEATURE_FORMAT,
    ageSteps: AGE_STEPS,
    signals: Object.fromEntries(Object.entries(signals).filter(([name]) => read.has(name))),
    lists,
    features,
  };
}

function byLeads(proposed: readonly Proposed[]): Proposed[] {
  return proposed.toSorted((a, b) => b.leads - a.leads || (a.source.name < b.source.name ? -1 : 1));
}

function traitFeatures(
  traits: ReadonlyMap<string, TraitFound>,
  of: "trait" | "account",
  least: number,
): readonly Proposed[] {
  return [...traits].flatMap(([path, found]): readonly Proposed[] => {
    if (found.leads < least || PERSONAL.some((own) => own.test(path))) return [];
    const form = formOf(found);
    if (!form) return [];
    const reading = (of === "trait" ? { trait: path, as: form } : { account: path, as: form }) as Reading;
    const kind: FeatureKind = form === "category" || form === "yes-no" ? form : "number";
    const name = `${of}${form === "length" ? "-length" : ""}.${path}`;
    return [{ leads: found.leads, source: { name, kind, reading } }];
  });
}

/** How most of a trait's values are taken; undefined where they only name people. */
function formOf({ leads, numbers, yesNo, dates, texts, letters, levels }: TraitFound) {
  if (yesNo * 2 > leads) return "yes-no";
  if (numbers * 2 > leads) return "number";
  if (dates * 2 > leads) return "days-since";
  if (levels.size <= Math.max(2, MOST_DIFFERENT * leads)) return "category";
  return texts > 0 && letters / texts >= FREE_TEXT ? "length" : undefined;
}

/** What a job title says of rank and department, where nobody says it. */
function titleFeatures(title: TraitFound | undefined, least: number): readonly Proposed[] {
  if (!title || title.leads < least) return [];
  return ["seniority", "department"].map((path) => ({
    leads: title.leads,
    source: { name: `title.${path}`, kind: "category", reading: { trait: path, as: "category" } },
  }));
}

/** Takes the signals of models over, under other names where two models mean something else by one; says the names. */
function modelSignals(models: readonly Words[], signals: Signals, lists: FeatureSet["lists"]): string[] {
  const taken = new Map<string, string>();
  for (const model of models) {
    const own = Object.entries(model.lists ?? {});
    const other = own.filter(([list, values]) => lists[list] && JSON.stringify(lists[list]) !== JSON.stringify(values));
    for (const [list, values] of own) lists[list] ??= values;
    for (const [name, { note: _, ...definition }] of Object.entries(model.signals ?? {})) {
      const meaning = JSON.stringify(definition);
      // A list of the same name with other values would make it another signal.
      const isOther = other.some(([list]) => meaning.includes(`"inList":${JSON.stringify(list)}`));
      if (taken.has(meaning) || isOther) continue;
      const free = freeName(name, signals);
      signals[free] = definition;
      taken.set(meaning, free);
    }
  }
  return [...taken.values()];
}

/** The most frequent events, each a signal unless some model listens to just that. */
function eventSignals(survey: FeatureSurvey, least: number, signals: Signals) {
  const known = new Set(Object.values(signals).flatMap((one) => (isPlain(one) ? [String(one.on).toLowerCase()] : [])));
  const heard = [
    ...[...survey.events].map(([on, leads]) => ({ on, leads })),
    ...[...survey.types].map(([on, leads]) => ({ on, leads })),
  ].filter(({ on, leads }) => leads >= least && !known.has(on.toLowerCase()));
  return heard
    .sort((a, b) => b.leads - a.leads || (a.on < b.on ? -1 : 1))
    .map(({ on, leads }) => {
      const name = freeName(nameFrom(on), signals);
      signals[name] = { label: on, on };
      return { name, leads };
    });
}

/** A signal that only counts one kind of event. */
function isPlain({ label: _, note: __, ...rest }: SignalDefinition): boolean {
  return typeof rest.on === "string" && Object.keys(rest).length === 1;
}

/** A name that the model language takes. */
function nameFrom(text: string): string {
  const kept = text
    .replace(/[^\p{L}\p{N} _.+-]+/gu, " ")
    .replace(/^[^\p{L}\p{N}]+/u, "")
    .trim();
  return kept.slice(0, 80) || "event";
}

function freeName(name: string, taken: Readonly<Record<string, unknown>>): string {
  if (!Object.hasOwn(taken, name)) return name;
  for (let i = 2; ; i++) if (!Object.hasOwn(taken, `${name}-${i}`)) return `${name}-${i}`;
}

/** How much lately and ever, and how long ago: what is most often told by a behaviour. */
function signalFeatures(signal: string, leads: number, definition: SignalDefinition | undefined): readonly Proposed[] {
  const readings: readonly (readonly [string, Reading])[] = [
    ["30d", { signal, in: "30d" }],
    ["last", { signal, since: "last" }],
    ["ever", { signal }],
    ["7d", { signal, in: "7d" }],
    ["90d", { signal, in: "90d" }],
    ["first", { signal, since: "first" }],
  ];
  const some = definition?.max === undefined ? readings : readings.slice(1, 3);
  return some.map(([what, reading], i) => ({
    // What is worth most of every behaviour comes before what is worth less of the most frequent.
    leads: leads / (i < 3 ? 1 : 4),
    source: { name: `signal.${signal}.${what}`, kind: "number", reading },
  }));
}
