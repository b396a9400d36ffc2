import { expect, test } from "vitest";
import { readWords } from "./read-words.ts";

test.each([
  ["COMPUTER_SOFTWARE", "Computer Software"],
  ["INFORMATION_TECHNOLOGY_AND_SERVICES", "Information Technology and Services"],
  ["Computer Software", "Computer Software"],
  // A word alone may be an abbreviation; conditions do not mind its case.
  ["RETAIL", "RETAIL"],
  ["SAAS", "SAAS"],
  ["snake_case", "snake_case"],
  ["E-LEARNING", "E-LEARNING"],
  ["_", "_"],
  ["", ""],
])("%j", (text, words) => {
  expect(readWords(text)).toBe(words);
});
