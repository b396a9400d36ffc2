import type { Quantity } from "../model/condition-schema.ts";

/** Compiles comparisons of a number that must all hold. */
export function quantityTest(asked: Quantity): (x: number) => boolean {
  const tests: ((x: number) => boolean)[] = [];
  const { is, atLeast, atMost, moreThan, lessThan, between } = asked;
  if (is !== undefined) tests.push((x) => x === is);
  if (atLeast !== undefined) tests.push((x) => x >= atLeast);
  if (atMost !== undefined) tests.push((x) => x <= atMost);
  if (moreThan !== undefined) tests.push((x) => x > moreThan);
  if (lessThan !== undefined) tests.push((x) => x < lessThan);
  if (between !== undefined) tests.push((x) => x >= between[0] && x <= between[1]);
  const [first] = tests;
  if (first && tests.length === 1) return first;
  return (x) => tests.every((test) => test(x));
}

/** Whether anything is asked at all. */
export function asksQuantity({ is, atLeast, atMost, moreThan, lessThan, between }: Quantity): boolean {
  return [is, atLeast, atMost, moreThan, lessThan, between].some((bound) => bound !== undefined);
}

/** The whole numbers at which the answer can change as a number grows by ones. */
export function turningPoints({ is, atLeast, atMost, moreThan, lessThan, between }: Quantity): number[] {
  const bounds = [is, atLeast, atMost, moreThan, lessThan, ...(between ?? [])].filter((bound) => bound !== undefined);
  return bounds.flatMap((bound) => [Math.ceil(bound), Math.floor(bound) + 1]);
}
