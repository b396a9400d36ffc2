import {
  compile,
  type Event,
  type JsonObject,
  type Model,
  measurerFor,
  parseModel,
  readsAccounts,
  UTC,
} from "@plumbline/scoring";
import { liveThrough } from "./live-through.ts";
import { type MomentPlan, type MomentTable, newMomentTable } from "./moment-table.ts";
import type { ToldGroup } from "./told-lead.ts";

const DAY = 86_400_000;

export function modelOf(written: unknown): Model {
  const parsed = parseModel(written);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  return parsed.model;
}

/** A model by a title and by demos. */
export const SMALL = modelOf({
  model: "small",
  signals: { demo: { on: "Demo Requested" }, page: { on: "page" } },
  dimensions: { fit: {}, interest: { decay: { halfLife: "30d" } } },
  rules: [
    { id: "boss", dimension: "fit", when: { trait: "title", is: "CEO" }, points: 20 },
    { id: "demo", dimension: "interest", each: "demo", points: 30 },
    { id: "page", dimension: "interest", each: "page", points: 2 },
  ],
  total: { sum: ["fit", "interest"] },
  bands: [{ name: "cold" }, { name: "hot", above: 25 }],
});

export function planFor(models: readonly Model[], more: Partial<MomentPlan> = {}): MomentPlan {
  return {
    models: models.map((model) => compile(model, UTC)),
    measurer: measurerFor(models, UTC),
    readsAccounts: models.some(readsAccounts),
    zone: UTC,
    ...{ target: "won", horizon: 30, seed: 1, from: 0, to: 200, knownUntil: 200 },
    ...more,
  };
}

/** An event at noon of a day. */
export function on(day: number, messageId: string, what: Partial<Event>): Event {
  return { messageId, type: "track", timestamp: day * DAY + DAY / 2, userId: "u", ...what };
}

export const says = (day: number, messageId: string, event: string, properties: JsonObject = {}): Event =>
  on(day, messageId, { event, properties });

export function tableOf(plan: MomentPlan, groups: readonly ToldGroup[]): MomentTable {
  const table = newMomentTable(plan);
  for (const group of groups) liveThrough(table, plan, group);
  return table;
}
