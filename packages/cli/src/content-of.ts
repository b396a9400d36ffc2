import { type Event, type Json, type JsonObject, quickDigest } from "@plumbline/scoring";

/**
 * 32 bits of what an event says, to tell a repetition from another event under the same id. In what order an object
 * has its keys does not matter. Of `context` nothing is read: a repetition may have come by another way.
 */
export function contentOf(event: Event): number {
  const { timestamp, properties, traits } = event;
  let sum = textDigest(event.type, timestamp ^ (timestamp / 2 ** 32));
  sum = textDigest(event.event ?? event.name ?? "", sum);
  sum = textDigest(event.userId ?? event.anonymousId ?? "", sum);
  sum = textDigest(event.groupId ?? event.previousId ?? "", sum);
  if (properties) sum = mixed(sum ^ objectDigest(properties));
  if (traits) sum = mixed(sum ^ ~objectDigest(traits));
  return quickDigest("", 0, sum);
}

const NUMBER = new Float64Array(1);
const WORDS = new Int32Array(NUMBER.buffer);
/** Keys are few and come again and again. */
const MOST_KEYS = 1000;
const keys = new Map<string, number>();

function objectDigest(object: JsonObject): number {
  let sum = 0;
  // Added up, so that the order of keys does not matter; each with what it holds made one first.
  for (const key in object) sum = (sum + mixed(keyDigest(key) ^ digestOf(object[key] as Json))) | 0;
  return sum;
}

function keyDigest(key: string): number {
  const known = keys.get(key);
  if (known !== undefined) return known;
  const made = quickDigest(key, 1);
  if (keys.size < MOST_KEYS) keys.set(key, made);
  return made;
}

function digestOf(value: Json): number {
  if (typeof value === "string") return textDigest(value, 1);
  if (typeof value === "number") {
    NUMBER[0] = value;
    return Math.imul(WORDS[0] as number, 0x01000193) ^ (WORDS[1] as number);
  }
  if (typeof value !== "object" || value === null) return textDigest(String(value), 2);
  return isList(value) ? value.reduce<number>((sum, inner) => mixed(sum ^ digestOf(inner)), 3) : objectDigest(value);
}

const isList = (value: object): value is readonly Json[] => Array.isArray(value);

/** FNV-1a over UTF-16 units, not finished: what it goes into is. */
function textDigest(text: string, from: number): number {
  let sum = from ^ 0x811c9dc5;
  for (let i = 0; i < text.length; i++) sum = Math.imul(sum ^ text.charCodeAt(i), 0x01000193);
  return sum;
}

function mixed(sum: number): number {
  const half = Math.imul(sum ^ (sum >>> 16), 0x85ebca6b);
  return Math.imul(half ^ (half >>> 13), 0xc2b2ae35);
}
