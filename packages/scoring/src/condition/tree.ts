import type { Day } from "../zone.ts";
import type { Answer } from "./subjects.ts";

/**
 * A compiled condition: reads answered words (see `subjects.ts`) and, for what depends on the day
 * or on signals, asks `Source` itself.
 */
export type Tree<Source> =
  | { readonly kind: "answer"; readonly answer: Answer }
  | { readonly kind: "ask"; readonly holds: Check<Source>; readonly due?: Due<Source> }
  | { readonly kind: "not"; readonly tree: Tree<Source> }
  | { readonly kind: "all" | "any"; readonly trees: readonly Tree<Source>[] };

export type Check<Source> = (words: Int32Array, source: Source) => boolean;

/** The first day after the source's own on which something may hold that did not, or the reverse. */
export type Due<Source> = (source: Source) => Day;

/** Turns a tree into one function; answers within one word become a single mask. */
export function checkOf<Source>(tree: Tree<Source>): Check<Source> {
  switch (tree.kind) {
    case "answer": {
      const { word, bit } = tree.answer;
      return (words) => ((words[word] as number) & bit) !== 0;
    }
    case "ask":
      return tree.holds;
    case "not": {
      const inner = checkOf(tree.tree);
      return (words, source) => !inner(words, source);
    }
    default:
      return tree.kind === "all" ? every(tree.trees) : some(tree.trees);
  }
}

function every<Source>(trees: readonly Tree<Source>[]): Check<Source> {
  const { masks, checks } = split(trees);
  for (const [word, mask] of masks) checks.unshift((words) => ((words[word] as number) & mask) === mask);
  const [a, b, c] = checks;
  if (!a) return () => true;
  if (!b) return a;
  if (!c) return (words, source) => a(words, source) && b(words, source);
  if (checks.length === 3) return (words, source) => a(words, source) && b(words, source) && c(words, source);
  return (words, source) => checks.every((check) => check(words, source));
}

function some<Source>(trees: readonly Tree<Source>[]): Check<Source> {
  const { masks, checks } = split(trees);
  for (const [word, mask] of masks) checks.unshift((words) => ((words[word] as number) & mask) !== 0);
  const [a, b, c] = checks;
  if (!a) return () => false;
  if (!b) return a;
  if (!c) return (words, source) => a(words, source) || b(words, source);
  if (checks.length === 3) return (words, source) => a(words, source) || b(words, source) || c(words, source);
  return (words, source) => checks.some((check) => check(words, source));
}

function split<Source>(trees: readonly Tree<Source>[]): { masks: Map<number, number>; checks: Check<Source>[] } {
  const masks = new Map<number, number>();
  const checks: Check<Source>[] = [];
  for (const tree of trees) {
    if (tree.kind === "answer") masks.set(tree.answer.word, (masks.get(tree.answer.word) ?? 0) | tree.answer.bit);
    else checks.push(checkOf(tree));
  }
  return { masks, checks };
}

/** The words that a tree reads. */
export function wordsOf<Source>(tree: Tree<Source>): number[] {
  switch (tree.kind) {
    case "answer":
      return [tree.answer.word];
    case "ask":
      return [];
    case "not":
      return wordsOf(tree.tree);
    default:
      return tree.trees.flatMap(wordsOf);
  }
}

/** When a tree may hold otherwise without anything new: Infinity where time does not matter to it. */
export function dueOf<Source>(tree: Tree<Source>): Due<Source> {
  const dues = duesOf(tree);
  return (source) => dues.reduce((next, due) => Math.min(next, due(source)), Number.POSITIVE_INFINITY);
}

function duesOf<Source>(tree: Tree<Source>): Due<Source>[] {
  switch (tree.kind) {
    case "answer":
      return [];
    case "ask":
      return tree.due ? [tree.due] : [];
    case "not":
      return duesOf(tree.tree);
    default:
      return tree.trees.flatMap(duesOf);
  }
}
