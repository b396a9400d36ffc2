import type { Candidate, OneValue } from "./candidate.ts";
import { anyOf } from "./candidate.ts";
import type { Survey, TraitSurvey } from "./survey.ts";

/** Values that fewer leads have cannot be judged, and may give a person away. */
export const LEAST_LEADS = 20;
const MOST_OF_TRAIT = 25;
const MOST_TRAITS = 60;
/** As many different numbers are an amount; fewer are names. */
const AMOUNT = 8;
const SHARES = [0.1, 0.25, 0.5, 0.75, 0.9];

/** Equality with what many have, endings of addresses, and steps of amounts. Sets of values are put together later. */
export function traitCandidates(survey: Survey, without: ReadonlySet<string>): readonly Candidate[] {
  const often = [...survey.traits]
    .filter(([name, { known }]) => known >= LEAST_LEADS && !without.has(name))
    .sort(([a, { known: of }], [b, { known: other }]) => other - of || (a < b ? -1 : 1))
    .slice(0, MOST_TRAITS);
  return often.flatMap(([name, own]) => (isAmount(own) ? stepsOf(name, own) : valuesOf(name, own)));
}

function isAmount({ known, numeric, numbers }: TraitSurvey): boolean {
  return numeric >= 0.8 * known && new Set(numbers.map(({ value }) => value)).size >= AMOUNT;
}

function valuesOf(trait: string, { values, endings }: TraitSurvey): readonly Candidate[] {
  const own = [...values.values()].map(({ value, leads }) => ({ operator: "is" as const, value, leads }));
  const ends = [...endings].map(([value, leads]) => ({ operator: "endsWith" as const, value, leads }));
  return [...own, ...ends]
    .filter(({ leads }) => leads >= LEAST_LEADS)
    .sort((a, b) => b.leads - a.leads || (String(a.value) < String(b.value) ? -1 : 1))
    .slice(0, MOST_OF_TRAIT)
    .map(({ operator, value }) => valueCandidate(trait, { operator, value }));
}

function valueCandidate(trait: string, one: OneValue): Candidate {
  const when = anyOf(trait, [one]);
  return { kind: "trait", about: trait, one, rule: { when }, signals: [], words: [trait, String(one.value)] };
}

function stepsOf(trait: string, { numbers }: TraitSurvey): readonly Candidate[] {
  const rising = numbers.map(({ value }) => value).sort((a, b) => a - b);
  const cuts = [...new Set(SHARES.map((share) => plain(rising[Math.floor(share * (rising.length - 1))] as number)))];
  return [
    ...cuts.map((cut) => step(trait, { gte: cut }, ["from", String(cut)])),
    ...cuts.map((cut) => step(trait, { lt: cut }, ["below", String(cut)])),
    ...cuts.slice(1).map((cut, i) => step(trait, { gte: cuts[i] as number, lt: cut }, [`${cuts[i]}`, "to", `${cut}`])),
  ];
}

function step(
  trait: string,
  asked: { readonly gte?: number; readonly lt?: number },
  words: readonly string[],
): Candidate {
  return { kind: "trait", about: trait, rule: { when: { trait, ...asked } }, signals: [], words: [trait, ...words] };
}

/** A number as people would say it: of two digits, the second 0 or 5. */
function plain(value: number): number {
  if (value === 0 || !Number.isFinite(value)) return 0;
  const size = 10 ** Math.floor(Math.log10(Math.abs(value)));
  return Number((Math.round((2 * value) / size) * (size / 2)).toPrecision(6));
}
