import fc from "fast-check";
import { expect, test } from "vitest";
import { anyCondition } from "./condition.testing.ts";
import {
  isShowable,
  measuresOf,
  newQuestion,
  operandFor,
  operatorsOf,
  SUBJECTS,
  testPath,
  testsOf,
  withTests,
} from "./question.ts";

test("taking the tests of a question out and putting them back changes nothing", () => {
  fc.assert(
    fc.property(anyCondition.filter(isShowable), (question) => {
      expect(withTests(question, testsOf(question))).toEqual(question);
      for (const one of testsOf(question)) {
        const found = testPath(one).reduce<unknown>((part, key) => (part as Record<string, unknown>)[key], question);
        expect(found).toEqual(one.operand);
      }
    }),
    { numRuns: 300 },
  );
});

test("every subject, operator and former operand leads to something that can be shown", () => {
  const formers = ["", "x", 5, true, null, ["a", "b"], [1, 2], [1, "b", null], "30d", undefined];
  for (const subject of SUBJECTS) {
    expect(isShowable(newQuestion(subject)), subject).toBe(true);
    for (const measure of measuresOf(subject)) {
      for (const operator of operatorsOf(measure)) {
        for (const former of formers) {
          const question = withTests(newQuestion(subject), [
            { measure, operator, operand: operandFor(measure, operator, former) },
          ]);
          expect(isShowable(question), JSON.stringify(question)).toBe(true);
        }
      }
    }
  }
});

test("what another operator can take is taken along", () => {
  expect(operandFor("value", "in", "CEO")).toEqual(["CEO"]);
  expect(operandFor("value", "contains", ["CEO", "VP"])).toEqual(["CEO", "VP"]);
  expect(operandFor("value", "is", ["CEO", "VP"])).toBe("CEO");
  expect(operandFor("value", "between", 5)).toEqual([5, null]);
  expect(operandFor("amount", "atLeast", [2, 5])).toBe(2);
});
