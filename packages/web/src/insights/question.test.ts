import { expect, test } from "vitest";
import { isReversed, questionOf, sameQuestion } from "./question.ts";

const MODEL = {
  ...{ id: "1", name: "b2b", of: "lead", versions: 3, draftAt: null, isDefault: true, retiredAt: null },
  createdAt: "2026-01-01T00:00:00Z",
} as const;

test("the live version is asked about, else the draft, else the newest", () => {
  expect(questionOf({ ...MODEL, live: 2 }).version).toBe("live");
  expect(questionOf({ ...MODEL, live: null, draftAt: "2026-01-01T00:00:00Z" }).version).toBe("draft");
  expect(questionOf({ ...MODEL, live: null }).version).toBe(3);
});

test("asked again, a question is of the last days that are known now", () => {
  const asked = {
    ...{ kind: "truth", model: "b2b", version: 2, target: "accepted", horizon: 30, seed: 1, isProbability: true },
    ...{ from: "2025-01-01", to: "2025-06-01" },
  } as const;
  expect(sameQuestion(asked)).toEqual({
    ...{ model: "b2b", version: 2, target: "accepted", horizon: 30, isProbability: true, from: "", to: "" },
  });
});

test("a period that ends before it begins is wrong, half of one is not", () => {
  const question = questionOf({ ...MODEL, live: 2 });
  expect(isReversed({ ...question, from: "2026-02-01", to: "2026-01-31" })).toBe(true);
  expect(isReversed({ ...question, from: "2026-02-01", to: "2026-02-01" })).toBe(false);
  expect(isReversed({ ...question, from: "2026-02-01" })).toBe(false);
});
