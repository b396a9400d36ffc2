import { execFile } from "node:child_process";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { isDeepStrictEqual, promisify } from "node:util";
import { every } from "@plumbline/api";
import { formatDay, type JsonObject } from "@plumbline/scoring";
import { inTransaction } from "@plumbline/store";
import { expect, inject, test } from "vitest";
import { generateSample } from "../src/sample/sample.ts";
import { inBatches, newSending, randomFrom, sendBatches, shuffled } from "./sending.testing.ts";
import { newFolder, type ServerProcess, startServer } from "./server-process.testing.ts";
import { publish, settled, setUp, zoneFarFromMidnight } from "./workspace.testing.ts";

const LEADS = inject("isFullProof") ? 5000 : 300;
const BATCH = 200;
const KILLS = ["server", "database", "both", "database", "server"] as const;
const SAMPLE = join(import.meta.dirname, "../src/sample/model.yaml");
const PROGRAM = join(import.meta.dirname, "../../cli/bin/plumbline.js");
const DAY = 86_400_000;

const zone = zoneFarFromMidnight();

/** The sample's items, and one time in ten an item again; all in an order that is by chance. */
function itemsAndRepetitions(random: () => number) {
  const items = [...generateSample({ seed: 1, leads: LEADS, lastDay: Math.floor(Date.now() / DAY) })];
  const repeated = items.filter(() => random() < 0.1);
  return { items, sent: shuffled([...items, ...repeated], random) };
}

/** The sample's model to the hundredth of a point, with bands that say where a score is and nothing of where it was. */
async function newModel(): Promise<string> {
  const text = (await readFile(SAMPLE, "utf8")).replaceAll(/, (leaveBelow|coolDown): \w+/g, "");
  return `${text}\nprecision: 2\n`;
}

/** Where a lead is; null without a score. */
type Standing = {
  readonly total: number;
  readonly band: string | null;
  readonly market: string | null;
  readonly dimensions: readonly { readonly name: string; readonly points: number; readonly label: string | null }[];
} | null;

/** Leads by the identities that are theirs, without their kind: in the sample no two are alike. */
type Streamed = ReadonlyMap<string, { readonly id: string; readonly standing: Standing }>;

async function standingsOf(server: ServerProcess): Promise<Streamed> {
  const rows = await inTransaction(server.database().pool, 1, (session) =>
    session.rows<{ lead_id: number; key: string }>(
      { name: "proof-identities", text: "select lead_id, key from identity where workspace_id = $1" },
      [1],
    ),
  );
  // The list is a ranking: who has no score is not in it.
  const standings = new Map<string, Standing>();
  for await (const { id, score, dimensions = [] } of every(server.client.leads.list, {
    query: { limit: 200, include: "dimensions" },
  })) {
    const { total, band, market } = score;
    standings.set(id, total === null ? null : { total, band, market, dimensions });
  }
  return new Map(
    rows.map(({ lead_id, key }) => {
      const id = String(lead_id);
      return [key.slice(key.indexOf(":") + 1), { id, standing: standings.get(id) ?? null }];
    }),
  );
}

/** What the command line makes of the same items in a file. */
async function batchStandings(items: readonly JsonObject[], model: string): Promise<Map<string, Standing>> {
  const folder = newFolder();
  const [modelFile, eventsFile] = [join(folder, "model.yaml"), join(folder, "events.ndjson")];
  await writeFile(modelFile, model);
  await writeFile(eventsFile, items.map((item) => `${JSON.stringify(item)}\n`).join(""));
  const options = ["--model", modelFile, "--events", eventsFile, "--time-zone", zone.name, "--out", "ndjson"];
  const asOf = ["--as-of", formatDay(zone.dayOf(Date.now()))];
  const { stdout } = await promisify(execFile)(process.execPath, [PROGRAM, "score", ...options, ...asOf], {
    maxBuffer: 2 ** 30,
  });
  const rows = stdout
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as { lead: string; scored: boolean } & NonNullable<Standing>);
  return new Map(
    rows.map(({ lead, scored, total, band, market, dimensions }) => [
      lead,
      scored ? { total, band, market, dimensions } : null,
    ]),
  );
}

test("what arrives in any order, repeated and between kills, scores as a file of it does", {
  timeout: 1_800_000,
}, async () => {
  const random = randomFrom(1);
  const { items, sent } = itemsAndRepetitions(random);
  const server = await startServer();
  const { client } = server;
  // The command line knows of no policy.
  const writeKey = await setUp(client, zone);
  const model = await newModel();
  await publish(client, "b2b-sample", model);

  const batches = inBatches(sent, BATCH);
  const due = KILLS.map((what, i) => ({ what, at: Math.round(((i + 1) * batches.length) / (KILLS.length + 1)) }));
  const pauses: number[] = [];
  let killing = Promise.resolve();
  const strike = async (what: (typeof KILLS)[number]): Promise<void> => {
    const from = performance.now();
    await sleep(20 * random());
    if (what !== "server") await server.killDatabase();
    if (what !== "database") {
      await server.kill();
      await server.start();
    } else await server.ready();
    pauses.push(performance.now() - from);
  };
  const sending = newSending();
  const from = performance.now();
  const onBatch = (at: number): void => {
    const next = due[0];
    if (!next || at < next.at) return;
    due.shift();
    killing = killing.then(() => strike(next.what));
  };
  await sendBatches(batches, { urls: [server.url], writeKey, connections: 4, sending, onBatch });
  await killing;
  const seconds = (performance.now() - from) / 1000;
  await settled(client);

  const ids = new Set(items.map(({ messageId }) => messageId));
  expect(pauses).toHaveLength(KILLS.length);
  expect(sending.acknowledged).toEqual(ids);
  expect(sending.statuses.size).toBeGreaterThan(1);
  const { total, isBalanced } = await client.books.list({ query: {} });
  expect({ isBalanced, stored: total.stored, quarantined: total.quarantined }).toEqual({
    isBalanced: true,
    stored: ids.size,
    quarantined: 0,
  });
  const [streamed, batched] = [await standingsOf(server), await batchStandings(items, model)];
  const differing = [...batched].filter(([lead, one]) => !isDeepStrictEqual(streamed.get(lead)?.standing, one));
  const leads = new Set([...batched.keys()].map((lead) => streamed.get(lead)?.id));
  const scored = [...batched.values()].filter((one) => one !== null);
  const isPartial = ({ total }: { readonly total: number }) => !Number.isInteger(total);
  console.info(
    `streaming = batch: ${sent.length} events in ${seconds.toFixed(1)} s, answers ${JSON.stringify([...sending.statuses])}, ` +
      `${batched.size} leads, ${scored.length} with a score, ${scored.filter(isPartial).length} of them with hundredths, ` +
      `${differing.length} differ; ready again after ${pauses.map((ms) => (ms / 1000).toFixed(1)).join(", ")} s`,
  );
  expect(differing.map(([lead, one]) => [lead, one, streamed.get(lead)])).toEqual([]);
  // There is something to be equal: hundredths, and leads in every band.
  expect(scored.filter(isPartial).length).toBeGreaterThan(scored.length / 10);
  expect(new Set(scored.map(({ band }) => band))).toEqual(new Set(["Suspect", "Lead", "MQL", "SQL"]));
  // One of ours for each of theirs, and no other.
  expect(leads.size).toBe(batched.size);
  expect(new Set([...streamed.values()].map(({ id }) => id)).size).toBe(batched.size);
});
