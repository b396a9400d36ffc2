/** What it takes the usual trees to learn bank-marketing: `node bank.ts`; null where the data are not on this machine. */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { buildTable, type Table, trainTrees, type WebAssemblyLike } from "@plumbline/learning";
import { medianOf, secondsOf } from "../timing.ts";

const FILE = join(import.meta.dirname, "../../../shared/data/bank-marketing/bank-additional-full.csv");
/** Known only when the call is over. */
const LEAK = "duration";
const { WebAssembly: wasm } = globalThis as unknown as { readonly WebAssembly: WebAssemblyLike };

function bank(): Table {
  const lines = readFileSync(FILE, "utf8").replaceAll('"', "").trim().split(/\r?\n/);
  const [head = [], ...data] = lines.map((line) => line.split(";"));
  const columns = [...head.entries()].slice(0, -1).filter(([, name]) => name !== LEAK);
  const isNumber = (c: number) => data.every((row) => row[c] !== "" && !Number.isNaN(Number(row[c])));
  const declared = columns.map(([c, name]) => ({
    c,
    name,
    kind: isNumber(c) ? ("number" as const) : ("category" as const),
  }));
  const rows = data.map((row) => ({
    values: Object.fromEntries(
      declared.map(({ c, name, kind }) => [name, kind === "number" ? Number(row[c]) : row[c]]),
    ),
    converted: row.at(-1) === "yes",
  }));
  return buildTable(
    rows,
    declared.map(({ name, kind }) => ({ name, kind })),
  );
}

function learned(): { readonly rows: number; readonly seconds: number; readonly cpu: number } {
  const table = bank();
  const settings = { trees: 100, leaves: 15 };
  const learn = () => trainTrees(table, { seed: 1, settings, wasm });
  return { rows: table.rows, seconds: medianOf(() => secondsOf(learn)), cpu: medianOf(() => cpuOf(learn)) };
}

function cpuOf(work: () => void): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1e6;
}

console.log(JSON.stringify(existsSync(FILE) ? learned() : null));
