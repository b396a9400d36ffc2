import type { Json, JsonObject } from "./event.ts";

export type Getter = (from: JsonObject | undefined) => Json | undefined;

/**
 * Reads `company.industry` from an object: the key as it is written first, then step by step.
 * Only an object's own keys are ever read.
 */
export function getterOf(path: string): Getter {
  const direct = ownGetter(path);
  if (!path.includes(".")) return direct;
  const parts = path.split(".").map(ownGetter);
  return (from) => {
    const found = direct(from);
    if (found !== undefined) return found;
    let here: Json | undefined = from;
    for (const part of parts) {
      if (here === null || typeof here !== "object" || Array.isArray(here)) return undefined;
      here = part(here as JsonObject);
    }
    return here;
  };
}

function ownGetter(key: string): Getter {
  // Plain access is several times faster than `hasOwn`, and differs only for inherited names.
  if (key in Object.prototype) return (from) => (from && Object.hasOwn(from, key) ? from[key] : undefined);
  return (from) => from?.[key];
}

/** Reads many paths of one object at once. */
export type Gatherer = {
  /** Asks for a path: what it leads to is put in a place of its own. */
  add(path: string, place: number): void;
  /** Puts what is there in the places of the paths that lead to it, and leaves the others alone. */
  gather(from: JsonObject, into: (Json | undefined)[]): void;
};

type Branches = Map<string, Branch>;
type Branch = { place: number; readonly inner: Branches };
const NO_PLACE = -1;

/**
 * What `getterOf` reads of many paths, in one walk over the keys that an object has. No two leads
 * have the same keys; to ask each for one key after the other takes an engine several times longer,
 * because it finds keys fast only in objects of a few shapes.
 */
export function gathererOf(): Gatherer {
  const root: Branches = new Map();
  const branchAt = (keys: readonly string[]): Branch => {
    let branch: Branch = { place: NO_PLACE, inner: root };
    for (const key of keys) {
      const next: Branch = branch.inner.get(key) ?? { place: NO_PLACE, inner: new Map() };
      branch.inner.set(key, next);
      branch = next;
    }
    return branch;
  };
  return {
    add: (path, place) => {
      branchAt([path]).place = place;
      branchAt(path.split(".")).place = place;
    },
    gather: (from, into) => gather(from, root, into, false),
  };
}

function gather(from: JsonObject, branches: Branches, into: (Json | undefined)[], isDeep: boolean): void {
  for (const key in from) {
    const branch = branches.get(key);
    if (branch === undefined) continue;
    const value = from[key];
    if (value === undefined) continue;
    // The key as it is written stands, wherever it comes.
    if (branch.place !== NO_PLACE && !(isDeep && into[branch.place] !== undefined)) into[branch.place] = value;
    if (branch.inner.size > 0 && value !== null && typeof value === "object" && !Array.isArray(value)) {
      gather(value as JsonObject, branch.inner, into, true);
    }
  }
}
