import fc from "fast-check";
import { expect, test } from "vitest";
import { flowsOf } from "./flows.ts";

type Moves = Parameters<typeof flowsOf>[0][number];

const NAMED = 50;
const bands = ["Lead", "MQL", "SQL", null] as const;
const walk = fc.record({ from: fc.constantFrom(...bands), to: fc.constantFrom(...bands) });
const walks = fc
  .array(walk, { maxLength: 130 })
  .map((all) => all.filter(({ from, to }) => from !== to).map((one, at) => ({ id: String(at), ...one })));

/** What the server tells of them: all counted, the first fifty of each band named. */
function told(
  all: readonly { readonly id: string; readonly from: string | null; readonly to: string | null }[],
): Moves[] {
  return bands.map((band) => {
    const entered = all.filter(({ to }) => to === band);
    const left = all.filter(({ from }) => from === band);
    return {
      band,
      entering: entered.length,
      leaving: left.length,
      entered: entered.slice(0, NAMED),
      left: left.slice(0, NAMED),
    };
  });
}

test("what is said to be exact is, and nothing is ever too many", () => {
  fc.assert(
    fc.property(walks, (all) => {
      const flows = flowsOf(told(all));
      for (const { from, to, count, isLeast } of flows) {
        const real = all.filter((one) => one.from === from && one.to === to).length;
        if (isLeast) expect(count).toBeLessThanOrEqual(real);
        else expect(count).toBe(real);
      }
      const sum = flows.reduce((n, { count }) => n + count, 0);
      if (flows.every(({ isLeast }) => !isLeast)) expect(sum).toBeLessThanOrEqual(all.length);
      if (all.length <= NAMED) expect(sum).toBe(all.length);
    }),
  );
});

test("what names do not say follows from the counts", () => {
  const many = Array.from({ length: 214 }, (_, at) => ({ id: `a${at}`, from: "Lead", to: "MQL" }));
  const few = Array.from({ length: 7 }, (_, at) => ({ id: `b${at}`, from: "MQL", to: "SQL" }));
  expect(flowsOf(told([...many, ...few]))).toEqual([
    { from: "Lead", to: "MQL", count: 214, isLeast: false },
    { from: "MQL", to: "SQL", count: 7, isLeast: false },
  ]);
});

test("where several origins are not named, a count is the least that it is", () => {
  const from = (band: string, n: number, to: string) =>
    Array.from({ length: n }, (_, at) => ({ id: `${band} ${to} ${at}`, from: band, to }));
  const all = [
    ...from("Lead", 100, "MQL"),
    ...from("Lead", 100, "SQL"),
    ...from("X", 100, "MQL"),
    ...from("X", 100, "SQL"),
  ];
  const moves = told(all);
  const third = { ...moves[0], band: "X", entering: 0, leaving: 200, entered: [], left: all.slice(200, 250) } as Moves;
  const flows = flowsOf([...moves, third]);
  expect(flows.length).toBeGreaterThan(0);
  expect(flows.every(({ isLeast, count }) => isLeast && count <= 100)).toBe(true);
});
