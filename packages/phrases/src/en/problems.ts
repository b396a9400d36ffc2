import { code, kindIn, type Path, spot } from "../notation.ts";
import { count, figures } from "./figures.ts";

const { list, number, or, quote, value } = figures;

type Here = { readonly path: Path };
type Found = { readonly found: string };
type Large = { readonly pattern: string; readonly steps: number; readonly bound: number };
type Choice = { readonly suggestion: string | null; readonly known: readonly string[] };

export const kinds = {
  string: "text",
  number: "a number",
  int: "a whole number",
  boolean: "`true` or `false`",
  array: "a list",
  tuple: "a list",
  object: "a group of keys",
  record: "a group of keys",
  nothing: "nothing",
  null: "nothing",
  "a list": "a list",
  "a group of keys": "a group of keys",
};

const references = {
  signal: "signal",
  dimension: "dimension",
  group: "group",
  profile: "profile",
  list: "list",
  rule: "rule",
  band: "band",
  cell: "cell",
  market: "market",
  label: "label",
  segment: "segment",
  prediction: "prediction",
};

const twice = {
  rule: "two rules are called",
  band: "two bands are called",
  market: "two markets are called",
  label: "two labels are called",
  example: "two examples are called",
  cell: "two cells of the matrix are called",
};

const at = ({ path }: Here) => spot(path) ?? "the model";
const meant = (suggestion: string) => `did you mean ${code(suggestion)}?`;
const known = (keys: readonly string[]) => list(keys.map(code));
const choice = (keys: readonly string[]) => or(keys.map(code));
const kind = (said: string) => kindIn(kinds, said) ?? said;

/** What is wrong with a model, and the way out; the keys are the codes. */
export const problems = {
  "unknown-key": ({ key, suggestion, known: keys }: Choice & { readonly key: string }) =>
    `${code(key)} is not known here; ${suggestion === null ? `known are ${known(keys)}.` : meant(suggestion)}`,
  missing: (here: Here) => `${at(here)} is missing; add it.`,
  "wrong-type": ({ expected, found, ...here }: Here & Found & { readonly expected: string }) =>
    `${at(here)} must be ${kind(expected)}, not ${kind(found)}.`,
  "not-one-of": ({ found, suggestion, known: keys, ...here }: Here & Found & Choice) =>
    `${at(here)} cannot be ${kind(found)}; ${suggestion === null ? `use ${choice(keys)}.` : meant(suggestion)}`,
  "too-small": ({ bound, ...here }: Here & { readonly bound: number }) =>
    `${at(here)} must be at least ${value(bound)}.`,
  "too-large": ({ bound, ...here }: Here & { readonly bound: number }) =>
    `${at(here)} must be at most ${value(bound)}.`,
  "too-short": ({ bound, ...here }: Here & { readonly bound: number }) =>
    bound === 1
      ? `${at(here)} must not be empty.`
      : `${at(here)} is too short: its length must be at least ${number(bound)}.`,
  "too-long": ({ bound, ...here }: Here & { readonly bound: number }) =>
    `${at(here)} is too long: its length must be at most ${number(bound)}.`,
  "bad-name": ({ found }: Found) =>
    `${code(found)} cannot be a name; use up to 100 letters, digits, spaces and ${code("- _ . +")}, and begin with a letter or digit.`,
  "bad-days": ({ found }: Found) =>
    `${code(found)} is not a number of days; write it as ${code("30d")} or ${code("8w")}.`,
  "bad-duration": ({ found }: Found) =>
    `${code(found)} is not a length of time; write it as ${choice(["90s", "30m", "2h", "1d"])}.`,
  "bad-date": ({ found }: Found) => `${code(found)} is not a date; write it as ${code("2026-03-31")}.`,
  "bad-time": ({ found }: Found) => `${code(found)} is not a time of day; write it as ${code("09:30")}.`,
  "bad-hash": ({ found }: Found) =>
    `${code(found)} does not name a trained artefact; write the 32 digits and letters of its hash, or leave ${code("artefact")} out to take the one that the workspace has.`,
  "two-decimals": ({ found, ...here }: Here & Found) =>
    `${at(here)} is ${found}, but points have at most two decimals; round it.`,
  "four-decimals": ({ found, ...here }: Here & Found) =>
    `${at(here)} is ${found}, but weights have at most four decimals; round it.`,
  "not-a-number": ({ found, ...here }: Here & Found) => `${at(here)} is ${found}; write an ordinary number.`,
  "no-form": ({ found, known: keys }: Found & { readonly known: readonly string[] }) =>
    `the keys ${code(found)} do not make anything that is known here; begin with ${choice(keys)}.`,
  "unsafe-key": ({ key }: { readonly key: string }) => `${code(key)} is not allowed as a key; choose another name.`,
  "too-deep": ({ bound }: { readonly bound: number }) =>
    `this is nested more than ${count(bound, "level", "levels")} deep; make it flatter.`,
  "unknown-reference": ({
    kind,
    name,
    suggestion,
  }: {
    readonly kind: keyof typeof references;
    readonly name: string;
    readonly suggestion: string | null;
  }) =>
    `there is no ${references[kind]} ${quote(name)}; ${suggestion === null ? "add it, or name one that is there." : `did you mean ${quote(suggestion)}?`}`,
  duplicate: ({ kind, name }: { readonly kind: keyof typeof twice; readonly name: string }) =>
    `${twice[kind]} ${quote(name)}; rename one of them.`,
  "asks-nothing": () => `nothing is asked here; add an operator such as ${choice(["is", "in", "exists"])}.`,
  "keys-alike": ({ key, other }: { readonly key: string; readonly other: string }) =>
    `${code(key)} and ${code(other)} are the same key, because case and accents do not count; remove one of them.`,
  "expects-nothing": () => `the example expects nothing, so it could never fail; add ${choice(["total", "band"])}.`,
  "bad-regex": ({ pattern }: { readonly pattern: string }) =>
    `${code(pattern)} is not a regular expression of RE2, which has no look-around and no back-references; rewrite it.`,
  "large-regex": ({ pattern, steps, bound }: Large) =>
    `${code(pattern)} comes to ${count(steps, "step", "steps")}, and ${number(bound)} are the most, so that no text takes long; repeat less in it.`,
  "when-and-each": () =>
    `a rule has either ${code("each")} or a condition (${code("when")}, or ${code("of")} in its points), not both; remove one.`,
  "neither-when-nor-each": () => `the rule does not say what it gives points for; add ${choice(["when", "each"])}.`,
  "only-with-each": ({ key }: { readonly key: string }) =>
    `${code(key)} works only in a rule with ${code("each")}; remove it.`,
  "needs-of": () =>
    `without ${code("each")}, points by table or tiers need ${code("of")}, which says what they go by; add it.`,
  "needs-keyed-signal": ({ signal }: { readonly signal: string }) =>
    `a table or a ${code("key")} needs a signal that counts by a property; give ${quote(signal)} a ${code("count: { by: … }")}.`,
  "no-occurrences": ({ signal }: { readonly signal: string }) =>
    `${quote(signal)} keeps a largest value and cannot be counted with ${code("each")}; ask for it with ${code("when")}.`,
  "fades-tiers": () =>
    `tiers go by how many there are, so they neither fade nor have a limit in points; use ${code("window")} or a limit by count.`,
  "window-count-with-table": () =>
    `with a table, ${code("perWindow")} can limit only points; write ${code("points")} instead of ${code("count")}.`,
  "ends-before-it-starts": ({ from, until }: { readonly from: string; readonly until: string }) =>
    `the rule ends on ${code(until)}, before it starts on ${code(from)}; swap them.`,
  "reversed-range": ({ low, high }: { readonly low: number; readonly high: number }) =>
    `the range from ${value(low)} to ${value(high)} is empty; write the lower end first.`,
  "finer-than-precision": ({ found, precision }: { readonly found: number; readonly precision: number }) =>
    `${number(found)} is finer than the model, whose points have ${count(precision, "decimal", "decimals")}; round it, or raise ${code("precision")}.`,
  "keeps-more-with-age": () =>
    `each step of a decay comes later than the one before and keeps no more than it; put the steps in order.`,
  "group-of-other-dimension": ({ group, dimension }: { readonly group: string; readonly dimension: string }) =>
    `the group ${quote(group)} belongs to the dimension ${quote(dimension)}; move the rule there, or choose another group.`,
  "two-measures": ({ keys }: { readonly keys: readonly string[] }) =>
    `a signal measures one thing; keep one of ${known(keys)}.`,
  "signal-of-nothing": () =>
    `it is not clear which events are meant; use ${choice(["on", "where", "any: true", "steps"])}, and ${code("any")} and ${code("steps")} alone.`,
  "needs-within": () => `a pattern needs a time in which it happens; add ${code("within")}, such as ${code("2h")}.`,
  "within-without-pattern": () =>
    `${code("within")} belongs to ${choice(["steps", "times", "confirmedBy"])}; remove it, or add one of them.`,
  "within-too-long": () => `${code("within")} can be 31 days at most; shorten it.`,
  "silence-too-short": () => `${code("silence")} must be at least one minute (${code("1m")}).`,
  "profile-in-profile": () => "a profile cannot ask for a profile; write the conditions out.",
  "market-in-market": () =>
    `${code("where")} decides the market, so it cannot ask for ${code("market")}; ask for another trait.`,
  "sum-and-matrix": () => `a total is either ${code("sum")} or ${code("matrix")}, not both; remove one.`,
  "matrix-needs-labels": ({ dimension }: { readonly dimension: string }) =>
    `the matrix needs names for its rows and columns; give the dimension ${quote(dimension)} ${code("labels")}.`,
  "no-lowest-label": ({ dimension }: { readonly dimension: string }) =>
    `low points of ${quote(dimension)} have no label; add one without ${code("from")} and ${code("above")}.`,
  "bands-do-not-rise": ({ name }: { readonly name: string }) =>
    `bands go from the lowest to the highest, and ${quote(name)} is out of order; move it.`,
  "above-and-from": () =>
    `a start is either ${code("from")} (included) or ${code("above")} (not included); remove one.`,
  "band-cells-without-matrix": () =>
    `a band can have ${code("cells")} only where the total is a ${code("matrix")}; use ${choice(["from", "above"])}.`,
  "leaves-above-its-start": ({ name }: { readonly name: string }) =>
    `${quote(name)} would be left above where it starts; lower ${choice(["leaveBelow", "rearmBelow"])}.`,
  "cell-in-two-bands": ({ cell }: { readonly cell: string }) =>
    `the cell ${quote(cell)} belongs to two bands; take it out of one.`,
  "empty-tier": () => `the tier ends (${code("to")}) before it begins (${code("from")}); swap them.`,
};

export type Problems = typeof problems;
export type Kinds = typeof kinds;
