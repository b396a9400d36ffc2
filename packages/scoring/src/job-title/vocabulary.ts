import { fold } from "../fold.ts";
import { CHINESE, SCRIPT_PAIRS } from "./chinese.ts";
import { ENGLISH } from "./english.ts";
import type { Department, Entry, Says } from "./entry.ts";
import { RUSSIAN } from "./russian.ts";

type Language = "en" | "ru" | "zh";

/** One spelling of an entry, as it is met in a title. */
export type Phrase = {
  readonly says: Says;
  readonly department: Department | undefined;
  /** Whether it is this department whatever else is named. */
  readonly firm: boolean;
  readonly language: Language;
  /** How many tokens it takes. */
  readonly length: number;
};

/** What may come next after some tokens, and what they say if nothing does. */
type Node = {
  phrase?: Phrase;
  readonly words: Map<string, Node>;
  /** By their first letters, the longest first. */
  readonly stems: Map<string, { readonly stem: string; readonly node: Node }[]>;
};

/** No stem is shorter. */
const SHORTEST_STEM = 3;

/** Longer than any title; what goes on is prose. */
const LONGEST_TITLE = 200;

/** Words; single Chinese characters; the signs that join or part. */
const TOKEN = /[[\p{L}\p{N}]--\p{sc=Han}]+|\p{sc=Han}|[@\&+]|\s\p{Pd}+|\p{Pd}+\s|[,;:\/\|\(\)\[\]\n•·・、。—–]/gv;
/** Mail and web addresses, which get into titles when columns are shifted: sales@example.com sells nothing. */
const ADDRESS = /\S+@\S+\.\S+|\S+:\/\/\S+/gu;
const WORD = /^[\p{L}\p{N}]/u;

const simplified = new Map(Array.from(SCRIPT_PAIRS.matchAll(/(.)(.)/gu), ([, from, to]) => [from, to]));

/** Learnt with the first title, so that programs without titles do not wait for it. */
let vocabulary: Node | undefined;

function learnt(): Node {
  const root = newNode();
  for (const entry of ENGLISH) learn(root, entry, "en");
  for (const entry of RUSSIAN) learn(root, entry, "ru");
  for (const entry of CHINESE) learn(root, entry, "zh");
  return root;
}

function newNode(): Node {
  return { words: new Map(), stems: new Map() };
}

function learn(root: Node, [spellings, says, meant]: Entry, language: Language): void {
  const firm = !meant?.endsWith("?");
  const department = meant?.replace("?", "") as Department | undefined;
  for (const spelling of spellings.split(" | ")) {
    const path = spelling.split(" ").flatMap((part) => (part.endsWith("*") ? part : tokensOf(part)));
    const node = path.reduce((before, part) => (part.endsWith("*") ? stemAfter : wordAfter)(before, part), root);
    node.phrase = { says, department, firm, language, length: path.length };
  }
}

function wordAfter(node: Node, word: string): Node {
  const next = node.words.get(word) ?? newNode();
  node.words.set(word, next);
  return next;
}

function stemAfter(node: Node, starred: string): Node {
  const stem = fold(starred.slice(0, -1));
  const key = stem.slice(0, SHORTEST_STEM);
  const siblings = node.stems.get(key) ?? [];
  const known = siblings.find((sibling) => sibling.stem === stem);
  if (known) return known.node;
  const next = newNode();
  siblings.push({ stem, node: next });
  siblings.sort((one, other) => other.stem.length - one.stem.length);
  node.stems.set(key, siblings);
  return next;
}

/** The words and signs of a title, in the spelling that phrases are kept in. */
export function tokensOf(title: string): readonly string[] {
  // Folding can make a text longer, so it is cut again.
  const text = fold(title.slice(0, LONGEST_TITLE)).slice(0, LONGEST_TITLE);
  const spoken = text.includes("@") || text.includes("://") ? text.replace(ADDRESS, " ") : text;
  return (spoken.match(TOKEN) ?? []).map((token) => simplified.get(token) ?? token);
}

/** Whether a token is a sign between the parts of a title. */
export function isBreak(token: string): boolean {
  return !WORD.test(token);
}

/** The longest phrase that begins at a token. */
export function phraseAt(tokens: readonly string[], index: number): Phrase | undefined {
  vocabulary ??= learnt();
  return longestAfter(vocabulary, tokens, index);
}

function longestAfter(before: Node, tokens: readonly string[], index: number): Phrase | undefined {
  const token = tokens[index];
  if (token === undefined) return undefined;
  const word = before.words.get(token);
  let longest = word && (longestAfter(word, tokens, index + 1) ?? word.phrase);
  for (const { stem, node } of before.stems.get(token.slice(0, SHORTEST_STEM)) ?? []) {
    const phrase = token.startsWith(stem) ? (longestAfter(node, tokens, index + 1) ?? node.phrase) : undefined;
    if (phrase && phrase.length > (longest?.length ?? 0)) longest = phrase;
  }
  return longest;
}
