import type { Json } from "@plumbline/scoring";
import { type Document, isMap, isNode, isPair, isScalar, isSeq, type Node, parseDocument, stringify } from "yaml";
import { type Located, locate } from "./locate-in-text.ts";

/** One change of a model: where (rules go by their id, bands and markets by their name), what stands there, and what is to. */
export type ModelEdit = {
  readonly at: readonly string[];
  /** Null: nothing. */
  readonly was: Json;
  /** Null takes it away. */
  readonly to: Json;
};

export type EditedText =
  | { readonly ok: true; readonly text: string }
  | {
      readonly ok: false;
      readonly at: readonly string[];
      /** It is not there any more; it says something else; the text is none that can be edited. */
      readonly because: "gone" | "changed" | "unreadable";
    };

/**
 * Edits the text of a model, YAML or JSON: all that is asked or nothing. Only what changes is written anew, so that
 * comments, order and layout stay; what was written is read again and held against what was meant. A text for which
 * that is not to be had (aliases of what is edited, for one) is written anew as a whole, with its comments.
 */
export function editModelText(text: string, edits: readonly ModelEdit[]): EditedText {
  let edited = text;
  for (const edit of edits) {
    const one = editOnce(edited, edit);
    if (!one.ok) return one;
    edited = one.text;
  }
  return { ok: true, text: edited };
}

/** Whether a text says already what edits are to make it say; it is read once for however many are asked. */
export function readerOfEdits(text: string): (edits: readonly ModelEdit[]) => boolean {
  const read = readData(text);
  if (!read) return () => false;
  return (edits) =>
    edits.every(({ at, to }) => {
      const found = locate(read.document, at);
      return isSame(found.node ? (dataAt(read.data, found.path) ?? null) : null, to);
    });
}

function editOnce(text: string, { at, was, to }: ModelEdit): EditedText {
  const refuse = (because: "gone" | "changed" | "unreadable"): EditedText => ({ ok: false, at, because });
  const read = readData(text);
  if (!read || at.length === 0) return refuse("unreadable");
  const { document, data } = read;
  const found = locate(document, at);
  const stands = found.node ? (dataAt(data, found.path) ?? null) : null;
  // What it says already, it is not made to say.
  if (stands !== null && isSame(stands, to)) return { ok: true, text };
  if (!isSame(stands, was)) return refuse(stands === null ? "gone" : "changed");
  // Whatever holds it by an id or a name has to be there; what goes by a key of its own may be begun.
  if (isSeq(found.holder) && found.rest.length > 1) return refuse("gone");
  if (!found.node && to === null) return { ok: true, text };
  const edited = written(text, document, found, { was: stands, to, wanted: editedData(data, found, to) });
  return edited === undefined ? refuse("unreadable") : { ok: true, text: edited };
}

type Wanted = { readonly was: Json; readonly to: Json; readonly wanted: Json };

/** The text with the change, by the way that changes least of those that come out as meant. */
function written(text: string, document: Document, found: Located, { was, to, wanted }: Wanted): string | undefined {
  const holds = (result: string | undefined): result is string =>
    result !== undefined && isSame(readData(result)?.data ?? null, wanted);
  const own = spliced(text, document, found, was, to);
  if (holds(own)) return own;
  const whole = rewritten(text, found, to);
  return holds(whole) ? whole : undefined;
}

function readData(text: string): { readonly document: Document; readonly data: Json } | undefined {
  const document = parseDocument(text, { prettyErrors: false, stringKeys: true, uniqueKeys: false });
  if (document.errors.length > 0) return undefined;
  try {
    return { document, data: document.toJS({ maxAliasCount: 100 }) as Json };
  } catch {
    return undefined;
  }
}

type Splice = { readonly from: number; readonly to: number; readonly text: string };

function spliced(text: string, document: Document, found: Located, was: Json, to: Json): string | undefined {
  const say = isJson(text) ? (value: Json) => JSON.stringify(value) : inline;
  if (to === null) return undefined;
  const splices = found.node ? replacing(text, found.node, was, to, say) : [added(text, found, to, say)];
  let result = text;
  for (const splice of splices.toSorted((a, b) => (b?.from ?? 0) - (a?.from ?? 0))) {
    if (!splice) return undefined;
    result = result.slice(0, splice.from) + splice.text + result.slice(splice.to);
  }
  return document.contents ? result : undefined;
}

type Say = (value: Json) => string;

/** Of what keeps its shape, only the leaves that differ. */
function replacing(text: string, node: Node, was: Json, to: Json, say: Say): (Splice | undefined)[] {
  const inner = pairsOf(node, was, to);
  if (inner) return inner.flatMap(([own, before, after]) => replacing(text, own, before, after, say));
  if (isSame(was, to)) return [];
  if (!node.range) return [undefined];
  const [from, end] = node.range;
  const old = text.slice(from, end);
  return [{ from, to: end, text: say(to) + (old.match(/\s*$/)?.[0] ?? "") }];
}

/** The parts of two values of the same shape, with their nodes; undefined where they differ in shape. */
function pairsOf(node: Node, was: Json, to: Json): [Node, Json, Json][] | undefined {
  if (isSeq(node) && Array.isArray(was) && Array.isArray(to) && was.length === to.length) {
    return node.items.every(isNode)
      ? node.items.map((item, i) => [item as Node, was[i] as Json, to[i] as Json])
      : undefined;
  }
  if (!isMap(node) || !isObject(was) || !isObject(to) || !isSame(Object.keys(was).sort(), Object.keys(to).sort())) {
    return undefined;
  }
  const pairs: [Node, Json, Json][] = [];
  for (const { key, value } of node.items) {
    const name = isScalar(key) ? String(key.value) : "";
    if (!isNode(value) || !Object.hasOwn(was, name)) return undefined;
    pairs.push([value, was[name] as Json, to[name] as Json]);
  }
  return pairs;
}

/** A member that was not there, after the last one of what is to hold it. */
function added(text: string, { holder, rest }: Located, to: Json, say: Say): Splice | undefined {
  if (!holder?.range || (!isMap(holder) && !isSeq(holder))) return undefined;
  const [key, ...inner] = rest as [string, ...string[]];
  const value = say(nested(inner, to));
  const member = isSeq(holder) ? value : `${say(key)}: ${value}`;
  const last = holder.items.at(-1);
  if (last === undefined) {
    const at = holder.range[1] - 1;
    return { from: at, to: at, text: isSeq(holder) ? member : ` ${member} ` };
  }
  const end = endOf(last);
  if (end === undefined) return undefined;
  if (holder.flow) return { from: end, to: end, text: `, ${member}` };
  const from = lineEnd(text, end);
  const indent = " ".repeat(holder.range[0] - (text.lastIndexOf("\n", holder.range[0] - 1) + 1));
  const newline = text.includes("\r\n") ? "\r\n" : "\n";
  return { from, to: from, text: `${newline}${indent}${isSeq(holder) ? "- " : ""}${member}` };
}

function endOf(item: unknown): number | undefined {
  if (!isPair(item)) return isNode(item) ? item.range?.[1] : undefined;
  const { key, value } = item;
  return (isNode(value) ? value.range?.[1] : undefined) ?? (isNode(key) ? key.range?.[1] : undefined);
}

/** The end of the line on which something ends, with a comment behind it. */
function lineEnd(text: string, end: number): number {
  let at = end;
  while (at > 0 && /\s/.test(text[at - 1] as string)) at--;
  const newline = text.indexOf("\n", at);
  if (newline < 0) return text.length;
  return text[newline - 1] === "\r" ? newline - 1 : newline;
}

/** The whole text written anew. */
function rewritten(text: string, { path, rest }: Located, to: Json): string | undefined {
  if (isJson(text))
    return `${JSON.stringify(editedData(JSON.parse(text) as Json, { path, rest }, to), undefined, 2)}\n`;
  const document = parseDocument(text, { stringKeys: true, uniqueKeys: false });
  const [first, ...inner] = rest;
  if (to === null) document.deleteIn(path);
  else if (first === undefined) document.setIn(path, document.createNode(to));
  else if (isSeq(document.getIn(path, true))) document.addIn(path, document.createNode(nested(inner, to)));
  else document.setIn([...path, first], document.createNode(nested(inner, to)));
  try {
    return document.toString({ lineWidth: 0 });
  } catch {
    // Something stood for what is gone.
    return undefined;
  }
}

/** The data as they are to be. */
function editedData(data: Json, { path, rest }: Pick<Located, "path" | "rest">, to: Json): Json {
  const copy = structuredClone(data);
  const whole = { whole: copy } as Record<string, Json>;
  let holder: Record<string | number, Json> = whole;
  let key: string | number = "whole";
  for (const part of path) [holder, key] = [holder[key] as Record<string | number, Json>, part];
  const [first, ...inner] = rest;
  if (first !== undefined) {
    const into = holder[key] as Json;
    if (Array.isArray(into)) (into as Json[]).push(nested(inner, to));
    else (into as Record<string, Json>)[first] = nested(inner, to);
  } else if (to !== null) holder[key] = to;
  else if (Array.isArray(holder)) holder.splice(Number(key), 1);
  else delete holder[key];
  return whole["whole"] as Json;
}

const nested = (keys: readonly string[], value: Json): Json =>
  keys.reduceRight<Json>((inner, key) => ({ [key]: inner }), value);

function dataAt(data: Json, path: readonly (string | number)[]): Json | undefined {
  return path.reduce<Json | undefined>((at, key) => (at as Record<string | number, Json> | undefined)?.[key], data);
}

/** As people write it on one line: `{ id: demo, in: [a, b] }`. */
function inline(value: Json): string {
  if (Array.isArray(value)) return `[${value.map(inline).join(", ")}]`;
  if (isObject(value)) {
    const members = Object.entries(value).map(([key, inner]) => `${inline(key)}: ${inline(inner)}`);
    return members.length === 0 ? "{}" : `{ ${members.join(", ")} }`;
  }
  if (typeof value !== "string") return JSON.stringify(value);
  // Whatever might mean something else within braces is put in quotes.
  const isPlain = /^[\p{L}_/][\p{L}\p{N} _./+-]*$/u.test(value) && stringify(value).trimEnd() === value;
  return isPlain ? value : JSON.stringify(value);
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

const isObject = (value: Json): value is { readonly [key: string]: Json } =>
  typeof value === "object" && value !== null && !Array.isArray(value);

function isSame(one: Json, other: Json): boolean {
  if (Array.isArray(one) && Array.isArray(other)) {
    return one.length === other.length && one.every((item, i) => isSame(item, other[i] as Json));
  }
  if (!isObject(one) || !isObject(other)) return one === other;
  const keys = Object.keys(one);
  return (
    keys.length === Object.keys(other).length &&
    keys.every((key) => Object.hasOwn(other, key) && isSame(one[key] as Json, other[key] as Json))
  );
}
