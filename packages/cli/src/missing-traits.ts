import { fold, type Model, suggest, traitsRead } from "@plumbline/scoring";
import type { Candidate } from "./gather.ts";

/** A trait that a model asks for and no lead has. */
export type MissingTrait = {
  readonly trait: string;
  readonly rules: readonly string[];
  readonly suggestion: string | null;
};

/** What can be read from a job title. */
const FROM_TITLE = new Set(["seniority", "department"]);

/** Traits that rules ask for in vain: mostly names that differ between a model and a list. */
export function missingTraits(model: Model, candidates: readonly Candidate[]): MissingTrait[] {
  const known = new Set(candidates.flatMap(({ facts }) => Object.keys(facts.traits)));
  if (known.size === 0) return [];
  const isThere = (trait: string) =>
    known.has(trait) || known.has(trait.split(".", 1)[0] ?? "") || (FROM_TITLE.has(trait) && known.has("title"));
  return [...traitsRead(model)].flatMap(([trait, rules]) =>
    isThere(trait) ? [] : [{ trait, rules: [...rules], suggestion: nearest(trait, [...known]) }],
  );
}

/** The trait that was probably meant: the same word in other letters, one that holds it, or a near one. */
function nearest(trait: string, known: readonly string[]): string | null {
  const plain = (name: string) => fold(name).replaceAll(/[^\p{L}\p{N}]/gu, "");
  const wanted = plain(trait);
  const holds = (name: string) => plain(name).includes(wanted) || (plain(name) !== "" && wanted.includes(plain(name)));
  return (
    known.find((name) => plain(name) === wanted) ??
    known.find((name) => wanted.length > 3 && holds(name)) ??
    suggest(trait, known)
  );
}
