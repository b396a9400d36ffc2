import { inTransaction } from "@plumbline/store";
import { sweep } from "../../packages/server/src/decide/sweep.ts";
import { type House, openHouse } from "../house/open-house.ts";
import { populate } from "../house/populate.ts";
import { load, peakMegabytes } from "../house/processor.ts";
import { serve } from "../house/serve.ts";
import { generate } from "../ingest/generate.ts";
import { ingestModel } from "../ingest/model.ts";
import type { Report } from "../report.ts";

const DAY = 86_400_000;

/** The daily look at everyone whose score may differ without a new event: half of the leads, by a half-life. */
export async function benchSweep(report: Report, { leads }: { readonly leads: number }): Promise<void> {
  const house = await openHouse(ingestModel());
  try {
    await populate(house, { leads, events: 8, withEvents: false });
    await sweepAlone(report, house, leads);
    await sweepBeside(report, house, leads);
  } finally {
    await house.close();
  }
}

export async function sweepAlone(report: Report, house: House, leads: number): Promise<void> {
  await makeDue(house, 1);
  const { subjects, seconds } = await sweepOn(house, 1);
  const memory = Math.round(peakMegabytes(process.pid));
  const note = `${subjects.toLocaleString("en")} due, ${Math.round(subjects / seconds).toLocaleString("en")}/s; memory of the process at most ${memory} MB; load ${load()}`;
  report(`sweep of ${leads.toLocaleString("en")} leads, s`, seconds, { note });
}

export async function sweepBeside(report: Report, house: House, leads: number): Promise<void> {
  await makeDue(house, 2);
  const served = await serve(house, { PLUMBLINE_ROLE: "collect" });
  const stop = new AbortController();
  const order = { url: served.url, key: house.workspace.writeKey, leads, who: "users" as const, isFirst: false };
  let events = 0;
  const begin = performance.now();
  const sending = (async () => {
    for (let seed = 1; !stop.signal.aborted; seed++) {
      events += (await generate({ ...order, connections: 4, batch: 100, seconds: 3, seed })).events;
    }
  })();
  const { subjects, seconds } = await sweepOn(house, 2);
  stop.abort();
  await sending;
  const rate = events / ((performance.now() - begin) / 1000);
  const note = `${subjects.toLocaleString("en")} due, beside ${Math.round(rate).toLocaleString("en")} events/s; load ${load()}`;
  report(`sweep of ${leads.toLocaleString("en")} leads while events come in, s`, seconds, { note });
  await served.stop();
}

/** Each second lead is looked at, whatever it needs. */
async function makeDue({ database, workspace }: House, days: number): Promise<void> {
  const day = Math.floor(Date.now() / DAY) + days;
  const text = "update score set due_on = case when subject_id % 2 = 0 then $2::int end where workspace_id = $1";
  await inTransaction(database.pool, workspace.workspaceId, (session) =>
    session.rows({ name: "", text }, [workspace.workspaceId, day]),
  );
  await database.pool.query("vacuum analyze score");
}

/** Sweeps a day, so many from now, to its end. */
export async function sweepOn({ database, workspace }: House, days: number) {
  const now = Date.now() + days * DAY;
  const begin = performance.now();
  let subjects = 0;
  for (let isDone = false; !isDone; ) {
    const swept = await sweep(database.pool, workspace.workspaceId, now);
    subjects += swept.subjects;
    isDone = swept.isDone;
  }
  return { subjects, seconds: (performance.now() - begin) / 1000 };
}
