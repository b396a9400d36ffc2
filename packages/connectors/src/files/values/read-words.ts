const NAME = /^[\p{Lu}\p{N}]+(?:_[\p{Lu}\p{N}]+)+$/u;
const SMALL = /\b(?:And|Of|Or)\b/g;

/** Spells out the names that programs give to choices: `COMPUTER_SOFTWARE` is Computer Software. */
export function readWords(text: string): string {
  if (!NAME.test(text)) return text;
  return text
    .split("_")
    .map((word) => word.charAt(0) + word.slice(1).toLowerCase())
    .join(" ")
    .replace(SMALL, (word) => word.toLowerCase());
}
