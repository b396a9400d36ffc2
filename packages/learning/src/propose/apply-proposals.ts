import { type Json, type JsonObject, type Model, parseModel } from "@plumbline/scoring";
import type { Edit, ModelPlace, Proposal } from "./proposal.ts";

export type Applied = {
  readonly model: Model;
  /** What was not made, and why: the rule (or band, or market) is not there any more, or it says something else now. */
  readonly left: readonly { readonly id: string; readonly because: "gone" | "changed" }[];
};

/**
 * A model with some proposals made, in their order; each of them wholly or not at all. Of a model that is well-formed
 * comes one that is, too, whichever are chosen. What the model says by now already is made again without harm.
 */
export function applyProposals(model: Model, proposals: readonly Pick<Proposal, "id" | "edits">[]): Applied {
  const draft = copied(model as unknown as Json);
  const left: { id: string; because: "gone" | "changed" }[] = [];
  for (const { id, edits } of proposals) {
    const hindrance = edits.map((edit) => hindranceOf(draft, edit)).find((found) => found !== null);
    if (hindrance) left.push({ id, because: hindrance });
    else for (const { at, to } of edits) write(draft, at, to);
  }
  const parsed = parseModel(draft);
  if (!parsed.ok) throw new Error(`Proposals made a model that is none: ${JSON.stringify(parsed.problems[0])}`);
  return { model: parsed.model, left };
}

/**
 * Where an edit goes, by keys and indexes: entries of a list are found by their id or name, and one that is to be new is
 * put after the last. Undefined where something on the way is not there; only the last part may be new, or a whole group
 * such as `signals`.
 */
export function pathOf(model: Json, at: ModelPlace): readonly (string | number)[] | undefined {
  const path: (string | number)[] = [];
  let here: Json | undefined = model;
  for (const [i, part] of at.entries()) {
    const isLast = i === at.length - 1;
    if (here === undefined && !(isLast && i === 1 && MAY_BE_NEW.has(at[0] ?? ""))) return undefined;
    const step: string | number = Array.isArray(here) ? indexOf(here, part) : part;
    if (Array.isArray(here) && step === here.length && !isLast) return undefined;
    path.push(step);
    here = inner(here, step);
  }
  return path;
}

/** What a model says at a place; undefined where it says nothing there. */
export function valueAt(model: Json, at: ModelPlace): Json | undefined {
  return pathOf(model, at)?.reduce<Json | undefined>((here, step) => inner(here, step), model);
}

const MAY_BE_NEW = new Set(["signals", "profiles"]);

function indexOf(list: readonly Json[], name: string): number {
  const found = list.findIndex((one) => inner(one, "id") === name || inner(one, "name") === name);
  return found < 0 ? list.length : found;
}

function inner(here: Json | undefined, step: string | number): Json | undefined {
  if (Array.isArray(here)) return typeof step === "number" ? here[step] : undefined;
  if (typeof here !== "object" || here === null || !Object.hasOwn(here, step)) return undefined;
  return (here as JsonObject)[step];
}

function hindranceOf(model: Json, { at, was, to }: Edit): "gone" | "changed" | null {
  if (!pathOf(model, at)) return "gone";
  const now = valueAt(model, at) ?? null;
  if (was !== null && now === null && to !== null) return "gone";
  return isSame(now, was) || isSame(now, to) ? null : "changed";
}

/** Whether two say the same, whatever the order of their keys. */
function isSame(a: Json, b: Json): boolean {
  if (typeof a !== "object" || typeof b !== "object" || a === null || b === null) return a === b;
  if (Array.isArray(a) !== Array.isArray(b)) return false;
  const keys = Object.keys(a);
  if (keys.length !== Object.keys(b).length) return false;
  return keys.every(
    (key) => Object.hasOwn(b, key) && isSame(inner(a, keyIn(a, key)) ?? null, inner(b, keyIn(b, key)) ?? null),
  );
}

const keyIn = (one: Json, key: string): string | number => (Array.isArray(one) ? Number(key) : key);

function write(model: Json, at: ModelPlace, to: Json): void {
  const path = pathOf(model, at) ?? [];
  let here = model as Record<string | number, Json>;
  for (const step of path.slice(0, -1)) {
    if (!Object.hasOwn(here, step)) here[step] = {};
    here = here[step] as Record<string | number, Json>;
  }
  const last = path.at(-1) as string | number;
  if (to === null) delete here[last];
  else here[last] = copied(to);
}

/** A model is JSON. */
const copied = (part: Json): Json => JSON.parse(JSON.stringify(part)) as Json;
