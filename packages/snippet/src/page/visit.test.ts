import fc from "fast-check";
import { expect, test } from "vitest";
import { type Visit, visitAfter } from "./visit.ts";

const HALF_HOUR = 30 * 60_000;

test("half an hour of silence ends a visit, a millisecond less does not", () => {
  const first = visitAfter(undefined, 1000);
  expect(first).toEqual({ start: 1000, number: 1, last: 1000 });
  expect(visitAfter(first, 1000 + HALF_HOUR)).toEqual({ start: 1000, number: 1, last: 1000 + HALF_HOUR });
  expect(visitAfter(first, 1001 + HALF_HOUR)).toMatchObject({ start: 1001 + HALF_HOUR, number: 2 });
});

test("there are as many visits as silences of more than half an hour, and one", () => {
  fc.assert(
    fc.property(fc.array(fc.nat(2 * HALF_HOUR), { minLength: 1 }), (gaps) => {
      let at = 0;
      let visit: Visit | undefined;
      for (const gap of gaps) visit = visitAfter(visit, (at += gap));
      expect(visit?.number).toBe(1 + gaps.slice(1).filter((gap) => gap > HALF_HOUR).length);
    }),
  );
});
