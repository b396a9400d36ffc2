import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { drawIndex, seeded } from "../src/numbers/chance.ts";
import type { FeatureDeclaration } from "../src/table/build-table.ts";
import { buildTable } from "../src/table/build-table.ts";
import type { Row, Table } from "../src/table/table.ts";

const DATA = join(import.meta.dirname, "../../../../shared/data");

/** Whether a data set is on this machine; says so where it is not. */
export function hasData(path: string): boolean {
  const isThere = existsSync(join(DATA, path));
  if (!isThere) console.warn(`SKIPPED, for want of shared/data/${path}`);
  return isThere;
}

type DataSet = { readonly rows: readonly Row[]; readonly declarations: readonly FeatureDeclaration[] };

/** A file of columns parted by semicolons; the last one is the label. Columns of numbers alone are numbers. */
function readData(path: string, converted: string): DataSet {
  const lines = readFileSync(join(DATA, path), "utf8").trim().split(/\r?\n/);
  const cells = lines.map((line) => line.replaceAll('"', "").split(";"));
  const head = cells[0] as string[];
  const data = cells.slice(1);
  const declarations = head.slice(0, -1).map((name, c): FeatureDeclaration => {
    const isNumber = data.every((row) => row[c] !== "" && !Number.isNaN(Number(row[c])));
    return { name, kind: isNumber ? "number" : "category" };
  });
  const rows = data.map((row, time): Row => {
    const values = declarations.map(({ name, kind }, c) => [
      name,
      kind === "number" ? Number(row[c]) : (row[c] as string),
    ]);
    return { values: Object.fromEntries(values), converted: row.at(-1) === converted, time };
  });
  return { rows, declarations };
}

export const BANK = "bank-marketing/bank-additional-full.csv";
export const SHOPPERS = "online-shoppers/online_shoppers_intention.csv";
export const bank = (): DataSet => readData(BANK, "yes");
export const shoppers = (): DataSet => readData(SHOPPERS, "TRUE");

/** A table without the features named. */
export function tableWithout({ rows, declarations }: DataSet, ...names: readonly string[]): Table {
  return buildTable(
    rows,
    declarations.filter(({ name }) => !names.includes(name)),
  );
}

/** A split by chance that keeps the share of labels in each slice; shares of the rows, the last is what is left. */
export function stratified(label: ArrayLike<number>, shares: readonly number[], seed: number): number[][] {
  const chance = seeded(seed);
  const parts: number[][] = [...shares, 1].map(() => []);
  for (const side of [0, 1]) {
    const rows = Array.from(label, (_, row) => row).filter((row) => label[row] === side);
    for (let i = rows.length - 1; i > 0; i--) {
      const j = drawIndex(chance, i + 1);
      [rows[i], rows[j]] = [rows[j] as number, rows[i] as number];
    }
    let from = 0;
    for (const [i, part] of parts.entries()) {
      const to = i < shares.length ? from + Math.round((shares[i] as number) * rows.length) : rows.length;
      part.push(...rows.slice(from, to));
      from = to;
    }
  }
  return parts.map((part) => part.sort((a, b) => a - b));
}
