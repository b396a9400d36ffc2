import { type Document, isAlias, isMap, isNode, isScalar, isSeq, type Node } from "yaml";

/** How far into a text a place leads. */
export type Located = {
  /** What stands there; undefined where nothing does. */
  readonly node: Node | undefined;
  /** What would hold it: the last that was found on the way. */
  readonly holder: Node | undefined;
  /** Keys and indexes of what was found: of the node, or of the holder. */
  readonly path: readonly (string | number)[];
  /** What is left of the way; empty where something stands there. */
  readonly rest: readonly string[];
};

/** Finds a place in a document: members of a map by their key, items of a list by their `id` or `name`. */
export function locate(document: Document, at: readonly string[]): Located {
  let node: Node | undefined = isNode(document.contents) ? document.contents : undefined;
  const path: (string | number)[] = [];
  for (const [i, part] of at.entries()) {
    const step: Step | undefined = stepInto(node, part, document);
    if (!step) return { node: undefined, holder: node, path, rest: at.slice(i) };
    path.push(step.key);
    node = step.node;
  }
  return { node, holder: undefined, path, rest: [] };
}

type Step = { readonly key: string | number; readonly node: Node };

function stepInto(node: Node | undefined, part: string, document: Document): Step | undefined {
  const own = isAlias(node) ? node.resolve(document) : node;
  if (isMap(own)) {
    const item = own.items.find(({ key }) => isScalar(key) && String(key.value) === part);
    return item && isNode(item.value) ? { key: part, node: item.value } : undefined;
  }
  if (!isSeq(own)) return undefined;
  const index = own.items.findIndex((item) => isMap(item) && [item.get("id"), item.get("name")].includes(part));
  const item = own.items[index];
  return isNode(item) ? { key: index, node: item } : undefined;
}
