import {
  type Document,
  isAlias,
  isCollection,
  isMap,
  isNode,
  isScalar,
  isSeq,
  type Node,
  parseDocument,
  Scalar,
  visit,
  YAMLMap,
  YAMLSeq,
} from "yaml";

/** Where something stands in a model. */
export type Path = readonly (string | number)[];

/** One change of a model's text; what it does not name stays as it is written, comments included. */
export type Edit =
  | { readonly kind: "set"; readonly path: Path; readonly value: unknown }
  | { readonly kind: "drop"; readonly path: Path }
  /** Puts a value before the `at`-th of a list, which is made where there is none. */
  | { readonly kind: "insert"; readonly path: Path; readonly at: number; readonly value: unknown }
  | { readonly kind: "move"; readonly path: Path; readonly from: number; readonly to: number };

/** Parsing as the server does it. */
export const READING = { prettyErrors: false, stringKeys: true, uniqueKeys: false } as const;

/** The text after some changes. It has to be YAML. */
export function editText(text: string, edits: readonly Edit[]): string {
  const document = parseDocument(text, READING);
  for (const edit of edits) applyEdit(document, edit);
  return writeDocument(document);
}

/** Changes a document as little as it takes. What an edit aims at and is not there is not changed. */
function applyEdit(document: Document, edit: Edit): void {
  expandAliases(document);
  if (!isMap(document.contents)) document.contents = new YAMLMap() as never;
  if (edit.kind === "set") {
    setIn(document, edit.path, edit.value);
    return;
  }
  if (edit.kind === "drop") {
    if (edit.path.length > 0 && document.hasIn(edit.path)) document.deleteIn(edit.path);
    return;
  }
  const list = document.getIn(edit.path, true);
  if (edit.kind === "insert") {
    if (isSeq(list)) list.items.splice(edit.at, 0, made(document, edit.value, isFlowList(list)));
    else setIn(document, edit.path, [edit.value]);
    return;
  }
  if (!isSeq(list) || edit.from >= list.items.length) return;
  const [moved] = list.items.splice(edit.from, 1);
  list.items.splice(edit.to, 0, moved);
}

/** The same change of plain data. */
export function editData(data: unknown, edit: Edit): unknown {
  const whole = isRecord(data) ? data : {};
  if (edit.kind === "set") return withIn(whole, edit.path, () => edit.value);
  if (edit.kind === "drop") return withoutIn(whole, edit.path);
  const list = edit.path.reduce<unknown>((here, part) => (here as Record<string, unknown> | undefined)?.[part], whole);
  if (edit.kind === "insert")
    return withIn(whole, edit.path, () =>
      Array.isArray(list) ? list.toSpliced(edit.at, 0, edit.value) : [edit.value],
    );
  if (!Array.isArray(list) || edit.from >= list.length) return whole;
  return withIn(whole, edit.path, () => list.toSpliced(edit.from, 1).toSpliced(edit.to, 0, list[edit.from]));
}

/** A document as text, in the style of our own models: no line is broken, braces have room inside, brackets have none. */
function writeDocument(document: Document): string {
  visit(document, {
    Map: (_key, map) => void padded(map, YAMLMap.prototype.toString, " "),
    Seq: (_key, list) => void padded(list, YAMLSeq.prototype.toString, ""),
  });
  return document.toString({ lineWidth: 0 });
}

type Writing = Parameters<YAMLMap["toString"]>;

/** The writer knows one padding for braces and brackets; each collection gets its own. */
function padded(node: YAMLMap | YAMLSeq, write: typeof YAMLMap.prototype.toString, padding: string): void {
  node.toString = ((context, ...rest) =>
    write.apply(
      node as YAMLMap,
      [context && { ...context, flowCollectionPadding: padding }, ...rest] as Writing,
    )) as typeof node.toString;
}

/** Whoever changes one place means that place, and no other that happens to share its text. */
function expandAliases(document: Document): void {
  let isShared = false;
  visit(document, {
    Alias: (_key, alias) => {
      isShared = true;
      const source = alias.resolve(document);
      return source ? (source.clone() as Node) : new Scalar(null);
    },
  });
  if (!isShared) return;
  visit(document, {
    Node: (_key, node) => {
      if (!isAlias(node)) delete (node as { anchor?: string }).anchor;
    },
  });
}

function setIn(document: Document, path: Path, value: unknown): void {
  const [last] = path.slice(-1);
  if (last === undefined) {
    document.contents = reconciled(document, document.contents, value, false) as never;
    return;
  }
  const holder = holderOf(document, path.slice(0, -1), typeof last === "number");
  const former = holder.get(last, true);
  holder.set(keyOf(holder, last), reconciled(document, isNode(former) ? former : null, value, isInline(holder, path)));
}

/** What holds the last part of a path; made, with all above it, where it is not there. */
function holderOf(document: Document, path: Path, isList: boolean): YAMLMap | YAMLSeq {
  let here = document.contents as unknown as YAMLMap | YAMLSeq;
  path.forEach((part, index) => {
    const next = path[index + 1];
    const found = here.get(part, true);
    if (isCollection(found)) {
      here = found as YAMLMap | YAMLSeq;
      return;
    }
    const wantsList = index === path.length - 1 ? isList : typeof next === "number";
    const fresh = wantsList ? new YAMLSeq(document.schema) : new YAMLMap(document.schema);
    if (isInline(here, path.slice(0, index + 1))) fresh.flow = true;
    here.set(keyOf(here, part), fresh);
    here = fresh;
  });
  return here;
}

/** The key as it stands there: a new one would take its comments away. */
function keyOf(holder: YAMLMap | YAMLSeq, part: string | number): unknown {
  if (!isMap(holder)) return part;
  return holder.items.find(({ key }) => isScalar(key) && key.value === part)?.key ?? part;
}

const isInline = (holder: YAMLMap | YAMLSeq, path: Path) =>
  holder.flow === true || (isSeq(holder) && path.length > 1 && isFlowList(holder));

function isFlowList(list: YAMLSeq): boolean {
  return list.flow === true || (list.items.length > 0 && list.items.every((one) => isCollection(one) && one.flow));
}

/** A node with a value, made of the one that was there as far as they agree. */
function reconciled(document: Document, node: Node | null, value: unknown, isFlow: boolean): Node {
  if (isMap(node) && isRecord(value)) return reconciledMap(document, node, value);
  if (isSeq(node) && Array.isArray(value)) return reconciledList(document, node, value);
  if (isScalar(node) && !isContainer(value)) {
    if (node.value === value) return node;
    const fresh = new Scalar(value);
    // Quotes stay where there is still a text to be quoted.
    if (typeof value === "string" && typeof node.value === "string" && node.type?.startsWith("QUOTE"))
      fresh.type = node.type;
    return commented(fresh, node);
  }
  return commented(made(document, value, isFlow), node);
}

function commented<Made extends Node>(fresh: Made, node: Node | null): Made {
  if (node?.comment) fresh.comment = node.comment;
  if (node?.commentBefore) fresh.commentBefore = node.commentBefore;
  if (node?.spaceBefore) fresh.spaceBefore = node.spaceBefore;
  return fresh;
}

function reconciledMap(document: Document, map: YAMLMap, value: Readonly<Record<string, unknown>>): YAMLMap {
  map.items = map.items.filter(({ key }) => isScalar(key) && Object.hasOwn(value, String(key.value)));
  for (const [name, one] of Object.entries(value)) {
    if (one === undefined) {
      map.delete(name);
      continue;
    }
    const former = map.get(name, true);
    map.set(keyOf(map, name), reconciled(document, isNode(former) ? former : null, one, map.flow === true));
  }
  return map;
}

function reconciledList(document: Document, list: YAMLSeq, value: readonly unknown[]): YAMLSeq {
  const isFlow = isFlowList(list);
  list.items = value.map((one, index) => {
    const former = list.items[index];
    return reconciled(document, isNode(former) ? former : null, one, isFlow);
  });
  return list;
}

/** What fits on a line stands on one. */
const SHORT = 90;

function made(document: Document, value: unknown, isFlow: boolean): Node {
  const node = document.createNode(plain(value)) as Node;
  visit(node, {
    Collection: (_key, inner) => {
      if (isFlow || JSON.stringify(inner).length <= SHORT) inner.flow = true;
      if (inner.flow) return visit.SKIP;
      return undefined;
    },
  });
  if (isCollection(node) && !isFlow && !node.items.every(isScalar)) node.flow = false;
  return node;
}

/** Without what is undefined, as JSON would have it. */
function plain(value: unknown): unknown {
  return value === undefined ? null : (JSON.parse(JSON.stringify(value)) as unknown);
}

const isContainer = (value: unknown) => typeof value === "object" && value !== null;
const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  isContainer(value) && !Array.isArray(value);

function withIn(whole: unknown, path: Path, change: () => unknown): unknown {
  const [part, ...rest] = path;
  if (part === undefined) return change();
  const inner = (whole as Record<string, unknown> | undefined)?.[part];
  const next = withIn(isContainer(inner) ? inner : emptyFor(rest[0]), rest, change);
  // A place beyond the end leaves nothing between, which a text writes as null.
  if (Array.isArray(whole))
    return Array.from(Object.assign([...whole], { [part]: next }), (one: unknown) => one ?? null);
  return { ...(whole as object), [part]: next };
}

const emptyFor = (part: string | number | undefined) => (typeof part === "number" ? [] : {});

function withoutIn(whole: unknown, [part, ...rest]: Path): unknown {
  if (part === undefined || !isContainer(whole) || !Object.hasOwn(whole as object, part)) return whole;
  if (rest.length > 0) {
    const inner = withoutIn((whole as Record<string, unknown>)[part], rest);
    return Array.isArray(whole) ? whole.with(Number(part), inner) : { ...(whole as object), [part]: inner };
  }
  if (Array.isArray(whole)) return whole.toSpliced(Number(part), 1);
  const { [part]: _, ...others } = whole as Record<string, unknown>;
  return others;
}
