import { expect, test } from "vitest";
import { seeded } from "../numbers/chance.ts";
import { buildTable, encodeTable } from "../table/build-table.ts";
import { type Artefact, readArtefact, writeArtefact } from "./artefact.ts";
import { explain, predict, predictorOf } from "./predict.ts";
import { DECLARATIONS, sampleRows, sampleTable } from "./sample.testing.ts";
import { type PredictionTraining, trainPrediction } from "./train-prediction.ts";

const training: PredictionTraining = { seed: 1, code: "test" };

function trained(rows = 3000, options: Partial<PredictionTraining> = {}): Artefact {
  const answer = trainPrediction(sampleTable(rows, 1), { ...training, ...options });
  if (answer.kind !== "trained") throw new Error(answer.kind);
  return answer.artefact;
}

/** The artefact with the other kind of model, so that both are tried. */
const artefacts = [trained(), trained(3000, { settings: { trees: 0 } })];

test("learns from the past, and says what it is worth on the newest rows", () => {
  const { window, metrics, candidates } = trained();
  expect(window.learned).toMatchObject({ rows: 2100, from: 0, to: 2099 });
  expect(window.newest).toMatchObject({ rows: 450, from: 2550, to: 2999 });
  expect(metrics.gainInterval.low).toBeGreaterThan(0);
  expect(metrics.auc).toBeGreaterThan(0.7);
  expect(metrics.logLoss).toBeCloseTo(metrics.baseLogLoss - metrics.gain, 12);
  const losses = candidates.map(({ logLoss }) => logLoss);
  expect(losses).toEqual(losses.toSorted((a, b) => a - b));
  // Each model with a straight line at least; with steps only where these are surely better.
  expect(new Set(candidates.map(({ model }) => model))).toEqual(new Set(["logistic", "trees"]));
  expect(candidates.filter(({ calibration }) => calibration === "platt")).toHaveLength(2);
});

test("the newest rows judge what was chosen and have no say in it; then they teach as well", () => {
  const table = sampleTable(3000, 1);
  const chance = seeded(2);
  const label = table.label.map((own, row) => (row >= 2550 && chance() < 0.05 ? 1 - own : own));
  for (const settings of [{}, { trees: 0 }]) {
    const [told, other] = [table, { ...table, label }].map((own) => trainPrediction(own, { ...training, settings }));
    if (told?.kind !== "trained" || other?.kind !== "trained") throw new Error(other?.kind);
    expect(other.artefact.candidates).toEqual(told.artefact.candidates);
    expect(other.newest.probabilities).toEqual(told.newest.probabilities);
    expect(other.artefact.metrics.gain).toBeLessThan(told.artefact.metrics.gain);
    expect(other.artefact.model).not.toEqual(told.artefact.model);
    expect(other.artefact.calibration).not.toEqual(told.artefact.calibration);
    const { learned, tuned, newest, all } = told.artefact.window;
    expect(all).toEqual({
      rows: learned.rows + tuned.rows + newest.rows,
      converted: learned.converted + tuned.converted + newest.converted,
      ...{ from: learned.from, to: newest.to },
    });
  }
});

test("what is known only lately is learned, and with it judged", () => {
  const chance = seeded(8);
  const rows = Array.from({ length: 2000 }, (_, time) => {
    const isBig = chance() < 0.5;
    // It is asked since the day 1,400 only.
    const asked = time < 1400 ? null : chance() < 0.5 ? 1 : 0;
    const rate = 0.15 + (isBig ? 0.15 : 0) + (asked === 1 ? 0.4 : 0);
    return { values: { size: isBig ? 1 : 0, asked }, converted: chance() < rate, time };
  });
  const declarations = (["size", "asked"] as const).map((name) => ({ name, kind: "number" as const }));
  for (const settings of [{}, { trees: 0 }]) {
    const answer = trainPrediction(buildTable(rows, declarations), { ...training, settings });
    if (answer.kind !== "trained") throw new Error(answer.kind);
    expect(answer.artefact.metrics.auc).toBeGreaterThan(0.65);
    const [yes, no] = [1, 0].map((asked) => predict(answer.artefact, { size: 0, asked }));
    expect(yes).toBeGreaterThan((no as number) + 0.2);
  }
});

test("the same rows and seed give the same artefact", () => {
  expect(writeArtefact(trained())).toBe(writeArtefact(trained()));
});

test("a written artefact predicts the same to the bit", () => {
  const rows = sampleRows(200, 2);
  for (const artefact of artefacts) {
    const read = readArtefact(writeArtefact(artefact));
    if (read.kind !== "read") throw new Error(read.why);
    expect(read.artefact).toEqual(artefact);
    for (const { values } of rows) expect(predict(read.artefact, values)).toBe(predict(artefact, values));
  }
});

test("tables and rows are predicted alike; values of other kinds, unknown levels and no values at all too", () => {
  const rows = [
    ...sampleRows(500, 3),
    { values: {}, converted: false },
    { values: { industry: "mining", visits: "x" }, converted: false },
  ];
  for (const artefact of artefacts) {
    const predictor = predictorOf(artefact);
    const table = encodeTable(rows, artefact.features);
    const known = rows.map(({ values }) => predictor.row(values));
    expect([...predictor.table(table)]).toEqual(known);
    for (const { values } of rows) {
      const p = predictor.row(values);
      expect(p).toBeGreaterThan(0);
      expect(p).toBeLessThan(1);
    }
  }
});

test("what explains a probability adds up to its log-odds, whatever the calibration", () => {
  const isotonic = { kind: "isotonic" as const, scores: [-3, 0, 2], probabilities: [0.02, 0.3, 0.7] };
  for (const artefact of [...artefacts, ...artefacts.map((own) => ({ ...own, calibration: isotonic }))]) {
    for (const { values } of sampleRows(50, 4)) {
      const { probability, logOdds, expected, effects } = explain(artefact, values);
      expect(probability).toBe(predict(artefact, values));
      expect(Math.log(probability / (1 - probability))).toBeCloseTo(logOdds, 9);
      const total = effects.reduce((sum, { effect }) => sum + effect, expected);
      expect(Math.abs(total - logOdds)).toBeLessThan(1e-9);
    }
  }
});

test("shuffled outcomes are no signal", () => {
  let refused = 0;
  for (let seed = 1; seed <= 20; seed++) {
    const chance = seeded(seed);
    const table = sampleTable(800, seed);
    const label = table.label.map(() => Number(chance() < 0.25));
    if (trainPrediction({ ...table, label }, { ...training, settings: { trees: 30 } }).kind === "no-signal") refused++;
  }
  expect(refused).toBeGreaterThanOrEqual(19);
});

test("too few conversions are named with what is missing", () => {
  const rows = sampleRows(400, 5).map((row, i) => ({ ...row, converted: i % 20 === 0 }));
  const answer = trainPrediction(buildTable(rows, DECLARATIONS), training);
  expect(answer).toEqual({
    kind: "not-enough-data",
    missing: [
      { slice: "learned", what: "converted", needed: 30, found: 14 },
      { slice: "tuned", what: "converted", needed: 10, found: 3 },
      { slice: "newest", what: "converted", needed: 10, found: 3 },
    ],
  });
});

test("where every feature is left out, none is learned from", () => {
  const table = buildTable(sampleRows(800, 6), [{ name: "visits", kind: "number" }]);
  const answer = trainPrediction(table, { ...training, setByStaff: ["visits"] });
  expect(answer).toEqual({ kind: "no-features", leftOut: [{ feature: "visits", why: "set-by-staff" }] });
});

test("what is no artefact is not read, and no tree of a broken one can lead in circles", () => {
  const why = (text: string) => {
    const read = readArtefact(text);
    return read.kind === "unreadable" ? read.why : read.kind;
  };
  const { model, ...rest } = trained(3000, { settings: { rate: 0.3 } });
  expect(why("{")).toBe("not-json");
  expect(why("null")).toBe("not-json");
  expect(why('{"format":99}')).toBe("other-format");
  expect(why('{"format":1}')).toBe("broken");
  expect(why(JSON.stringify({ ...rest, model }))).toBe("read");
  const leaf = { roots: [0], feature: [-1], value: [0.5], right: [0], missingLeft: [0], isSubset: [0], cover: [1] };
  const forest = { base: 0, ...leaf, subsets: [] };
  const withForest = (own: object) =>
    why(JSON.stringify({ ...rest, model: { kind: "trees", forest: { ...forest, ...own } } }));
  const node = {
    feature: [0, -1, -1],
    value: [1, 2, 3],
    missingLeft: [0, 0, 0],
    isSubset: [0, 0, 0],
    cover: [2, 1, 1],
  };
  expect(withForest({})).toBe("read");
  expect(withForest({ ...node, right: [2, 0, 0] })).toBe("read");
  for (const right of [0, 1, 3]) expect(withForest({ ...node, right: [right, 0, 0] })).toBe("broken");
  expect(withForest({ ...node, right: [2, 0, 0], feature: [99, -1, -1] })).toBe("broken");
  expect(withForest({ ...node, right: [2, 0, 0], feature: [0, -1, 0] })).toBe("broken");
  expect(withForest({ roots: [7] })).toBe("broken");
  expect(withForest({ value: [null] })).toBe("broken");
});
