import { expect, test } from "vitest";
import type { KeptDraft } from "./kept-draft.ts";
import { begin, toKeep } from "./save-state.ts";

const MINE: KeptDraft = { text: "mine", tag: "1", version: undefined };
const THEIRS: KeptDraft = { text: "theirs", tag: "2", version: undefined };

test("what is typed under the notice of a conflict is kept, and after a reload the conflict is still there", () => {
  // Found while writing: what was known is what it was made of.
  const first = toKeep("mine, and more", MINE, MINE, true);
  expect(first).toEqual({ ...MINE, text: "mine, and more" });
  expect(begin(THEIRS, first)).toEqual({ kind: "conflict", theirs: THEIRS });
  // Found at the beginning: what the server has is theirs, but nothing here was made of it.
  const second = toKeep("mine, and still more", THEIRS, first, true);
  expect(second?.text).toBe("mine, and still more");
  expect(begin(THEIRS, second)).toEqual({ kind: "conflict", theirs: THEIRS });
});

test("what the server has need not be kept, and what it has not is, with what it was made of", () => {
  expect(toKeep("mine", MINE, MINE, false)).toBeUndefined();
  expect(toKeep("other", MINE, undefined, false)).toEqual({ ...MINE, text: "other" });
  expect(begin(MINE, { ...MINE, text: "other" })).toEqual({ kind: "saved" });
  expect(begin(MINE, undefined)).toEqual({ kind: "saved" });
  expect(begin(THEIRS, { ...MINE, text: THEIRS.text })).toEqual({ kind: "saved" });
});
