import { setTimeout as sleep } from "node:timers/promises";
import { type House, openHouse } from "../house/open-house.ts";
import { populate } from "../house/populate.ts";
import { load } from "../house/processor.ts";
import { serve } from "../house/serve.ts";
import { ingestModel } from "../ingest/model.ts";
import type { Report } from "../report.ts";
import { sweepOn } from "../sweep/bench.ts";

export type RankedSize = { readonly leads: number; readonly requests: number };

type Asked = { readonly what: string; readonly query: Readonly<Record<string, string>>; readonly most: number };

const ASKED: readonly Asked[] = [
  { what: "unfiltered", query: {}, most: 50 },
  { what: "a band", query: { band: "SQL" }, most: 50 },
  { what: "a trait (many have it)", query: { traits: '{"country":"DE"}' }, most: 50 },
  { what: "a trait (few have it)", query: { traits: '{"company":"Company 7"}' }, most: 50 },
  { what: "two traits", query: { traits: '{"industry":"Finance","seniority":"manager"}' }, most: 50 },
  { what: "search by address", query: { search: "p77x3x" }, most: 50 },
  { what: "a condition on traits", query: { filter: '{"trait":"employees","between":[50,90]}' }, most: 1000 },
  {
    what: "a condition on signals",
    query: { filter: '{"signal":"demo-requested","in":"30d","atLeast":2}' },
    most: 1000,
  },
  { what: "a condition that nobody meets", query: { filter: '{"trait":"employees","gt":1000000}' }, most: 1000 },
];

/** The list of leads over the API, page after page. */
export async function benchRanked(report: Report, size: RankedSize): Promise<void> {
  const house = await openHouse(ingestModel());
  try {
    await populate(house, { leads: size.leads, events: 8, withEvents: false });
    await rank(report, house, size);
  } finally {
    await house.close();
  }
}

export async function rank(report: Report, house: House, { leads, requests }: RankedSize): Promise<void> {
  const served = await serve(house);
  const measure = async ({ what, query }: Asked, when: string, most?: number) => {
    const { times, empty } = await ask(served.url, house.workspace.adminKey, query, requests);
    const sorted = times.toSorted((a, b) => a - b);
    const at = (share: number) => sorted[Math.floor(sorted.length * share)] ?? Number.NaN;
    const note = `p50 ${Math.round(at(0.5))} ms, first page ${Math.round(times[0] ?? 0)} ms${empty ? ", with a progress and no lead yet" : ""}; load ${load()}`;
    const named = `list of ${leads.toLocaleString("en")} leads, ${what}${when}: p95, ms`;
    report(named, at(0.95), { note, ...(most !== undefined && { most }) });
  };
  // A server that has been asked before: its code is compiled, its connections are open.
  for (const { query } of ASKED) await ask(served.url, house.workspace.adminKey, query, Math.ceil(requests / 2));
  // Leads that have just been made are all due, and this server has begun to sweep.
  for (const one of ASKED.slice(0, 3)) await measure(one, ", while the day is swept");
  await sweepOn(house, 0);
  for (const one of ASKED) await measure(one, "", one.most);
  await served.stop();
}

async function ask(url: string, key: string, query: Readonly<Record<string, string>>, requests: number) {
  const times: number[] = [];
  let cursor: string | null = null;
  let empty = false;
  for (let i = 0; i < requests; i++) {
    const parameters = new URLSearchParams({ ...query, limit: "50", ...(cursor !== null && { cursor }) });
    const { took, body } = await askOnce(`${url}/api/v1/leads?${parameters}`, key);
    times.push(took);
    if (i === 0) empty = body.items.length === 0 && body.next !== null;
    cursor = body.next;
  }
  return { times, empty };
}

type Answer = { readonly items: readonly unknown[]; readonly next: string | null };

/** A key may ask only so often a minute: who is told to wait asks again, and that is no answer. */
async function askOnce(address: string, key: string): Promise<{ readonly took: number; readonly body: Answer }> {
  for (;;) {
    const begin = performance.now();
    const answer = await fetch(address, { headers: { authorization: `Bearer ${key}` } });
    const body = await answer.json();
    const took = performance.now() - begin;
    if (answer.status === 200) return { took, body: body as Answer };
    if (answer.status !== 429) throw new Error(JSON.stringify(body));
    await sleep(1000 * Number(answer.headers.get("retry-after") ?? 1));
  }
}
