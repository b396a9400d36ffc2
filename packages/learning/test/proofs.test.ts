import { describe, expect, test } from "vitest";
import { findLeaks } from "../src/guard/find-leaks.ts";
import { trainLogistic } from "../src/logistic/train-logistic.ts";
import { covariance, mean } from "../src/numbers/sum.ts";
import { type PredictionModel, readArtefact, writeArtefact } from "../src/predict/artefact.ts";
import { marginsOf, predictorOf } from "../src/predict/predict.ts";
import { rowLoss } from "../src/predict/row-loss.ts";
import { trainPrediction } from "../src/predict/train-prediction.ts";
import { type Table, takeRows } from "../src/table/table.ts";
import { webAssembly } from "../src/trees/forest.testing.ts";
import { trainTrees } from "../src/trees/train-trees.ts";
import { auc } from "../src/truth/auc.ts";
import { BANK, bank, hasData, SHOPPERS, shoppers, stratified, tableWithout } from "./data.testing.ts";

/** All five splits take minutes on a busy machine; two show a mistake as well. */
const IS_FULL = Boolean(process.env["PLUMBLINE_FULL_PROOF"]);
const SEEDS = IS_FULL ? [1, 2, 3, 4, 5] : [1, 2];

type Found = {
  readonly auc: number;
  readonly aucVariance: number;
  readonly loss: number;
  readonly lossVariance: number;
};
type Reference = { readonly auc: number; readonly loss?: number };

function judge(model: PredictionModel, table: Table): Found {
  const margins = marginsOf(model).table(table);
  const ranking = auc({ scores: margins, converted: table.label });
  if (!ranking.enough) throw new Error("Nobody converted, or everybody");
  const losses = margins.map((margin, row) => rowLoss(margin, table.label[row] as number));
  return {
    auc: ranking.auc,
    aucVariance: ranking.variance,
    loss: mean(losses),
    lossVariance: covariance(losses, losses) / losses.length,
  };
}

/** Learns from some rows, steered by those held back, and is judged on others. */
function learn(table: Table, learned: readonly number[], held: readonly number[], judged: readonly number[]) {
  const training = takeRows(table, learned);
  const validation = takeRows(table, held);
  const unseen = takeRows(table, judged);
  const { penalty } = trainLogistic(training, { validation });
  // Like the reference, with all rows but the unseen; a penalty needs no rows held back any more.
  const logistic = trainLogistic(takeRows(table, [...learned, ...held]), { penalties: [penalty] });
  const forest = trainTrees(training, { seed: 1, validation, wasm: webAssembly });
  return { trees: judge({ kind: "trees", forest }, unseen), logistic: judge({ kind: "logistic", logistic }, unseen) };
}

/** At least the reference within one standard error of the mean. */
function holds(what: string, found: readonly Found[], reference: Reference): void {
  const middle = (of: keyof Found) => mean(found.map((own) => own[of]));
  const error = (of: "aucVariance" | "lossVariance") => Math.sqrt(middle(of) / found.length);
  console.info(
    `${what}: AUC ${middle("auc").toFixed(4)} ± ${error("aucVariance").toFixed(4)} (reference ${reference.auc}), ` +
      `log-loss ${middle("loss").toFixed(4)} ± ${error("lossVariance").toFixed(4)} (reference ${reference.loss ?? "none"})`,
  );
  expect(middle("auc")).toBeGreaterThanOrEqual(reference.auc - error("aucVariance"));
  if (reference.loss) expect(middle("loss")).toBeLessThanOrEqual(reference.loss + error("lossVariance"));
}

/**
 * The best of the reference's trees and its logistic regression: means of five splits of its own. Two splits say too little
 * of five others; beside them stands what scikit-learn 1.9.1 reached on these very two (trees of 15 leaves, rate 0.05,
 * early stopping; one-hot, standardised).
 */
const PROOFS = [
  {
    name: "bank-marketing without duration",
    path: BANK,
    open: () => tableWithout(bank(), "duration"),
    trees: { five: { auc: 0.8103, loss: 0.2686 }, two: { auc: 0.8034, loss: 0.2718 } },
    logistic: { five: { auc: 0.7973, loss: 0.2761 }, two: { auc: 0.7894, loss: 0.279 } },
  },
  {
    name: "online-shoppers",
    path: SHOPPERS,
    open: () => tableWithout(shoppers()),
    trees: { five: { auc: 0.9359, loss: 0.2191 }, two: { auc: 0.9328, loss: 0.2266 } },
    logistic: { five: { auc: 0.8935, loss: 0.2904 }, two: { auc: 0.8942, loss: 0.2921 } },
  },
];

for (const { name, path, open, trees, logistic } of PROOFS) {
  test.runIf(hasData(path))(`${name}: as good as the reference on stratified splits of 80/20`, () => {
    const table = open();
    const found = SEEDS.map((seed) => {
      const [learned, held, judged] = stratified(table.label, [0.72, 0.08], seed) as [number[], number[], number[]];
      return learn(table, learned, held, judged);
    });
    holds(
      `${name}, trees`,
      found.map((own) => own.trees),
      IS_FULL ? trees.five : trees.two,
    );
    holds(
      `${name}, logistic`,
      found.map((own) => own.logistic),
      IS_FULL ? logistic.five : logistic.two,
    );
  });
}

describe.runIf(hasData(BANK))("bank-marketing", () => {
  test("by time, the oldest four fifths teach as much of the newest as the reference", () => {
    const table = tableWithout(bank(), "duration");
    const rows = [...Array(table.rows).keys()];
    const [oldest, newest] = [Math.round(0.72 * table.rows), Math.round(0.8 * table.rows)];
    const found = learn(table, rows.slice(0, oldest), rows.slice(oldest, newest), rows.slice(newest));
    holds("bank-marketing by time, trees", [found.trees], { auc: 0.652 });
    holds("bank-marketing by time, logistic", [found.logistic], { auc: 0.745 });
  });

  test("the leak guard finds the length of the call, and nothing else", () => {
    const leaks = findLeaks(tableWithout(bank()), { seed: 1, wasm: webAssembly });
    expect(leaks).toEqual([
      { feature: "duration", why: "triumph", aucWith: expect.closeTo(0.95, 1), aucWithout: expect.closeTo(0.8, 1) },
    ]);
  });

  test("an artefact of it is small, and predicts the same when it is read", () => {
    const table = tableWithout(bank());
    const answer = trainPrediction(table, { seed: 1, code: "test", wasm: webAssembly });
    if (answer.kind !== "trained") throw new Error(answer.kind);
    const { artefact } = answer;
    expect(artefact.leftOut.map(({ feature, why }) => [feature, why])).toEqual([
      ["age", "protected"],
      ["duration", "triumph"],
    ]);
    const text = writeArtefact(artefact);
    expect(text.length).toBeLessThan(100_000);
    const read = readArtefact(text);
    if (read.kind !== "read") throw new Error(read.why);
    const columns = artefact.features.map(
      ({ name }) => table.columns[table.features.findIndex((feature) => feature.name === name)] as Float64Array,
    );
    const both = [artefact, read.artefact].map((own) => predictorOf(own).table({ rows: table.rows, columns }));
    expect(both[1]).toEqual(both[0]);
  });
});

test.runIf(hasData(SHOPPERS))("the leak guard finds the page values that are computed from purchases", () => {
  const leaks = findLeaks(tableWithout(shoppers()), { seed: 1, wasm: webAssembly });
  expect(leaks.map(({ feature, why }) => [feature, why])).toEqual([["PageValues", "triumph"]]);
});
