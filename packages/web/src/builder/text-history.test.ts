import fc from "fast-check";
import { expect, test } from "vitest";
import { newHistory, redone, undone, written } from "./text-history.ts";

test("typing is one step, another thing is another", () => {
  const typed = written(written(newHistory("a"), "ab", "label", 1000), "abc", "label", 1500);
  expect(typed.past).toEqual(["a"]);
  expect(written(typed, "abcd", "note", 1600).past).toEqual(["a", "abc"]);
  expect(written(typed, "abcd", "label", 9000).past).toEqual(["a", "abc"]);
});

test("what is undone is redone to the letter", () => {
  fc.assert(
    fc.property(fc.array(fc.string(), { maxLength: 20 }), fc.nat(25), (texts, steps) => {
      const done = texts.reduce((history, text) => written(history, text, undefined, 0), newHistory("start"));
      let back = done;
      for (let step = 0; step < steps; step++) back = undone(back);
      for (let step = 0; step < steps; step++) back = redone(back);
      expect(back.text).toBe(done.text);
      expect(back.past).toEqual(done.past);
    }),
  );
});

test("a change after undoing leaves nothing to redo", () => {
  const history = written(undone(written(newHistory("a"), "b", undefined, 0)), "c", undefined, 0);
  expect([history.text, history.past, history.future]).toEqual(["c", ["a"], []]);
});
