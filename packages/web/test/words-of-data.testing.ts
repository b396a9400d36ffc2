/** Members of answers in which people, or what they use, have written. */
const WRITTEN = new Set(
  `name title label note text email domain company owner tag tags source medium campaign currency lostReason fileName
  url path description entries chief key one other subject author market band dimension rule signal segment profile
  model trait event on is in not contains startsWith endsWith matches inList cell arm winner zone timeZone column
  columns examples workspace prefix id userAgent`.split(/\s+/),
);

/** Members whose own members are called as somebody likes. */
const NAMED = new Set(["where", "labels", "lists", "signals", "dimensions", "profiles", "markets"]);

/** Members in which everything is written by somebody. */
const OPEN = new Set(["traits", "properties", "context"]);

/** A whole model in its language, whose words are the product's. */
const MODEL_TEXT = /^\s*model:/m;

/**
 * What in the server's answers was written by somebody, and may stand on a screen as it is: free text, and the names
 * that people give. Not the names of members, nor codes such as `handed-off`, for which a screen has words.
 */
export function writtenIn(answers: readonly string[]): string {
  return answers.flatMap((answer) => [...writtenAs(read(answer), false)]).join(" ");
}

function* writtenAs(one: unknown, isWritten: boolean, isOpen = false): Iterable<string> {
  if (typeof one === "string") {
    if ((isWritten || isOpen) && !MODEL_TEXT.test(one)) yield one;
  } else if (Array.isArray(one)) {
    for (const inner of one) yield* writtenAs(inner, isWritten, isOpen);
  } else if (typeof one === "object" && one !== null) {
    for (const [name, inner] of Object.entries(one)) yield* memberOf(name, inner, isOpen);
  }
}

function* memberOf(name: string, inner: unknown, isOpen: boolean): Iterable<string> {
  if (isOpen) yield name;
  if (NAMED.has(name)) yield* namesOf(inner);
  yield* writtenAs(inner, WRITTEN.has(name), isOpen || OPEN.has(name));
}

function namesOf(map: unknown): readonly string[] {
  return typeof map === "object" && map !== null && !Array.isArray(map) ? Object.keys(map) : [];
}

function read(answer: string): unknown {
  try {
    return JSON.parse(answer);
  } catch {
    return undefined;
  }
}
