import { expect, test } from "vitest";
import { readModelText } from "./model-text.ts";

const HEAD = "model: m\ndimensions: { fit: {} }\n";

test("JSON is read as YAML is", () => {
  expect(readModelText('\ufeff{ "model": "m", "dimensions": { "fit": {} }, "rules": [] }')).toMatchObject({
    ok: true,
    model: { model: "m" },
  });
});

test("a problem stands where its key does, a missing key where it should be", () => {
  const found = readModelText(
    `${HEAD}rules:\n  - id: a\n    dimension: fit\n    when: { trait: t, is: 1 }\n    ponits: 3\n`,
  );
  expect(found).toMatchObject({
    ok: false,
    problems: [{ line: 7, column: 5, problem: { code: "unknown-key", suggestion: "points" } }],
  });
  expect(readModelText(`${HEAD}rules:\n  - { id: a, dimension: fit, when: { trait: t, is: 1 } }\n`)).toMatchObject({
    ok: false,
    problems: [{ line: 4, column: 5, problem: { code: "missing", path: ["rules", 0, "points"] } }],
  });
});

test("ten thousand rules are read, and ten megabytes of anything else are answered", () => {
  const rules = Array.from(
    { length: 10_000 },
    (_, i) => `  - { id: r${i}, dimension: fit, when: { trait: t, is: v${i} }, points: 1 }`,
  );
  expect(readModelText(`${HEAD}rules:\n${rules.join("\n")}\n`).ok).toBe(true);
  const long = readModelText(`${HEAD}rules: []\nnote: ${"x".repeat(10_000_000)}\n`);
  expect(long).toMatchObject({ ok: false, problems: [{ line: 4, column: 1, problem: { code: "too-long" } }] });
});

test("names of an object's machinery are refused at their place", () => {
  expect(readModelText(`${HEAD}rules: []\nlists:\n  __proto__: [1]\n`)).toMatchObject({
    ok: false,
    problems: [{ line: 5, column: 3, problem: { code: "unsafe-key" } }],
  });
});
