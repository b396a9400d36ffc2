import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdtemp, open, rm } from "node:fs/promises";
import { loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import type { Report } from "../report.ts";
import { CATEGORIES, FEATURES, makeTrainData } from "./data.ts";

export type TrainSize = { readonly rows: number; readonly trees: number };

type Cost = { readonly seconds: number; readonly cpu: number; readonly megabytes: number; readonly loss: number };
type BankCost = { readonly rows: number; readonly seconds: number; readonly cpu: number };
type OwnCost = Cost & { readonly leadsPerSecond: number };

const run = promisify(execFile);
/** Debian's, which `apt-get install python3-sklearn` brings; another one can be named. */
const PYTHON = process.env["PLUMBLINE_BENCH_PYTHON"] ?? "/usr/bin/python3";

/** Trains trees on the same rows with our own and with scikit-learn's, one after another, each in a process of its own. */
export async function benchTrain(tell: Report, { rows, trees }: TrainSize): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), "plumbline-train-"));
  try {
    const file = join(folder, "columns");
    await write(file, rows);
    const load = () => `load ${loadavg()[0]?.toFixed(1)}`;
    const given = [file, String(rows), String(trees)];
    const ours = await costOf<OwnCost>(process.execPath, [join(import.meta.dirname, "ours.ts"), ...given]);
    const what = `${rows.toLocaleString("en")} × ${FEATURES}, ${trees} trees`;
    tell(`${what}: CPU s`, ours.cpu, {
      note: `${ours.seconds.toFixed(1)} s; log-loss ${ours.loss.toFixed(4)}; ${load()}`,
    });
    tell("… MB", ours.megabytes);
    tell("leads/s predicted in blocks, encoded before", ours.leadsPerSecond, {
      least: 200_000,
      note: load(),
    });
    const bank = await run(process.execPath, [join(import.meta.dirname, "bank.ts")]);
    const learned = JSON.parse(bank.stdout) as BankCost | null;
    if (learned) {
      const { rows: all, seconds, cpu } = learned;
      tell(`bank-marketing, ${all.toLocaleString("en")} rows, 100 trees of 15 leaves: CPU s`, cpu, {
        most: 2,
        note: `${seconds.toFixed(1)} s; ${load()}`,
      });
    } else console.error("SKIPPED, for want of shared/data: bank-marketing");
    if (!(await hasPeer())) {
      console.error(`SKIPPED, for want of python3-sklearn: the comparison with scikit-learn (${PYTHON})`);
      return;
    }
    const sizes = [String(FEATURES), String(CATEGORIES)];
    const peer = await costOf<Cost>(PYTHON, [join(import.meta.dirname, "peer.py"), ...given, ...sizes]);
    tell("scikit-learn: CPU s", peer.cpu, {
      note: `${peer.seconds.toFixed(1)} s; log-loss ${peer.loss.toFixed(4)}; ${load()}`,
    });
    tell("… MB", peer.megabytes);
    tell("CPU against scikit-learn's", ours.cpu / peer.cpu, { most: 2 });
  } finally {
    await rm(folder, { recursive: true });
  }
}

async function write(file: string, rows: number): Promise<void> {
  const { columns, label } = makeTrainData(rows);
  const handle = await open(file, "w");
  for (const column of [...columns, label]) await handle.write(new Uint8Array(column.buffer));
  await handle.close();
}

async function hasPeer(): Promise<boolean> {
  if (!existsSync(PYTHON)) return false;
  return run(PYTHON, ["-c", "import sklearn"]).then(
    () => true,
    () => false,
  );
}

async function costOf<Found extends Cost>(command: string, given: readonly string[]): Promise<Found> {
  const { stdout } = await run(command, [...given], { env: { ...process.env, OMP_NUM_THREADS: "1" } });
  return JSON.parse(stdout) as Found;
}
