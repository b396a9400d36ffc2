import fc from "fast-check";
import { expect, test } from "vitest";
import {
  type Attention,
  afterTelling,
  attentionFrom,
  BEAT,
  hasNews,
  isDue,
  outOfView,
  SILENCE,
  withSign,
} from "./attention.ts";

/** The length of the stretches in which times are no further apart than a minute: what scoring measures. */
function stretches(times: readonly number[]): number {
  const sorted = [...times].sort((a, b) => a - b);
  return sorted.reduce((sum, at, i) => {
    const gap = at - (sorted[i - 1] ?? at);
    return sum + (gap <= SILENCE ? gap : 0);
  }, 0);
}

/** Plays signs as a page does: told at once where due, else when a timer ends, and on leaving. */
function told(signs: readonly number[]): { readonly times: readonly number[]; readonly engaged: number } {
  const times = [0];
  let engaged = 0;
  let timer = Number.POSITIVE_INFINITY;
  let attention: Attention = attentionFrom(0, true);
  const tell = () => {
    timer = Number.POSITIVE_INFINITY;
    if (!hasNews(attention)) return;
    times.push(attention.seen ?? 0);
    engaged += attention.untold;
    attention = afterTelling(attention);
  };
  for (const at of signs) {
    if (timer <= at) tell();
    attention = withSign(attention, at);
    if (isDue(attention)) tell();
    else timer = Math.min(timer, at + BEAT);
  }
  tell();
  return { times, engaged };
}

const moments = fc
  .array(fc.oneof(fc.integer({ min: 0, max: 3_000 }), fc.integer({ min: 20_000, max: 100_000 })), { maxLength: 60 })
  .map((gaps) => {
    let at = 0;
    return gaps.map((gap) => (at += gap));
  });

test("what is told has the stretches of all signs of life", () => {
  fc.assert(
    fc.property(moments, (signs) => {
      expect(stretches(told(signs).times)).toBe(stretches([0, ...signs]));
    }),
    { numRuns: 2000 },
  );
});

test("the seconds that are told add up to the same", () => {
  fc.assert(
    fc.property(moments, (signs) => {
      expect(told(signs).engaged).toBe(stretches([0, ...signs]));
    }),
    { numRuns: 2000 },
  );
});

test("not every sign is told", () => {
  const signs = Array.from({ length: 3000 }, (_, i) => i * 100);
  expect(told(signs).times.length).toBeLessThanOrEqual(12);
});

test("what lies between going out of view and coming back is not counted", () => {
  const left = outOfView(withSign(attentionFrom(0, true), 10_000));
  expect(withSign(withSign(left, 50_000), 55_000).untold).toBe(15_000);
});

test("a clock that is set back takes nothing away", () => {
  const attention = withSign(withSign(attentionFrom(100_000, true), 110_000), 50_000);
  expect(attention).toMatchObject({ seen: 110_000, untold: 10_000 });
});
