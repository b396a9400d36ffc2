import { fold, type Json, type JsonObject } from "@plumbline/scoring";

const MANY_WORDS = 24;
const MANY_ADDRESS_WORDS = 60;
const MANY_TRAITS = 40;
const LONGEST_KEY = 80;
/** Scripts without spaces between words: what is searched for may begin anywhere in a run of their characters. */
const UNSPACED = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}]/u;
const LONGEST_RUN = 24;

/** By this a lead says that it has more than it can be found by. No word begins so. */
export const MANY = "=";

/** Folded words without repetition; an address is the words it consists of. */
export function wordsOf(texts: readonly (string | undefined)[], most = MANY_WORDS): string[] {
  const words = texts.flatMap((one) =>
    one === undefined ? [] : [...fold(one).matchAll(/[\p{L}\p{M}\p{N}]+/gu)].map(String),
  );
  return [...new Set(words)].slice(0, most);
}

/**
 * What a lead is found by: the beginnings of its words (in scripts without spaces, of every part of them), those of its
 * other addresses, and its short traits as `=name=value`. A key narrows a search and decides nothing: different values
 * may have one key.
 */
export function searchKeys(
  texts: readonly (string | undefined)[],
  addresses: readonly string[],
  traits: JsonObject,
): string[] {
  const words = [...wordsOf(texts), ...wordsOf(addresses, MANY_ADDRESS_WORDS)].flatMap((word) =>
    UNSPACED.test(word) ? endsOf(word) : [word.slice(0, LONGEST_KEY)],
  );
  const ofTraits = Object.entries(traits).flatMap(([name, value]) => keysOf(name, value));
  const keys = [...new Set(ofTraits)];
  const { email } = traits;
  const hasMore = keys.length > MANY_TRAITS || (email !== undefined && typeof email !== "string");
  return [...new Set(words), ...keys.slice(0, MANY_TRAITS), ...(hasMore ? [MANY] : [])];
}

function endsOf(word: string): string[] {
  const characters = [...word].slice(0, LONGEST_RUN);
  return characters.map((_, i) => characters.slice(i).join(""));
}

function keysOf(name: string, value: Json): string[] {
  if (isWordless(name)) return [];
  const values = Array.isArray(value) ? (value as readonly Json[]) : [value];
  return values.flatMap((one) => (isScalar(one) ? (traitKey(name, one) ?? []) : []));
}

/**
 * The key of a trait that has a value, for every value that the model language's `is` takes for this one; undefined
 * where leads are not found by it.
 */
export function traitKey(name: string, value: string | number | boolean): string | undefined {
  if (isWordless(name)) return undefined;
  const text = typeof value === "string" ? value : String(value);
  const said = /^[\s\d.+eE-]+$/.test(text) && text.trim() !== "" ? String(Number(text)) : fold(text);
  const key = `=${name}=${said}`.replace(/[\s\0]+/gu, "_");
  return said === "" || key.length > LONGEST_KEY ? undefined : key;
}

/** Names and addresses are found by their words. */
const WORDLESS: ReadonlySet<string> = new Set(["email", "name", "firstName", "lastName", "phone", "avatar", "id"]);

const isWordless = (name: string): boolean => WORDLESS.has(name);

const isScalar = (value: Json): value is string | number | boolean =>
  typeof value === "string" || typeof value === "number" || typeof value === "boolean";
