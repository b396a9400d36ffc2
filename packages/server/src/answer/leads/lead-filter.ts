import {
  type CompiledModel,
  type Condition,
  checkModel,
  type Facts,
  flatten,
  fold,
  type Model,
  type ModelProblem,
  matcher,
  parseModel,
  toPoints,
  type Zone,
} from "@plumbline/scoring";
import type { EnrolledIn, FeedbackWanted, Key, RankedFilter } from "@plumbline/store";
import { MANY, traitKey, wordsOf } from "../../identify/search-keys.ts";
import { tagOf } from "../desk/tag-of.ts";
import { bad } from "../read-request.ts";
import { Refusal } from "../refusal.ts";
import { bandRange } from "./band-range.ts";

/** What a list of leads is asked for, as the query of a request says it. */
export type LeadQuery = {
  readonly search?: string | undefined;
  readonly band?: string | undefined;
  readonly market?: string | undefined;
  readonly account?: string | undefined;
  readonly totalFrom?: number | undefined;
  readonly totalTo?: number | undefined;
  readonly seenFrom?: string | undefined;
  readonly seenTo?: string | undefined;
  readonly traits?: string | undefined;
  readonly filter?: string | undefined;
  readonly owner?: string | undefined;
  readonly tag?: string | undefined;
  readonly segment?: string | undefined;
  readonly experiment?: string | undefined;
  readonly arm?: string | undefined;
  readonly feedback?: FeedbackWanted["is"] | undefined;
};

/** What a filter has to know of the desk: which trait names the owner, and which bands of the model are sales'. */
export type DeskSetting = {
  readonly ownerTrait: string;
  readonly modelId: number;
  readonly bands: readonly string[];
  /** The segment that a query names. */
  readonly segmentId?: number | undefined;
  /** The experiment that a query names. */
  readonly enrolled?: EnrolledIn | undefined;
  /** Whether several versions score: each may begin its bands elsewhere. */
  readonly isMixed?: boolean;
};

/** The same, made ready: what the database can tell, what narrows, and what is left to decide here. */
export type LeadFilter = {
  readonly rows: RankedFilter;
  /** Of each, a lead has one: a lead without is none of those looked for. */
  readonly keys: readonly Key[];
  readonly decide: Decide | undefined;
  /** Whether nothing that anybody could have is looked for. */
  readonly isNobody: boolean;
  /** Whether nothing is asked. */
  readonly isEmpty: boolean;
  /** Whoever searches by name wants those without a score as well. */
  readonly withUnscored: boolean;
};

export type Decide = {
  readonly holds: (facts: Facts, today: number) => boolean;
  /** Traits can be read off the list itself. */
  readonly needs: "traits" | "all";
};

/** Reads a query, refusing what makes no sense. */
export function readLeadFilter(
  query: LeadQuery,
  compiled: CompiledModel,
  zone: Zone,
  desk: DeskSetting = NO_DESK,
): LeadFilter {
  const condition = query.filter === undefined ? undefined : readCondition(query.filter, compiled.model);
  const own = query.owner === undefined ? {} : { [desk.ownerTrait]: query.owner };
  const traits = { ...(query.traits === undefined ? {} : readTraits(query.traits)), ...own };
  const words = query.search === undefined ? [] : wordsOf([query.search]);
  const exact = Object.entries(traits).flatMap(([name, value]) => (isScalar(value) ? keyOf(name, [value]) : []));
  const keys = [...words.map((begins) => ({ begins })), ...exact, ...(condition ? narrowing(condition) : [])];
  const rows: RankedFilter = {
    ...totalsOf(query, compiled.model, desk),
    ...whenSeen(query),
    ...(query.band !== undefined && { band: query.band }),
    ...(query.market !== undefined && { market: query.market }),
    ...(query.account !== undefined && { accountId: Number(query.account) }),
    ...((query.traits !== undefined || query.owner !== undefined) && { traits: JSON.stringify(traits) }),
    ...deskFilter(query, desk),
    ...(words.length > 0 && { begins: words }),
  };
  return {
    rows: { ...rows, keys: keys.flatMap((key) => ("any" in key ? [key.any] : [])) },
    keys,
    decide: condition && { holds: matcher(condition, flatten(compiled.model, null), zone), needs: needsOf(condition) },
    // Signs and pictures are in no word.
    isNobody: query.search !== undefined && words.length === 0,
    isEmpty: query.search === undefined && Object.keys(rows).length === 0 && condition === undefined,
    withUnscored: words.length > 0 && query.band === undefined,
  };
}

const NO_DESK: DeskSetting = { ownerTrait: "owner", modelId: 0, bands: [] };

function deskFilter(
  { tag, feedback }: LeadQuery,
  { modelId, bands, segmentId, enrolled }: DeskSetting,
): Pick<RankedFilter, "tag" | "feedback" | "segmentId" | "enrolled"> {
  return {
    ...(enrolled !== undefined && { enrolled }),
    ...(segmentId !== undefined && { segmentId }),
    ...(tag !== undefined && { tag: tagOf(tag) }),
    ...(feedback !== undefined && { feedback: { is: feedback, modelId, bands } }),
  };
}

function totalsOf(
  { band, totalFrom, totalTo }: LeadQuery,
  model: Model,
  { isMixed = false }: Pick<DeskSetting, "isMixed">,
) {
  const range = band === undefined || isMixed ? {} : bandRange(model, band);
  return withinBoth(range, pointsIf(totalFrom, "totalFrom"), pointsIf(totalTo, "totalTo"));
}

function whenSeen({ seenFrom, seenTo }: LeadQuery): Pick<RankedFilter, "seenFrom" | "seenTo"> {
  return {
    ...(seenFrom !== undefined && { seenFrom: Date.parse(seenFrom) }),
    ...(seenTo !== undefined && { seenTo: Date.parse(seenTo) }),
  };
}

/** A condition in the words of a model: its signals, lists and profiles. */
function readCondition(text: string, model: Model): Condition {
  const flat = flatten(model, null);
  const parts = Object.fromEntries(
    (["signals", "lists", "profiles"] as const).flatMap((part) => (flat[part] ? [[part, flat[part]]] : [])),
  );
  const asked = {
    model: "filter",
    ...parts,
    dimensions: { asked: {} },
    rules: [{ id: "asked", dimension: "asked", when: readJson(text, "filter"), points: 1 }],
    total: { sum: ["asked"] },
  };
  const parsed = parseModel(asked);
  if (!parsed.ok) throw refusal(parsed.problems);
  const problems = checkModel(parsed.model).filter(({ path }) => path[0] === "rules");
  if (problems.length > 0) throw refusal(problems);
  return (parsed.model.rules[0] as { when: Condition }).when;
}

function refusal(problems: readonly ModelProblem[]): Refusal {
  const placed = problems.map((problem) => ({ line: 1, column: 1, problem: { ...problem, path: [...problem.path] } }));
  return new Refusal({ code: "model-invalid", problems: placed });
}

function readTraits(text: string): Record<string, unknown> {
  const value = readJson(text, "traits");
  if (typeof value === "object" && value !== null && !Array.isArray(value)) return value as Record<string, unknown>;
  throw bad("query", "traits", "wrong-type", "object");
}

function readJson(text: string, path: string): unknown {
  // PostgreSQL's jsonb cannot hold a NUL.
  if (!/\\u0000/i.test(text) && !text.includes("\0")) {
    try {
      return JSON.parse(text) as unknown;
    } catch {
      // Said below.
    }
  }
  throw bad("query", path, "unreadable", "json");
}

function pointsIf(value: number | undefined, path: string): number | undefined {
  if (value === undefined) return undefined;
  if (Number.isFinite(value) && Math.abs(value) <= 20_000_000) return toPoints(value);
  throw bad("query", path, "too-large", "20000000");
}

function withinBoth(
  range: { readonly from?: number; readonly to?: number },
  from = Number.NEGATIVE_INFINITY,
  to = Number.POSITIVE_INFINITY,
): Pick<RankedFilter, "totalFrom" | "totalTo"> {
  const low = Math.max(from, range.from ?? Number.NEGATIVE_INFINITY);
  const high = Math.min(to, range.to ?? Number.POSITIVE_INFINITY);
  return { ...(Number.isFinite(low) && { totalFrom: low }), ...(Number.isFinite(high) && { totalTo: high }) };
}

/** What the keys of leads can say of a condition: each of these a lead must have for it to hold. */
function narrowing(condition: Condition): Key[] {
  if ("all" in condition) return condition.all.flatMap(narrowing);
  if ("any" in condition) return eitherOf(condition.any.map(narrowing));
  if (!("trait" in condition) || condition.trait.includes(".") || READ_FROM_TITLE.has(condition.trait)) return [];
  const { trait, is, in: some, endsWith } = condition;
  const ofAddress = trait === "email" ? [typeof is === "string" ? is : undefined, endsWith].flatMap(addressKey) : [];
  return [
    ...ofAddress,
    ...(is === undefined ? [] : keyOf(trait, [is])),
    ...(some === undefined ? [] : keyOf(trait, some)),
  ];
}

/** A title may say these where no trait does. */
const READ_FROM_TITLE: ReadonlySet<string> = new Set(["seniority", "department"]);

/** Some branch must hold: of each, one key is enough. */
function eitherOf(branches: readonly (readonly Key[])[]): Key[] {
  const firsts = branches.map((keys) => keys.find((key) => "any" in key));
  if (firsts.length === 0 || firsts.includes(undefined)) return [];
  return [{ any: [...new Set(firsts.flatMap((key) => (key && "any" in key ? key.any : [])))] }];
}

function keyOf(name: string, values: readonly (string | number | boolean)[]): Key[] {
  const keys = values.map((value) => traitKey(name, value));
  return keys.every((key) => key !== undefined) ? [{ any: [...keys, MANY] }] : [];
}

/** An address is found by the longest word of its domain. */
function addressKey(end: string | readonly string[] | undefined): Key[] {
  if (typeof end !== "string") return [];
  const [, domain] = /^[^@]*@([a-z0-9.-]+)$/.exec(fold(end)) ?? [];
  const label = (domain ?? "").split(/[.-]/).sort((a, b) => b.length - a.length)[0] ?? "";
  return label === "" ? [] : [{ any: [label, MANY] }];
}

function needsOf(condition: Condition): Decide["needs"] {
  if ("all" in condition) return condition.all.every((one) => needsOf(one) === "traits") ? "traits" : "all";
  if ("any" in condition) return condition.any.every((one) => needsOf(one) === "traits") ? "traits" : "all";
  if ("not" in condition && typeof condition.not === "object") return needsOf(condition.not);
  return "trait" in condition ? "traits" : "all";
}

const isScalar = (value: unknown): value is string | number | boolean =>
  typeof value === "string" || typeof value === "number" || typeof value === "boolean";
