import { randomBytes } from "node:crypto";
import { inTransaction, keepSeen } from "@plumbline/store";
import { type House, openHouse } from "../house/open-house.ts";
import { load } from "../house/processor.ts";
import { ingestModel } from "../ingest/model.ts";
import type { Report } from "../report.ts";

const BATCH = 500;
const CHUNK = 500_000;

/** The table of ids that were seen, as it grows: new ids in batches of 500, each a transaction. */
export async function benchSeen(report: Report, { sizes }: { readonly sizes: readonly number[] }): Promise<void> {
  const house = await openHouse(ingestModel());
  try {
    let ids = 0;
    for (const size of sizes) {
      for (; ids + CHUNK <= size; ids += CHUNK) await fill(house, CHUNK);
      const times = await insert(house, 100);
      ids += 100 * BATCH;
      const at = (share: number) => times[Math.floor(times.length * share)] ?? Number.NaN;
      const total = times.reduce((sum, time) => sum + time, 0);
      const bytes = await bytesOf(house);
      const note = `p50 ${at(0.5).toFixed(1)} ms, p99 ${at(0.99).toFixed(1)} ms a batch; ${(bytes / ids).toFixed(0)} bytes an id with its index; load ${load()}`;
      report(`ids/s seen anew at ${size.toLocaleString("en")} ids`, (times.length * BATCH * 1000) / total, { note });
    }
  } finally {
    await house.close();
  }
}

async function fill({ database, workspace }: House, count: number): Promise<void> {
  const text =
    "insert into seen (workspace_id, digest, content) select $1, gen_random_uuid(), 0 from generate_series(1, $2)";
  await inTransaction(database.pool, workspace.workspaceId, (session) =>
    session.rows({ name: "", text }, [workspace.workspaceId, count]),
  );
}

async function insert({ database, workspace }: House, batches: number): Promise<number[]> {
  const times: number[] = [];
  for (let batch = 0; batch < batches; batch++) {
    const messages = Array.from({ length: BATCH }, () => ({ digest: randomBytes(16).toString("hex"), content: 0 }));
    messages.sort((a, b) => (a.digest < b.digest ? -1 : 1));
    const begin = performance.now();
    await inTransaction(database.pool, workspace.workspaceId, (session) => keepSeen(session, messages));
    times.push(performance.now() - begin);
  }
  return times.sort((a, b) => a - b);
}

async function bytesOf({ database }: House): Promise<number> {
  const { rows } = await database.pool.query(
    "select sum(pg_total_relation_size(inhrelid))::float8 as bytes from pg_inherits where inhparent = 'seen'::regclass",
  );
  return rows[0].bytes;
}
