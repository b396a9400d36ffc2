/** Prints how fast Plumbline is, beside others in the same run: `npm run bench`. */
import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { cpus } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { benchBacktest } from "./backtest/bench.ts";
import { benchConditions } from "./conditions/bench.ts";
import { benchFold } from "./fold/bench.ts";
import { benchGrowth } from "./growth/bench.ts";
import { machine } from "./house/processor.ts";
import { benchIngest } from "./ingest/bench.ts";
import { benchPublish } from "./publish/bench.ts";
import { benchRanked } from "./ranked/bench.ts";
import { reporter } from "./report.ts";
import { benchRescore } from "./rescore/bench.ts";
import { benchScreens } from "./screens/bench.ts";
import { benchSeen } from "./seen/bench.ts";
import { benchSweep } from "./sweep/bench.ts";
import { medianSeconds } from "./timing.ts";
import { benchTrain } from "./train/bench.ts";

const ROOT = join(dirname(fileURLToPath(import.meta.url)), "..");
const rows: string[][] = [];

const figure = (perSecond: number) => Math.round(perSecond).toLocaleString("en");

/** A row: what was measured, how fast, the goal, and whether it is reached. */
function report(what: string, found: string, goal: string, reached: boolean | null): void {
  const row = [what, found, goal, reached === null ? "" : reached ? "yes" : "**no**"];
  rows.push(row);
  console.error(row.join(" | "));
}

async function endToEnd(): Promise<void> {
  const events = join(ROOT, "../shared/data/online-retail/events.csv.gz");
  if (!existsSync(events)) {
    console.error("SKIPPED, for want of ../shared/data: plumbline score on 541,909 events");
    return;
  }
  const example = join(ROOT, "examples/online-retail");
  const run = promisify(execFile);
  const command = join(ROOT, "packages/cli/bin/plumbline.js");
  const given = [
    "score",
    "--model",
    `${example}/model.yaml`,
    "--map",
    `${example}/map.yaml`,
    "--events",
    events,
    "--as-of",
    "2011-09-01",
  ];
  const seconds = await medianSeconds(async () => {
    await run(process.execPath, [command, ...given, "--out", "table"], { maxBuffer: 1 << 26 });
  });
  const rate = 541_909 / seconds;
  report(
    "plumbline score on 541,909 gzipped events, events/s",
    `${figure(rate)} (${seconds.toFixed(2)} s)`,
    "≥ 300,000",
    rate >= 300_000,
  );
}

/** What is measured with a database, and training; each takes less than a minute, and with `--full` as long as its goal needs. */
async function served(names: readonly string[], isFull: boolean): Promise<void> {
  const { report: tell, table } = reporter();
  const benches: Readonly<Record<string, () => Promise<void>>> = {
    ingest: () => benchIngest(tell, isFull ? { leads: 100_000, seconds: 20 } : { leads: 5_000, seconds: 3 }),
    publish: () => benchPublish(tell, isFull ? { leads: 100_000, events: 50 } : { leads: 4_000, events: 20 }),
    ranked: () => benchRanked(tell, isFull ? { leads: 1_000_000, requests: 100 } : { leads: 10_000, requests: 20 }),
    screens: () => benchScreens(tell, isFull ? { leads: 1_000_000, rounds: 10 } : { leads: 300_000, rounds: 5 }),
    sweep: () => benchSweep(tell, { leads: isFull ? 1_000_000 : 10_000 }),
    growth: () =>
      benchGrowth(
        tell,
        isFull
          ? { sizes: [10_000, 100_000, 1_000_000], seconds: 8, requests: 40 }
          : { sizes: [2_000, 8_000], seconds: 2, requests: 5 },
      ),
    seen: () => benchSeen(tell, { sizes: isFull ? [1_000_000, 10_000_000, 100_000_000] : [500_000, 1_000_000] }),
    backtest: () => benchBacktest(tell, isFull ? { leads: 50_000, events: 20 } : { leads: 5_000, events: 20 }),
    train: () => benchTrain(tell, isFull ? { rows: 1_000_000, trees: 100 } : { rows: 50_000, trees: 20 }),
  };
  for (const name of names) {
    const bench = benches[name];
    if (!bench) throw new Error(`There is no benchmark ${name}: ${Object.keys(benches).join(", ")}`);
    await bench();
  }
  console.log(`${machine()}\n\n${table()}`);
  process.exit(0);
}

const names = process.argv.slice(2).filter((name) => !name.startsWith("--"));
if (names.length > 0) await served(names, process.argv.includes("--full"));
await benchConditions(report);
await benchFold(report);
await benchRescore(report);
await endToEnd();
console.log(`${cpus()[0]?.model} · ${cpus().length} cores · Node ${process.version}\n`);
console.log("| what | found | goal | reached |\n|---|---|---|---|");
console.log(rows.map((row) => `| ${row.join(" | ")} |`).join("\n"));
