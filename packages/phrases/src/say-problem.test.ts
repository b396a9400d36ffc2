import { expect, test } from "vitest";
import { phrasesOf } from "./phrases-of.ts";
import { type Problem, sayFileProblem, sayProblem, sayReject } from "./say-problem.ts";

test("a problem is said with the way out", () => {
  const problem: Problem = { code: "unknown-key", key: "limits", suggestion: "limit", known: ["limit"] };
  expect(sayProblem(phrasesOf("en"), problem)).toBe("`limits` is not known here; did you mean `limit`?");
  expect(sayReject(phrasesOf("ru"), { code: "cell-count", expected: 8, found: 5 })).toBe(
    "в строке 5 ячеек, в заголовке 8",
  );
});

test("a problem without words, or without what they need, does not compile", () => {
  // @ts-expect-error: there is no such code
  expect(() => sayProblem(phrasesOf("en"), { code: "unheard-of" })).toThrow();
  // @ts-expect-error: the sentence needs the key
  sayProblem(phrasesOf("en"), { code: "unsafe-key" });
  // @ts-expect-error: a code of files is none of models
  expect(() => sayProblem(phrasesOf("en"), { code: "empty-file", file: "a.csv" })).toThrow();
});

test("what is wrong in a map is told with every place", () => {
  const issues = [
    { line: 3, column: 5, code: "unknown-key", key: "colum", suggestion: "column", known: ["column"] },
    { line: 9, column: 7, code: "unknown-zone" },
  ] as const;
  expect(sayFileProblem(phrasesOf("en"), { code: "map-invalid", file: "map.yaml", issues })).toBe(
    "map.yaml:3:5: `colum` is not known here; did you mean `column`?\nmap.yaml:9:7: this time zone is not known; use a name such as `Europe/Berlin`.",
  );
});
