import type { FileProblem, MapIssue, SyntaxProblem, WhyLeftOut } from "@plumbline/connectors";
import * as phrases from "@plumbline/phrases";
import type {
  Condition,
  Evidence,
  Ineligible,
  Line,
  Model,
  ModelChange,
  ModelProblem,
  Reason,
  Rule,
  SignalDefinition,
  TotalLine,
  Unscored,
} from "@plumbline/scoring";
import { expect, expectTypeOf, test } from "vitest";
import type { Rejected } from "./file-reader.ts";

// The words know no other room, so here is where a code without words, or words without a code, comes to light.

test("what the rooms tell and what the words know are the same, to the compiler", () => {
  expectTypeOf<phrases.Problem["code"]>().toEqualTypeOf<ModelProblem["code"]>();
  expectTypeOf<phrases.FileProblem["code"]>().toEqualTypeOf<FileProblem["code"]>();
  expectTypeOf<phrases.MapIssue["code"]>().toEqualTypeOf<MapIssue["code"]>();
  expectTypeOf<phrases.Reject["code"]>().toEqualTypeOf<Rejected["reason"]["code"]>();
  expectTypeOf<phrases.Line["kind"]>().toEqualTypeOf<Line["kind"]>();
  expectTypeOf<phrases.TotalLine["kind"]>().toEqualTypeOf<TotalLine["kind"]>();
  expectTypeOf<phrases.Evidence["kind"]>().toEqualTypeOf<Evidence["kind"]>();
  expectTypeOf<phrases.Reason["subject"]["kind"]>().toEqualTypeOf<Reason["subject"]["kind"]>();
  expectTypeOf<phrases.Unscored["reason"]["kind"]>().toEqualTypeOf<Unscored["reason"]["kind"]>();
  expectTypeOf<keyof phrases.Phrases["cli"]["kinds"]>().toEqualTypeOf<ModelChange["part"]>();
  expectTypeOf<keyof phrases.Phrases["syntax"]>().toEqualTypeOf<SyntaxProblem["what"]>();
  expectTypeOf<keyof phrases.Phrases["cli"]["imported"]["why"]>().toEqualTypeOf<WhyLeftOut>();
  expectTypeOf<keyof phrases.Phrases["events"]["ineligible"]>().toEqualTypeOf<Ineligible["because"]>();

  expectTypeOf<ModelProblem>().toExtend<phrases.Problem>();
  expectTypeOf<FileProblem>().toExtend<phrases.FileProblem>();
  expectTypeOf<Rejected["reason"]>().toExtend<phrases.Reject>();
  expectTypeOf<Line>().toExtend<phrases.Line>();
  expectTypeOf<TotalLine>().toExtend<phrases.TotalLine>();
  expectTypeOf<Reason>().toExtend<phrases.Reason>();
  expectTypeOf<Unscored>().toExtend<phrases.Unscored>();
});

/** The keys of every form that there is. */
type KeysOf<Union> = Union extends unknown ? keyof Union : never;
type Of<Union, Key extends PropertyKey> = Extract<Union, { readonly [K in Key]: unknown }>;
type Said<Whole> = Exclude<keyof Whole, "label" | "note" | "owner">;
type Band = NonNullable<Model["bands"]>[number];
type Total = NonNullable<Model["total"]>;
type Limit = NonNullable<Rule["limit"]>;

test("the model language and the sentences that tell it are the same, to the compiler", () => {
  expectTypeOf<KeysOf<phrases.Condition>>().toEqualTypeOf<KeysOf<Condition>>();
  expectTypeOf<KeysOf<phrases.ValueOperators>>().toEqualTypeOf<Exclude<KeysOf<Of<Condition, "trait">>, "trait">>();
  expectTypeOf<KeysOf<phrases.Quantity>>().toEqualTypeOf<Exclude<KeysOf<Of<Condition, "profile">>, "profile">>();
  expectTypeOf<KeysOf<Of<phrases.Condition, "signal">>>().toEqualTypeOf<KeysOf<Of<Condition, "signal">>>();
  expectTypeOf<KeysOf<Of<phrases.Condition, "rate">["rate"]>>().toEqualTypeOf<KeysOf<Of<Condition, "rate">["rate"]>>();
  expectTypeOf<keyof phrases.Rule>().toEqualTypeOf<Exclude<Said<Rule>, "id" | "dimension">>();
  expectTypeOf<KeysOf<phrases.RulePoints>>().toEqualTypeOf<KeysOf<Rule["points"]>>();
  expectTypeOf<KeysOf<phrases.Decay>>().toEqualTypeOf<KeysOf<NonNullable<Rule["decay"]>>>();
  expectTypeOf<keyof phrases.Limit>().toEqualTypeOf<keyof Limit>();
  expectTypeOf<keyof NonNullable<phrases.Limit["perWindow"]>>().toEqualTypeOf<keyof NonNullable<Limit["perWindow"]>>();
  expectTypeOf<keyof phrases.SignalDefinition>().toEqualTypeOf<Said<SignalDefinition>>();
  expectTypeOf<Said<phrases.Band>>().toEqualTypeOf<Said<Band>>();
  expectTypeOf<keyof phrases.TotalFormula>().toEqualTypeOf<keyof Total>();

  expectTypeOf<Condition>().toExtend<phrases.Condition>();
  expectTypeOf<Rule>().toExtend<phrases.Rule>();
  expectTypeOf<SignalDefinition>().toExtend<phrases.SignalDefinition>();
  expectTypeOf<Band>().toExtend<phrases.Band>();
  expectTypeOf<Total>().toExtend<phrases.TotalFormula>();
});

/** One of every kind: a new one without an entry does not compile. */
type OneOfEach<Union, Key extends keyof Union> = {
  readonly [Kind in Union[Key] & string]: Union extends { readonly [K in Key]: infer Own }
    ? Kind extends Own
      ? Omit<Union, Key>
      : never
    : never;
};

function saidOf<Told>(
  each: object,
  key: string,
  say: (language: phrases.Language, told: Told) => string,
): [string, string][] {
  return Object.entries(each).flatMap(([kind, rest]) =>
    phrases.LANGUAGES.map((language): [string, string] => [
      `${kind} in ${language}`,
      say(language, { [key]: kind, ...rest }),
    ]),
  );
}

function expectWords(said: readonly [string, string][]): void {
  expect(said).not.toHaveLength(0);
  for (const [what, words] of said) {
    expect(words, what).not.toBe("");
    expect(words, what).not.toMatch(/undefined|null|NaN|\[object/);
  }
}

const path = ["rules", 3, "points"];
const choice = { suggestion: "limit", known: ["limit"] };

const PROBLEMS: OneOfEach<ModelProblem, "code"> = {
  "unknown-key": { path, key: "limits", ...choice },
  missing: { path },
  "wrong-type": { path, expected: "number", found: "a list" },
  "not-one-of": { path, found: "x", ...choice },
  "too-small": { path, bound: 1 },
  "too-large": { path, bound: 1 },
  "too-short": { path, bound: 1 },
  "too-long": { path, bound: 1 },
  "bad-name": { path, found: "?" },
  "bad-days": { path, found: "?" },
  "bad-duration": { path, found: "?" },
  "bad-date": { path, found: "?" },
  "bad-time": { path, found: "?" },
  "bad-hash": { path, found: "?" },
  "two-decimals": { path, found: "1.005" },
  "four-decimals": { path, found: "0.33333" },
  "not-a-number": { path, found: "Infinity" },
  "no-form": { path, found: "x", known: ["all"] },
  "unsafe-key": { path, key: "__proto__" },
  "too-deep": { path, bound: 60 },
  "unknown-reference": { path, kind: "signal", name: "x", suggestion: null },
  duplicate: { path, kind: "rule", name: "x" },
  "keys-alike": { path, key: "jp", other: "JP" },
  "asks-nothing": { path },
  "expects-nothing": { path },
  "bad-regex": { path, pattern: "(" },
  "large-regex": { path, pattern: "(.*){1000}", steps: 4002, bound: 1200 },
  "when-and-each": { path },
  "neither-when-nor-each": { path },
  "only-with-each": { path, key: "window" },
  "needs-of": { path },
  "needs-keyed-signal": { path, signal: "x" },
  "no-occurrences": { path, signal: "x" },
  "fades-tiers": { path },
  "window-count-with-table": { path },
  "ends-before-it-starts": { path, from: "2026-03-01", until: "2026-02-01" },
  "reversed-range": { path, low: 1, high: 0 },
  "finer-than-precision": { path, found: 0.5, precision: 0 },
  "keeps-more-with-age": { path },
  "group-of-other-dimension": { path, group: "x", dimension: "y" },
  "two-measures": { path, keys: ["sum", "max"] },
  "signal-of-nothing": { path },
  "needs-within": { path },
  "within-without-pattern": { path },
  "within-too-long": { path },
  "silence-too-short": { path },
  "profile-in-profile": { path },
  "market-in-market": { path },
  "sum-and-matrix": { path },
  "matrix-needs-labels": { path, dimension: "x" },
  "no-lowest-label": { path, dimension: "x" },
  "bands-do-not-rise": { path, name: "x" },
  "above-and-from": { path },
  "band-cells-without-matrix": { path },
  "leaves-above-its-start": { path, name: "x" },
  "cell-in-two-bands": { path, cell: "A1" },
  "empty-tier": { path },
};

const MAP_ISSUES: OneOfEach<MapIssue, "code"> = {
  "unknown-key": { path: [], line: 1, column: 1, key: "x", ...choice },
  "wrong-type": { path: [], line: 1, column: 1, expected: "string|object" },
  "not-one-of": { path: [], line: 1, column: 1, known: ["text"] },
  "not-one-source": { path: [], line: 1, column: 1 },
  "bad-format": { path: [], line: 1, column: 1 },
  "unknown-zone": { path: [], line: 1, column: 1 },
  "too-short": { path: [], line: 1, column: 1 },
};

const file = "leads.csv";
const issues = Object.entries(MAP_ISSUES).map(([code, rest]) => ({ code, ...rest }) as MapIssue);

const FILE_PROBLEMS: OneOfEach<FileProblem, "code"> = {
  "no-such-file": { file },
  "is-a-directory": { file },
  "no-access": { file },
  "empty-file": { file },
  "broken-gzip": { file },
  "unreadable-file": { file, cause: "EIO" },
  "zip-archive": { file },
  "not-text": { file, perhaps: null },
  "wrong-encoding": { file, encoding: "utf-8", given: false, line: 1, sample: "x" },
  "not-utf-8": { file, line: 1, sample: "x" },
  "unknown-encoding": { encoding: "x" },
  "open-quote": { file, line: 1 },
  "row-too-long": { file, line: 1, limit: 1000 },
  "json-unfinished": { file, line: 1 },
  "json-unexpected": { file, line: 1 },
  "map-syntax": { file, line: 1, column: 1 },
  "map-invalid": { file, issues },
  "no-such-column": { file, column: "x", suggestion: null, columns: ["y"] },
  "unknown-source": { file, target: "event", columns: ["y"] },
};

const REJECTS: OneOfEach<Rejected["reason"], "code"> = {
  "cell-count": { expected: 8, found: 7 },
  "not-json": {},
  "not-an-object": {},
  "too-long": { limit: 1000 },
  "too-deep": { limit: 60 },
  "no-identity": {},
  "no-timestamp": {},
  "no-event-name": {},
  "bad-timestamp": { value: "soon" },
  "bad-event-type": { value: "x" },
  "conflicting-id": { messageId: "x" },
};

const common = { dimension: "fit", rule: "pricing", points: 100 } as const;

const EVIDENCE: OneOfEach<Evidence, "kind"> = {
  each: { signal: "x", of: "lead", days: [[20_000, 1]], unit: "count", each: 100, kept: 1, overflow: false },
  when: { reasons: [], value: 1 },
};

const LINES: OneOfEach<Line, "kind"> = {
  rule: { ...common, evidence: { kind: "each", ...EVIDENCE.each } },
  limit: { ...common, limit: "rate" },
  decay: common,
  group: { ...common, group: "web", cap: 100 },
  adjustment: { ...common, id: "1", reason: "x", by: "Ann", on: 20_000 },
  clip: { ...common, bound: 100 },
};

const axis = { name: "fit", points: 100, label: "A" };

const TOTAL_LINES: OneOfEach<TotalLine, "kind"> = {
  market: { market: "jp", points: 0 },
  "lost-adjustment": { dimension: "pain", id: "1", reason: "fair", points: 0 },
  dimension: { dimension: "fit", points: 100, weight: 10_000 },
  cell: { cell: "A1", points: 100, rows: axis, columns: axis },
  rounding: { points: 1 },
  scale: { points: 1, from: [0, 1], to: [0, 2] },
  clip: { points: 1, bound: 1 },
};

const SUBJECTS: OneOfEach<Reason["subject"], "kind"> = {
  trait: { name: "title" },
  account: { name: "plan" },
  profile: { name: "ideal" },
  prediction: { name: "win" },
  signal: { name: "x", of: "lead" },
  age: { name: "x", of: "lead" },
  rate: { name: "x", to: "y" },
};

const names = phrases.namesOf({ dimensions: {}, rules: [] });

test("every code and kind has words in every language", () => {
  expectWords(
    saidOf<phrases.Problem>(PROBLEMS, "code", (language, told) =>
      phrases.sayProblem(phrases.phrasesOf(language), told),
    ),
  );
  expectWords(
    saidOf<phrases.FileProblem>(FILE_PROBLEMS, "code", (language, told) =>
      phrases.sayFileProblem(phrases.phrasesOf(language), told),
    ),
  );
  expectWords(
    saidOf<phrases.Reject>(REJECTS, "code", (language, told) => phrases.sayReject(phrases.phrasesOf(language), told)),
  );
  expectWords(
    saidOf<Line>(
      LINES,
      "kind",
      (language, line) => phrases.sayLines(phrases.phrasesOf(language), [line], names)[0]?.words ?? "",
    ),
  );
  expectWords(
    saidOf<TotalLine>(
      TOTAL_LINES,
      "kind",
      (language, line) => phrases.sayTotalLines(phrases.phrasesOf(language), [line], names)[0]?.words ?? "",
    ),
  );
  expectWords(
    saidOf<Evidence>(EVIDENCE, "kind", (language, evidence) =>
      phrases
        .sayLines(phrases.phrasesOf(language), [{ kind: "rule", ...common, evidence }], names)
        .map(({ words }) => words)
        .join(),
    ),
  );
  expectWords(
    saidOf<Reason["subject"]>(SUBJECTS, "kind", (language, subject) =>
      [1, null]
        .map((value) =>
          phrases.sayReason(phrases.phrasesOf(language), { subject, holds: true, value } as Reason, names),
        )
        .join("\n"),
    ),
  );
});

test("what is wrong in a map is told issue by issue", () => {
  expect(
    phrases.sayFileProblem(phrases.phrasesOf("en"), { code: "map-invalid", file, issues }).split("\n"),
  ).toHaveLength(issues.length);
});
