import { readFile } from "node:fs/promises";
import { loadavg } from "node:os";
import { join } from "node:path";
import {
  addToCrowd,
  backtestOf,
  groupsOf,
  liveThrough,
  type MomentPlan,
  newCrowd,
  newMomentTable,
} from "@plumbline/learning";
import { compile, type Event, type Model, measurerFor, parseModel, readsAccounts, UTC } from "@plumbline/scoring";

import { parse } from "yaml";
import { generateSample } from "../../packages/server/src/sample/sample.ts";

// A draft of the sample workspace's model held against it on so many events (1 M by default), in one thread; what is
// measured begins when the events are in memory. The worker of the server reads them from the database beside it.
const EVENTS = Number(process.argv[2] ?? 1_000_000);
const LAST_DAY = 20_600;
const PER_LEAD = 60;

const path = join(import.meta.dirname, "../../packages/server/src/sample/model.yaml");
const parsed = parseModel(parse(await readFile(path, "utf8")));
if (!parsed.ok) throw new Error("The model is wrong");
const live: Model = parsed.model;
const draft: Model = { ...live, rules: live.rules.slice(1) };
const models = [live, draft];

const crowd = newCrowd();
const seen = new Set<string>();
let events = 0;
for (const item of generateSample({ seed: 1, leads: Math.ceil(EVENTS / PER_LEAD), lastDay: LAST_DAY })) {
  const { timestamp, messageId } = item as { timestamp: string; messageId: string };
  if (seen.has(messageId)) continue;
  seen.add(messageId);
  addToCrowd(crowd, { ...item, timestamp: Date.parse(timestamp) } as unknown as Event);
  events++;
}
const plan: MomentPlan = {
  models: models.map((model) => compile(model, UTC)),
  measurer: measurerFor(models, UTC),
  readsAccounts: models.some(readsAccounts),
  ...{ zone: UTC, target: "opportunity", horizon: 60, seed: 1, knownUntil: LAST_DAY - 1 },
  ...{ from: LAST_DAY - 300, to: LAST_DAY - 61 },
};
const groups = [...groupsOf(crowd, { joinByEmail: true, readsAccounts: plan.readsAccounts })];
const start = performance.now();
const cpu = process.cpuUsage();
const table = newMomentTable(plan);
for (const group of groups) liveThrough(table, plan, group);
const lived = performance.now();
const [first, second] = plan.models;
if (!first || !second) throw new Error("Two models are held against each other");
const { paired, auc } = backtestOf(table, { live: first, draft: second });
const end = performance.now();
const used = process.cpuUsage(cpu);
const seconds = (ms: number) => (ms / 1000).toFixed(1);
console.log(
  `${events} events of ${table.leads} leads, ${paired} moments: ${seconds(end - start)} s (living through ${seconds(lived - start)} s, figures ${seconds(end - lived)} s), ${seconds((used.user + used.system) / 1000)} s of processor`,
);
console.log(
  `AUC ${auc.enough ? `${auc.first.auc.toFixed(3)} → ${auc.second.auc.toFixed(3)}` : "–"}, load ${loadavg()[0]?.toFixed(1)}, ${Math.round(process.memoryUsage().rss / 2 ** 20)} MiB`,
);
