import { checkModel, type Model, type ModelPath, type ModelProblem, parseModel } from "@plumbline/scoring";
import {
  type Document,
  isMap,
  isNode,
  isScalar,
  LineCounter,
  parseDocument,
  visit,
  type YAMLError,
  type YAMLMap,
} from "yaml";

/** A problem and where in the file it is, both counted from 1. */
export type PlacedProblem = {
  readonly line: number;
  readonly column: number;
  readonly problem: ModelProblem | SyntaxProblem;
};

/** What keeps a file from being YAML at all. */
export type SyntaxProblem = {
  readonly code: "syntax";
  readonly what:
    | "duplicate-key"
    | "indentation"
    | "tab"
    | "unfinished"
    | "second-document"
    | "other"
    | "empty"
    | "too-large";
};

export type ReadModel =
  | { readonly ok: true; readonly model: Model }
  | { readonly ok: false; readonly problems: readonly PlacedProblem[] };

/** A model larger than this is a mistake: 10,000 rules take a tenth of it. */
export const MOST_MODEL_BYTES = 20_000_000;
const MAX_PROBLEMS = 100;

/**
 * Reads the text of a model, YAML or JSON, and checks it. `pin` writes into it what it asks of the workspace; without
 * it, a model has to bring everything itself.
 */
export function readModelText(text: string, pin: (model: Model) => Model = (model) => model): ReadModel {
  const content = text.startsWith("\ufeff") ? text.slice(1) : text;
  if (content.trim() === "") return refuseModel("empty");
  if (isTangled(content)) return refuseModel("too-large");
  const lines = new LineCounter();
  // The parser would compare every key of a map with every other one.
  const options = { lineCounter: lines, prettyErrors: false, stringKeys: true, uniqueKeys: false };
  const document = parseDocument(content, options);
  const faults = [...document.errors, ...repeatedKeys(document)].sort((a, b) => a.pos[0] - b.pos[0]);
  if (faults.length > 0) {
    return {
      ok: false,
      problems: faults
        .slice(0, MAX_PROBLEMS)
        .map((error) => ({ ...placeOf(lines, error.pos[0]), problem: syntaxProblem(error) })),
    };
  }
  let data: unknown;
  try {
    data = document.toJS({ maxAliasCount: 100 });
  } catch (error) {
    // What fails here are aliases: some lead nowhere, some multiply beyond all bounds.
    return refuseModel(/excessive/i.test((error as Error).message) ? "too-large" : "other");
  }
  const parsed = parseModel(data);
  const model = parsed.ok ? pin(parsed.model) : undefined;
  const problems = parsed.ok ? checkModel(model ?? parsed.model) : parsed.problems;
  if (model && problems.length === 0) return { ok: true, model };
  const placed = problems
    .slice(0, MAX_PROBLEMS)
    .map((problem) => ({ ...placeOf(lines, offsetOf(document, problem)), problem }));
  return { ok: false, problems: placed.sort((a, b) => a.line - b.line || a.column - b.column) };
}

/** Far more than a model nests, or than a person forgets to close: parsing that takes seconds and tells nothing. */
const MOST_OPEN = 1000;

function isTangled(text: string): boolean {
  let open = 0;
  let stray = 0;
  for (let i = 0; i < text.length; i++) {
    const char = text.charCodeAt(i);
    if (char === SQUARE || char === CURLY) open += 1;
    // The closing ones are two further on.
    else if (char === SQUARE + 2 || char === CURLY + 2) open > 0 ? (open -= 1) : (stray += 1);
    if (open > MOST_OPEN || stray > MOST_OPEN) return true;
  }
  return false;
}

const SQUARE = 0x5b;
const CURLY = 0x7b;

type Fault = Pick<YAMLError, "code" | "pos">;

function repeatedKeys(document: Document): Fault[] {
  const faults: Fault[] = [];
  visit(document, { Map: (_key, map) => void addRepeated(map, faults) });
  return faults;
}

function addRepeated({ items }: YAMLMap, faults: Fault[]): void {
  const seen = new Set<string>();
  for (const { key } of items) {
    if (!isScalar(key)) continue;
    const name = String(key.value);
    const [from = 0, to = 0] = key.range ?? [];
    if (seen.has(name)) faults.push({ code: "DUPLICATE_KEY", pos: [from, to] });
    seen.add(name);
  }
}

/** A text that cannot be read at all. */
export function refuseModel(what: SyntaxProblem["what"]): ReadModel {
  return { ok: false, problems: [{ line: 1, column: 1, problem: { code: "syntax", what } }] };
}

function syntaxProblem({ code }: Fault): SyntaxProblem {
  return { code: "syntax", what: SYNTAX[code] ?? "other" };
}

const SYNTAX: Partial<Record<YAMLError["code"], SyntaxProblem["what"]>> = {
  DUPLICATE_KEY: "duplicate-key",
  BAD_INDENT: "indentation",
  BAD_COLLECTION_TYPE: "indentation",
  TAB_AS_INDENT: "tab",
  MISSING_CHAR: "unfinished",
  MULTIPLE_DOCS: "second-document",
};

function placeOf(lines: LineCounter, offset: number): { line: number; column: number } {
  const { line, col } = lines.linePos(offset);
  return { line: Math.max(1, line), column: Math.max(1, col) };
}

/** Where a problem stands: at its key, or, where that is missing, at what should hold it. */
function offsetOf(document: Document, { path }: ModelProblem): number {
  for (let length = path.length; length >= 0; length--) {
    const offset = keyOffset(document, path.slice(0, length)) ?? valueOffset(document, path.slice(0, length));
    if (offset !== undefined) return offset;
  }
  return 0;
}

function keyOffset(document: Document, path: ModelPath): number | undefined {
  const last = path.at(-1);
  const holder = path.length > 1 ? document.getIn(path.slice(0, -1), true) : document.contents;
  if (typeof last !== "string" || !isMap(holder)) return undefined;
  const key = holder.items.map((item) => item.key).find((one) => isScalar(one) && String(one.value) === last);
  return isNode(key) ? key.range?.[0] : undefined;
}

function valueOffset(document: Document, path: ModelPath): number | undefined {
  const node = path.length > 0 ? document.getIn(path, true) : document.contents;
  return isNode(node) ? node.range?.[0] : undefined;
}
