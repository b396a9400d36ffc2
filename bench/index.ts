/** Prints how fast Plumbline is, beside others in the same run: `npm run bench`. */
import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { cpus } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { compile, decodeStates, encodeStates, type Facts, type SignalStates, score, totalOf } from "@plumbline/scoring";
import { pointsByHand } from "./conditions/by-hand.ts";
import { COMPETITORS, type LeadTraits, makeLeads, TODAY } from "./conditions/leads.ts";
import { CONDITION_MODEL } from "./conditions/model.ts";
import { findPeers } from "./conditions/peers.ts";
import { type LeadEvent, makeEvents } from "./fold/events.ts";
import { FOLD_MODEL } from "./fold/model.ts";
import { makeFacts, TODAY as RESCORE_DAY } from "./rescore/leads.ts";
import { RESCORE_MODEL } from "./rescore/model.ts";
import { duel, medianSeconds } from "./timing.ts";

const ROOT = join(dirname(fileURLToPath(import.meta.url)), "..");
const rows: string[][] = [];

const figure = (perSecond: number) => Math.round(perSecond).toLocaleString("en");

/** A row: what was measured, how fast, the goal, and whether it is reached. */
function report(what: string, found: string, goal: string, reached: boolean | null): void {
  const row = [what, found, goal, reached === null ? "" : reached ? "yes" : "**no**"];
  rows.push(row);
  console.error(row.join(" | "));
}

async function conditions(): Promise<void> {
  const leads = makeLeads(100_000);
  const compiled = compile(CONDITION_MODEL);
  const facts: Facts[] = leads.map((traits) => ({ traits: traits as unknown as Facts["traits"], states: new Map() }));
  const rivals = new Set(COMPETITORS.map((name) => name.toLowerCase()));
  const ours = () => {
    for (const one of facts) totalOf(compiled, one, TODAY);
  };
  const byHand = () => {
    for (const lead of leads) pointsByHand(lead, rivals);
  };
  const seconds = await medianSeconds(ours);
  report("20 conditions, leads/s", figure(leads.length / seconds), "", null);
  byHand();
  const limit = await duel(ours, byHand);
  report(
    "… against code written for these rules (the limit)",
    `${limit.ratio.toFixed(2)} ×`,
    "≥ 0.5 ×",
    limit.ratio >= 0.5,
  );
  const goals: Readonly<Record<string, number>> = {
    "json-logic-engine, compiled": 1,
    "@gorules/zen-engine": 50,
    "json-rules-engine": 200,
  };
  const peers = await findPeers();
  if (peers.length === 0) console.error("The peers are not installed: `npm ci --prefix bench` brings them.");
  for (const { name, prepare, run } of peers) {
    const goal = goals[name] ?? 1;
    // A slow peer gets fewer leads; the ratio is of the time for each.
    const count = goal > 1 ? 5_000 : leads.length;
    const prepared = leads.slice(0, count).map((lead: LeadTraits) => prepare(lead));
    await run(prepared.slice(0, 1000));
    const { ratio } = await duel(ours, async () => {
      await run(prepared);
    });
    const times = (ratio * leads.length) / count;
    report(`… against ${name}`, `${times.toFixed(times < 10 ? 2 : 0)} ×`, `≥ ${goal} ×`, times >= goal);
  }
}

async function folding(): Promise<void> {
  const { measurer } = compile(FOLD_MODEL);
  const events = makeEvents(1_000_000, 20_000);
  const seconds = await medianSeconds(() => {
    const states: SignalStates[] = Array.from({ length: 20_000 }, () => new Map());
    for (const { lead, event } of events as readonly LeadEvent[]) measurer.measure(states[lead] as SignalStates, event);
  });
  const rate = events.length / seconds;
  report("events folded with 50 signals, events/s", figure(rate), "≥ 1,000,000", rate >= 1_000_000);
}

async function rescoring(): Promise<void> {
  const compiled = compile(RESCORE_MODEL);
  const leads = makeFacts(compiled, 50_000);
  const totals = await medianSeconds(() => {
    for (const facts of leads) totalOf(compiled, facts, RESCORE_DAY);
  });
  report(
    "totals from state, 50 rules, leads/s",
    figure(leads.length / totals),
    "≥ 300,000",
    leads.length / totals >= 300_000,
  );
  const some = leads.slice(0, 5_000);
  const verdicts = await medianSeconds(() => {
    for (const facts of some) score(compiled, facts, RESCORE_DAY);
  });
  report("whole scores with lines and due day, leads/s", figure(some.length / verdicts), "", null);
  const encoded = leads.map(({ states }) => encodeStates(states));
  const bytes = encoded.reduce((sum, { length }) => sum + length, 0) / encoded.length;
  report("bytes of a lead's state, 4 signals and 20 days", bytes.toFixed(0), "≤ 200", bytes <= 200);
  const encoding = await medianSeconds(() => {
    for (const { states } of leads) encodeStates(states);
  });
  const decoding = await medianSeconds(() => {
    for (const one of encoded) decodeStates(one);
  });
  report(
    "states encoded / decoded, leads/s",
    `${figure(leads.length / encoding)} / ${figure(leads.length / decoding)}`,
    "",
    null,
  );
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

await conditions();
await folding();
await rescoring();
await endToEnd();
console.log(`${cpus()[0]?.model} · ${cpus().length} cores · Node ${process.version}\n`);
console.log("| what | found | goal | reached |\n|---|---|---|---|");
console.log(rows.map((row) => `| ${row.join(" | ")} |`).join("\n"));
