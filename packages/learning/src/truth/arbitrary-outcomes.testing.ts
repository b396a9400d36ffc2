import fc from "fast-check";

/** Leads of few different scores, so that ties are common, among them at least two of either outcome. */
export const outcomes = fc
  .tuple(
    fc.array(fc.record({ score: fc.integer({ min: -5, max: 5 }), hit: fc.integer({ min: 0, max: 1 }) }), {
      maxLength: 60,
    }),
    fc.array(fc.integer({ min: -5, max: 5 }), { minLength: 4, maxLength: 4 }),
  )
  .map(([rows, few]) => {
    const all = [...rows, ...few.map((score, i) => ({ score, hit: i % 2 }))];
    return { scores: all.map(({ score }) => score), converted: all.map(({ hit }) => hit) };
  });

/** The same leads in another order. */
export function turned<T>(values: readonly T[]): T[] {
  const at = Math.floor(values.length / 3);
  return [...values.slice(at), ...values.slice(0, at)].reverse();
}

export const waits = fc.array(fc.record({ time: fc.integer({ min: 1, max: 20 }), ended: fc.boolean() }), {
  minLength: 1,
  maxLength: 50,
});
