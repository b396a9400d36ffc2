import fc from "fast-check";
import { expect, test } from "vitest";
import { newAttempts } from "./attempts.ts";

test("in no window are more let through than the rule says, whoever else asks in between", () => {
  const asked = fc.record({ key: fc.constantFrom("a", "b", "c"), wait: fc.integer({ min: 0, max: 5000 }) });
  fc.assert(
    fc.property(fc.array(asked, { maxLength: 200 }), fc.integer({ min: 1, max: 5 }), (all, max) => {
      let clock = 0;
      const attempts = newAttempts(() => clock);
      const begun = new Map<string, { from: number; count: number }>();
      for (const { key, wait } of all) {
        clock += wait;
        const known = begun.get(key);
        const current = known && clock < known.from + 10_000 ? known : { from: clock, count: 0 };
        begun.set(key, current);
        const { allowed, retryAfter } = attempts.consume(key, { window: 10, max });
        expect(allowed).toBe(current.count < max);
        if (allowed) current.count += 1;
        else expect(retryAfter).toBe(Math.ceil((current.from + 10_000 - clock) / 1000));
      }
    }),
  );
});

test("who invents keys does not fill memory, and the newest are not forgotten", () => {
  const attempts = newAttempts(() => 0);
  const rule = { window: 10, max: 1 };
  attempts.consume("first", rule);
  for (let at = 0; at < 60_000; at++) attempts.consume(`invented ${at}`, rule);
  expect(attempts.consume("first", rule).allowed).toBe(true);
  expect(attempts.consume("invented 59999", rule).allowed).toBe(false);
});
