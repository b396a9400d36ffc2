import { checkModel, type Model, type ModelPath, type ModelProblem, parseModel } from "@plumbline/scoring";
import { type Document, isMap, isNode, isScalar, parseDocument, visit, type YAMLError } from "yaml";
import { READING } from "./edit.ts";
import { mended } from "./mended.ts";
import { isRecord } from "./record.ts";

/** What keeps a text from being YAML. */
type SyntaxFault = "duplicate-key" | "indentation" | "tab" | "unfinished" | "second-document" | "other" | "empty";

/** What is wrong in a draft, and where: offsets into its text. */
export type DraftProblem = { readonly from: number; readonly to: number } & (
  | { readonly kind: "syntax"; readonly what: SyntaxFault }
  | { readonly kind: "model"; readonly problem: ModelProblem }
);

type Part = { readonly path: ModelPath; readonly name: string };

/** A draft as it is read: as much of it as makes sense, and what is wrong. */
export type ReadDraft = {
  readonly text: string;
  /** Whether it can be changed by parts: it is YAML, and a group of keys. */
  readonly isReadable: boolean;
  /** What can be shown: the model, where it has no meaning yet as it was before, and without what never had one. */
  readonly shown: Model;
  /** What the text says as it stands, right or wrong. */
  readonly written: unknown;
  /** Of each rule that is shown, its place in the text's list. */
  readonly ruleAt: readonly number[];
  /** Of each market that is shown, the same. */
  readonly marketAt: readonly number[];
  /** Parts that are left out of what is shown. */
  readonly broken: readonly Part[];
  readonly problems: readonly DraftProblem[];
};

/** What a model may name that stands elsewhere. */
export type Elsewhere = { readonly lists: readonly string[]; readonly segments: readonly string[] };

const NOTHING: Model = { model: "x", dimensions: {}, rules: [] };
const MOST_PROBLEMS = 100;

/** Reads the text of a draft, right or wrong; `former` is what was shown of it until now. */
export function readDraft(text: string, elsewhere: Elsewhere, former?: Model): ReadDraft {
  const unreadable = {
    ...{ text, isReadable: false, shown: NOTHING, written: undefined },
    ...{ ruleAt: [], marketAt: [], broken: [] },
  };
  if (text.trim() === "") return { ...unreadable, problems: [{ from: 0, to: 0, kind: "syntax", what: "empty" }] };
  const document = parseDocument(text, READING);
  const faults = [...document.errors, ...repeatedKeys(document)];
  if (faults.length > 0) return { ...unreadable, problems: faults.slice(0, MOST_PROBLEMS).map(faultOf) };
  const data = dataOf(document);
  if (!isRecord(data))
    return { ...unreadable, problems: [{ from: 0, to: text.length, kind: "syntax", what: "other" }] };
  const whole = parseModel(data);
  const found = whole.ok
    ? checkModel(whole.model).filter((problem) => !isElsewhere(problem, elsewhere))
    : whole.problems;
  const problems = found.slice(0, MOST_PROBLEMS).map((problem): DraftProblem => {
    return { ...placeOf(document, problem.path), kind: "model", problem };
  });
  const read = { text, isReadable: true, written: data, problems };
  if (whole.ok) return { ...read, ...shownWhole(whole.model) };
  if (!former) return { ...read, ...readable(data, whole.problems) };
  const paths = whole.problems.map(({ path }) => path);
  const again = mended(data, paths, former);
  const known = parseModel(again);
  return { ...read, ...(known.ok ? shownWhole(known.model) : readable(again, known.problems)) };
}

function shownWhole(model: Model): Readable {
  return { shown: model, ruleAt: places(model.rules), marketAt: places(model.markets ?? []), broken: [] };
}

const places = (list: readonly unknown[]): readonly number[] => list.map((_, index) => index);

/** Lists and segments of the workspace are taken from there when the model is published. */
function isElsewhere(problem: ModelProblem, { lists, segments }: Elsewhere): boolean {
  if (problem.code !== "unknown-reference") return false;
  const known = problem.kind === "list" ? lists : problem.kind === "segment" ? segments : [];
  return known.includes(problem.name);
}

const LISTED = new Set(["rules", "markets", "examples", "bands"]);
const NAMED = new Set(["signals", "profiles", "dimensions", "groups", "lists"]);

/** The part of a model that a problem spoils. */
function partOf(path: ModelPath): ModelPath {
  const [top = "", inner] = path.map(String);
  const isDeep = inner !== undefined && (NAMED.has(top) || (LISTED.has(top) && top !== "bands"));
  return isDeep ? path.slice(0, 2) : path.slice(0, 1);
}

type Readable = Pick<ReadDraft, "shown" | "ruleAt" | "marketAt" | "broken">;

/** A model of the parts that have a meaning: the others are taken out until the rest has one. */
function readable(data: Readonly<Record<string, unknown>>, problems: readonly ModelProblem[]): Readable {
  const broken = new Map<string, ModelPath>();
  let left = problems;
  for (let attempt = 0; attempt < 4; attempt++) {
    for (const { path } of left) broken.set(partOf(path).join("\n"), partOf(path));
    const parsed = parseModel(withoutParts(data, [...broken.values()]));
    const keptIn = (list: string) =>
      (Array.isArray(data[list]) ? places(data[list]) : []).filter(
        (at) => !broken.has(`${list}\n${at}`) && !broken.has(list),
      );
    if (parsed.ok) {
      const parts = [...broken.values()].map((path) => ({ path, name: nameOf(data, path) }));
      return { shown: parsed.model, ruleAt: keptIn("rules"), marketAt: keptIn("markets"), broken: parts };
    }
    // The parts that are left have moved up: their places in the text are looked up again.
    left = parsed.problems.map((problem) => {
      const [top, at, ...rest] = problem.path;
      const place = typeof at === "number" ? keptIn(String(top))[at] : undefined;
      return place === undefined ? problem : { ...problem, path: [String(top), place, ...rest] };
    });
  }
  return { shown: NOTHING, ruleAt: [], marketAt: [], broken: [] };
}

function withoutParts(data: Readonly<Record<string, unknown>>, parts: readonly ModelPath[]): unknown {
  const whole: Record<string, unknown> = { ...data };
  const has = (...path: ModelPath) => parts.some((part) => part.join("\n") === path.join("\n"));
  for (const [top, value] of Object.entries(whole)) {
    if (has(top)) delete whole[top];
    else if (Array.isArray(value)) whole[top] = value.filter((_, index) => !has(top, index));
    else if (isRecord(value))
      whole[top] = Object.fromEntries(Object.entries(value).filter(([name]) => !has(top, name)));
  }
  return { model: "x", dimensions: {}, rules: [], ...whole };
}

function nameOf(data: Readonly<Record<string, unknown>>, path: ModelPath): string {
  const [top = "", inner] = path;
  const part = (data[top] as Record<string, unknown> | undefined)?.[inner ?? ""];
  const { label, id, name } = isRecord(part) ? part : {};
  return String(label ?? id ?? name ?? inner ?? top);
}

function dataOf(document: Document): unknown {
  try {
    return document.toJS({ maxAliasCount: 100 });
  } catch {
    return undefined;
  }
}

type Fault = Pick<YAMLError, "code" | "pos">;

function repeatedKeys(document: Document): Fault[] {
  const faults: Fault[] = [];
  visit(document, {
    Map: (_key, { items }) => {
      const seen = new Set<string>();
      for (const { key } of items) {
        if (!isScalar(key)) continue;
        const [from = 0, to = 0] = key.range ?? [];
        if (seen.has(String(key.value))) faults.push({ code: "DUPLICATE_KEY", pos: [from, to] });
        seen.add(String(key.value));
      }
    },
  });
  return faults;
}

function faultOf({ code, pos: [from, to] }: Fault): DraftProblem {
  return { from, to: Math.max(to, from), kind: "syntax", what: SYNTAX[code] ?? "other" };
}

const SYNTAX: Partial<Record<YAMLError["code"], SyntaxFault>> = {
  DUPLICATE_KEY: "duplicate-key",
  BAD_INDENT: "indentation",
  BAD_COLLECTION_TYPE: "indentation",
  TAB_AS_INDENT: "tab",
  MISSING_CHAR: "unfinished",
  MULTIPLE_DOCS: "second-document",
};

/** Where something stands: its key, or, where that is missing, what should hold it. */
function placeOf(document: Document, path: ModelPath): { readonly from: number; readonly to: number } {
  for (let length = path.length; length > 0; length--) {
    const range = keyRange(document, path.slice(0, length)) ?? valueRange(document, path.slice(0, length));
    if (range) return range;
  }
  return { from: 0, to: 0 };
}

type Range = { readonly from: number; readonly to: number };

function keyRange(document: Document, path: ModelPath): Range | undefined {
  const last = path.at(-1);
  const holder = path.length > 1 ? document.getIn(path.slice(0, -1), true) : document.contents;
  if (typeof last !== "string" || !isMap(holder)) return undefined;
  const key = holder.items.map((item) => item.key).find((one) => isScalar(one) && String(one.value) === last);
  return isNode(key) && key.range ? { from: key.range[0], to: key.range[1] } : undefined;
}

function valueRange(document: Document, path: ModelPath): Range | undefined {
  const node = document.getIn(path, true);
  return isNode(node) && node.range ? { from: node.range[0], to: node.range[1] } : undefined;
}
