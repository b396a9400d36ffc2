/**
 * How well the ranking of model.yaml tells who orders again within 30 days, cut by cut: the log is
 * folded once, and each past day is scored as it was then. Arguments: the event log, and the table
 * of customers and cuts with their outcomes.
 */
import { readFile } from "node:fs/promises";
import { newReport, openInput, readEvents, readMapFile } from "@plumbline/connectors";
import { addToBook, compile, findZone, leadsOf, newBook, parseDay, parseModel, totalOf } from "@plumbline/scoring";
import { parse } from "yaml";

const here = (file: string) => new URL(file, import.meta.url).pathname;
const [
  eventsFile = "../shared/data/online-retail/events.csv.gz",
  outcomesFile = "../shared/data/online-retail/snapshots.csv",
] = process.argv.slice(2);

const zone = findZone("UTC");
const parsed = parseModel(parse(await readFile(here("model.yaml"), "utf8")));
if (!zone || !parsed.ok) throw new Error("model.yaml is not a valid model");
const compiled = compile(parsed.model, zone);

const book = newBook();
const map = await readMapFile(here("map.yaml"));
for await (const events of readEvents(await openInput(eventsFile), { zone, map, report: newReport() })) {
  for (const event of events) addToBook(book, event, compiled.measurer);
}
const states = new Map(leadsOf(book, [], { joinByEmail: false }).map(({ chief, history }) => [chief, history.states]));

type Customer = { readonly score: number; readonly peer: number; readonly ordered: boolean };
const cuts = new Map<string, Customer[]>();
const [header = "", ...rows] = (await readFile(outcomesFile, "utf8")).trim().split("\n");
const column = new Map(header.split(",").map((name, i) => [name, i]));
for (const row of rows) {
  const cells = row.split(",");
  const cell = (name: string) => cells[column.get(name) as number] as string;
  // A cut is the first moment of its day: what is known is the day before.
  const eve = (parseDay(cell("cut")) as number) - 1;
  const score = totalOf(
    compiled,
    { traits: {}, states: states.get(`user:${cell("customer")}`) ?? new Map() },
    eve,
  ) as number;
  const customers = cuts.get(cell("cut")) ?? [];
  customers.push({ score, peer: Number(cell("decay_90d")), ordered: cell("y") === "1" });
  cuts.set(cell("cut"), customers);
}

/** Area under the ROC curve, ties counted half (Mann–Whitney). */
function auc(customers: readonly Customer[], by: "score" | "peer"): number {
  const sorted = [...customers].sort((a, b) => a[by] - b[by]);
  let ranks = 0;
  for (let i = 0; i < sorted.length; ) {
    let j = i;
    while (j < sorted.length && sorted[j]?.[by] === sorted[i]?.[by]) j++;
    for (let k = i; k < j; k++) if (sorted[k]?.ordered) ranks += (i + j + 1) / 2;
    i = j;
  }
  const ordered = sorted.filter((one) => one.ordered).length;
  return (ranks - (ordered * (ordered + 1)) / 2) / (ordered * (sorted.length - ordered));
}

const rate = (customers: readonly Customer[]) => customers.filter(({ ordered }) => ordered).length / customers.length;

/** How much likelier the best tenth is than all. */
function lift(customers: readonly Customer[], by: "score" | "peer"): number {
  const best = [...customers].sort((a, b) => b[by] - a[by]).slice(0, Math.floor(customers.length / 10));
  return rate(best) / rate(customers);
}

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
const lines: string[][] = [["cut", "customers", "ordered", "AUC", "lift", "AUC of the peer", "lift of the peer"]];
const all = [...cuts].sort();
for (const [cut, customers] of all) {
  const figures = [auc(customers, "score"), lift(customers, "score"), auc(customers, "peer"), lift(customers, "peer")];
  const [a, b, c, d] = figures as [number, number, number, number];
  lines.push([
    cut,
    String(customers.length),
    `${(100 * rate(customers)).toFixed(1)} %`,
    a.toFixed(3),
    b.toFixed(2),
    c.toFixed(3),
    d.toFixed(2),
  ]);
}
for (const [name, some] of [
  ["mean of March to August", all.slice(0, 6)],
  ["mean of September to November", all.slice(6)],
] as const) {
  const of = (measure: typeof auc, by: "score" | "peer", digits: number) =>
    mean(some.map(([, customers]) => measure(customers, by))).toFixed(digits);
  lines.push([name, "", "", of(auc, "score", 3), of(lift, "score", 2), of(auc, "peer", 3), of(lift, "peer", 2)]);
}
console.log(lines.map((cells) => `| ${cells.join(" | ")} |`).join("\n"));
