/**
 * The q-value of each p-value: the smallest share of false discoveries at which it would still be one, in the given
 * order. `independent` (or positively dependent) tests: Benjamini & Hochberg, JRSS B 57 (1995); `any` dependence:
 * Benjamini & Yekutieli, Annals of Statistics 29 (2001).
 */
export function falseDiscovery(
  pValues: readonly number[],
  dependence: "independent" | "any" = "independent",
): readonly number[] {
  const tests = pValues.length;
  const penalty = dependence === "any" ? pValues.reduce((total, _, i) => total + 1 / (i + 1), 0) : 1;
  const falling = pValues.map((_, i) => i).sort((a, b) => (pValues[b] as number) - (pValues[a] as number));
  const found = new Array<number>(tests);
  let smallest = 1;
  for (const [place, test] of falling.entries()) {
    smallest = Math.min(smallest, (penalty * tests * (pValues[test] as number)) / (tests - place));
    found[test] = smallest;
  }
  return found;
}
