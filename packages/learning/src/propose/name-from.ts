import { quickDigest } from "@plumbline/scoring";

const LONGEST = 60;

/**
 * A name for a new part of a model, from a few words, that no other part has: the same for the same part in every run,
 * as long as the names that are taken are.
 */
export function nameFrom(words: readonly string[], part: unknown, taken: ReadonlySet<string>): string {
  const plain = words
    .flatMap((word) => word.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [])
    .join("-")
    .slice(0, LONGEST)
    .replace(/-$/, "");
  if (plain !== "" && !taken.has(plain)) return plain;
  const own = `${plain}${plain === "" ? "" : "-"}${digestOf(part)}`;
  return taken.has(own) ? nameFrom([own, "2"], [own, part], taken) : own;
}

/** Sixteen hexadecimal digits of what a part says. */
export function digestOf(part: unknown): string {
  const text = JSON.stringify(part);
  return [0, 1]
    .map((lane) =>
      quickDigest(text, lane as 0 | 1)
        .toString(16)
        .padStart(8, "0"),
    )
    .join("");
}
