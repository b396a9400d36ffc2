/** Trains on the columns that a file holds and says what that took, in a process of its own: `node ours.ts FILE ROWS TREES`. */
import { readFileSync } from "node:fs";
import { type Feature, marginsOf, type Table, trainTrees, type WebAssemblyLike } from "@plumbline/learning";
import { medianOf, secondsOf } from "../timing.ts";
import { CATEGORIES, FEATURES, LEVELS } from "./data.ts";

const [file = "", rowsGiven, treesGiven] = process.argv.slice(2);
const rows = Number(rowsGiven);
const { buffer } = new Uint8Array(readFileSync(file));
const features = Array.from({ length: FEATURES }, (_, f): Feature => {
  if (f < FEATURES - CATEGORIES) return { name: `f${f}`, kind: "number" };
  return {
    name: `f${f}`,
    kind: "category",
    levels: Array.from({ length: LEVELS }, (_level, i) => `${i}`),
    hasOther: false,
  };
});
const table: Table = {
  rows,
  features,
  columns: features.map((_, f) => new Float64Array(buffer, f * rows * 8, rows)),
  label: new Uint8Array(buffer, FEATURES * rows * 8, rows),
  weight: new Float64Array(rows).fill(1),
};
const before = process.cpuUsage();
const start = performance.now();
const settings = { trees: Number(treesGiven), rate: 0.1, leaves: 31 };
const { WebAssembly: wasm } = globalThis as unknown as { readonly WebAssembly: WebAssemblyLike };
const forest = trainTrees(table, { seed: 1, settings, wasm });
const seconds = (performance.now() - start) / 1000;
const { user, system } = process.cpuUsage(before);
const megabytes = process.resourceUsage().maxRSS / 1024;

const some = Math.min(rows, 20_000);
const part = { rows: some, columns: table.columns.map((column) => column.subarray(0, some)) };
const margins = marginsOf({ kind: "trees", forest });
const found = margins.table(part);
const ofBlock = medianOf(() => secondsOf(() => margins.table(part)));
const losses = found.map((margin, row) => Math.log1p(Math.exp(table.label[row] ? -margin : margin)));
const loss = losses.reduce((sum, own) => sum + own, 0) / some;
console.log(JSON.stringify({ seconds, cpu: (user + system) / 1e6, megabytes, loss, leadsPerSecond: some / ofBlock }));
