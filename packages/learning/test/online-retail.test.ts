import { type Day, formatDay, type Model, measurerFor, parseModel, UTC } from "@plumbline/scoring";
import { expect, test } from "vitest";
import { type CompiledFeatures, compileFeatures } from "../src/feature/compile-features.ts";
import { deriveFeatures } from "../src/feature/derive-features.ts";
import { addToFeatureSurvey, newFeatureSurvey } from "../src/feature/feature-survey.ts";
import { liveThrough } from "../src/moment/live-through.ts";
import { type Moment, type MomentPlan, newMomentTable } from "../src/moment/moment-table.ts";
import { predictorOf } from "../src/predict/predict.ts";
import { trainOnMoments } from "../src/predict/train-on-moments.ts";
import { encodeTable } from "../src/table/build-table.ts";
import { webAssembly } from "../src/trees/forest.testing.ts";
import { auc } from "../src/truth/auc.ts";
import { hasData } from "./data.testing.ts";
import { type Customer, customers, cutOf, isPurchase, labels, RETAIL, startOf } from "./retail.testing.ts";

/** The reference's logistic regression on features that it computed from the same events. */
const REFERENCE = 0.728;
const HORIZON = 30;

/** The shop's behaviours as a team would write them down. */
function shop(): Model {
  const parsed = parseModel({
    model: "shop",
    signals: {
      orders: { on: "Item Purchased", distinct: "order" },
      value: { on: "Item Purchased", sum: "value" },
      items: { on: "Item Purchased", sum: "items" },
      cancelled: { on: "Item Cancelled", distinct: "order" },
    },
    dimensions: {},
    rules: [],
  });
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  return parsed.model;
}

/** Every customer with an order before the cut, as it was at the end of the day before. */
function momentsAt(cut: Day, all: readonly Customer[], features: CompiledFeatures): readonly Moment[] {
  const plan: MomentPlan = {
    models: [],
    measurer: measurerFor([], UTC, [features]),
    readsAccounts: false,
    features,
    zone: UTC,
    ...{ target: "won", horizon: HORIZON, seed: 1, from: cut - 1, to: cut - 1, knownUntil: cut - 1 + HORIZON },
  };
  const table = newMomentTable(plan);
  for (const { id, events } of all) {
    const orders = events.filter(isPurchase).map(({ timestamp }) => timestamp);
    if (!orders.some((at) => at < startOf(cut))) continue;
    const next = orders.find((at) => at >= startOf(cut));
    const won = { kind: "won", value: null, currency: null, reason: null } as const;
    const told = events.filter(({ timestamp }) => timestamp < startOf(cut + HORIZON));
    liveThrough(table, plan, [{ id, events: told, feedback: next === undefined ? [] : [{ ...won, at: next }] }]);
  }
  return table.moments;
}

test.runIf(hasData(RETAIL))(
  "online-retail: who orders within 30 days, from features replayed from raw events",
  { timeout: 300_000 },
  () => {
    const all = customers();
    const survey = newFeatureSurvey();
    for (const { id, events } of all) {
      addToFeatureSurvey(survey, [{ id, events: events.filter(({ timestamp }) => timestamp < startOf(cutOf(3))) }]);
    }
    const features = compileFeatures(deriveFeatures(survey, [shop()]), UTC);
    const known = labels();
    const cuts = (...months: readonly number[]) =>
      months.flatMap((month) => {
        const moments = momentsAt(cutOf(month), all, features);
        const cut = formatDay(cutOf(month));
        const others = moments.filter(({ id, converted }) => known.get(`${id} ${cut}`) !== Boolean(converted));
        expect(others).toEqual([]);
        return moments;
      });
    const [past, future] = [cuts(3, 4, 5, 6, 7, 8), cuts(9, 10, 11)];
    expect(past.length + future.length).toBe(known.size);

    const answer = trainOnMoments(past, {
      ...{ features: features.set, target: "won", horizon: HORIZON, seed: 1, code: "test", wasm: webAssembly },
    });
    if (answer.kind !== "trained") throw new Error(JSON.stringify(answer));
    const { artefact } = answer;
    const rows = future.map(({ figures, converted }) => ({
      values: figures?.values ?? {},
      converted: converted === 1,
    }));
    const judged = encodeTable(rows, artefact.features);
    const found = auc({ scores: predictorOf(artefact).table(judged), converted: judged.label });
    if (!found.enough) throw new Error("Nobody ordered");
    console.info(
      `online-retail, 30 days: ${artefact.model.kind}, ${artefact.features.length} features, ` +
        `AUC ${found.auc.toFixed(4)} (${found.interval.low.toFixed(4)} … ${found.interval.high.toFixed(4)}; ` +
        `reference ${REFERENCE}); left out: ${artefact.leftOut.map(({ feature, why }) => `${feature} ${why}`).join(", ")}`,
    );
    expect(found.auc).toBeGreaterThanOrEqual(REFERENCE);
  },
);
