import type { Json, JsonObject } from "@plumbline/scoring";

/**
 * Whether anything is nested more than `limit` levels deep, the value itself being the first.
 * Goes level by level and never calls itself, so that no depth is too much for it.
 */
export function isDeeper(value: Json, limit: number): boolean {
  if (typeof value !== "object" || value === null) return false;
  let level: object[] = [value];
  for (let depth = 1; level.length > 0; depth++) {
    if (depth > limit) return true;
    const below: object[] = [];
    for (const node of level) addObjects(node, below);
    level = below;
  }
  return false;
}

function addObjects(node: object, found: object[]): void {
  if (Array.isArray(node)) {
    for (const one of node) if (typeof one === "object" && one !== null) found.push(one);
    return;
  }
  for (const key in node) {
    const one = (node as Record<string, unknown>)[key];
    if (typeof one === "object" && one !== null) found.push(one);
  }
}

/** Whether a text has a NUL or half a surrogate pair, which PostgreSQL keeps in no text and no `jsonb`. */
export function isUnstorable(text: string): boolean {
  return text.includes("\0") || !text.isWellFormed();
}

/** Whether there is such a text anywhere within; to be asked of what is known not to be deep. */
export function hasUnstorable(value: Json | undefined): boolean {
  if (typeof value === "string") return isUnstorable(value);
  if (typeof value !== "object" || value === null) return false;
  for (const key in value) {
    if (isUnstorable(key) || hasUnstorable((value as JsonObject)[key])) return true;
  }
  return false;
}

/** The same with a replacement for every character that PostgreSQL keeps in no text and no `jsonb`. */
export function storable(value: Json): Json {
  if (typeof value === "string") return storableText(value);
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map(storable);
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [storableText(key), storable(one)]));
}

function storableText(text: string): string {
  return text.replaceAll("\0", "\uFFFD").toWellFormed();
}
