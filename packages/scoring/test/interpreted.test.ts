import { spawnSync } from "node:child_process";
import { join } from "node:path";
import fc from "fast-check";
import { expect, test } from "vitest";
import { aCase } from "./arbitrary-model.testing.ts";
import { inAnyOrder } from "./in-any-order.testing.ts";
import { reference } from "./reference.testing.ts";
import { inNoOrder, saidBy, verdictOf } from "./verdict.testing.ts";
import { verdictsOf } from "./verdicts.testing.ts";

test("what is compiled says on every figure what is read off the events", () => {
  fc.assert(
    fc.property(aCase, (given) => {
      expect(saidBy(verdictOf(given))).toEqual(reference(given));
    }),
    { numRuns: 1000 },
  );
});

test("the order of keys does not matter", () => {
  fc.assert(
    fc.property(aCase, fc.infiniteStream(fc.nat()), (given, chance) => {
      const shuffled = <Value>(value: Value): Value => inAnyOrder(value, chance) as Value;
      const { zone, today, ...facts } = given;
      expect(inNoOrder(verdictOf({ zone, today, ...shuffled(facts) }))).toEqual(inNoOrder(verdictOf(given)));
    }),
    { numRuns: 1000 },
  );
});

test.each([
  ["Pacific/Apia", "ru-RU"],
  ["America/New_York", "tr-TR"],
])("a machine in %s that speaks %s says the same", (timeZone, locale) => {
  const seed = fc.sample(fc.nat(), 1)[0] as number;
  const LANG = `${locale.replace("-", "_")}.UTF-8`;
  const { stdout, stderr } = spawnSync(
    process.execPath,
    [join(import.meta.dirname, "verdicts.testing.ts"), String(seed)],
    {
      encoding: "utf8",
      env: { ...process.env, TZ: timeZone, LANG, LC_ALL: LANG },
      maxBuffer: Number.POSITIVE_INFINITY,
    },
  );
  expect(stderr).toBe("");
  expect(JSON.parse(stdout), `seed ${seed}`).toEqual({ timeZone, locale, verdicts: verdictsOf(seed) });
});
