import { randomUUID } from "node:crypto";
import type { JsonObject } from "@plumbline/scoring";
import { keepMonths } from "@plumbline/store";
import type { Pool } from "pg";
import { gather } from "../collect/gather.ts";
import { judge } from "../collect/judge.ts";
import type { KnownSource } from "../collect/known-sources.ts";
import { readItems } from "../collect/read-items.ts";
import { sweep } from "../decide/sweep.ts";
import { addUp } from "../identify/add-up.ts";
import { generateSample } from "./sample.ts";

export type LoadOptions = {
  readonly pool: Pool;
  readonly source: KnownSource;
  readonly seed: number;
  readonly leads: number;
  /** The day before which everything lies, in days since 1970. */
  readonly lastDay: number;
  /** How many events have been loaded. */
  readonly onProgress: (events: number) => void;
  readonly stopping: AbortSignal;
};

const DAY = 86_400_000;
const CHUNK = 2000;
/** So many days are lived through one by one, so that scores and bands have a history. */
const LIVED = 30;

/**
 * Loads the sample's year as if it had arrived event by event: the clock is the events' own. What was loaded
 * before is recognised, so that a load that was stopped goes on. Resolves to the law behind the sample.
 */
export async function loadSample(options: LoadOptions): Promise<JsonObject | undefined> {
  const { pool, source, seed, leads, lastDay, onProgress, stopping } = options;
  let clock = (lastDay - LIVED) * DAY;
  await keepMonths(pool, (lastDay - 366) * DAY, 13);
  const { receive } = gather({ pool, now: () => clock });
  const items = generateSample({ seed, leads, lastDay });
  let loaded = 0;
  for (let end = clock; ; ) {
    const { chunk, law } = take(items);
    const groups = Map.groupBy(chunk, (item) => Math.max(end, endOfDay(item)));
    for (const [day, own] of groups) {
      // The days that have come, before what they brought.
      for (; end < day; end += DAY) await endDay(options, end);
      clock = day - 1;
      await Promise.all(own.map((item) => receive(arrivalOf(item, source))));
      loaded += own.length;
      onProgress(loaded);
      if (stopping.aborted) return undefined;
    }
    if (law) {
      await endDay(options, lastDay * DAY);
      return law;
    }
  }
}

type Items = ReturnType<typeof generateSample>;

function take(items: Items): { readonly chunk: JsonObject[]; readonly law?: JsonObject } {
  const chunk: JsonObject[] = [];
  while (chunk.length < CHUNK) {
    const { done, value } = items.next();
    if (done) return { chunk, law: value };
    chunk.push(value);
  }
  return { chunk };
}

const receivedAt = (item: JsonObject): number => Date.parse(String(item["receivedAt"] ?? item["timestamp"]));
const endOfDay = (item: JsonObject): number => (Math.floor(receivedAt(item) / DAY) + 1) * DAY;

function arrivalOf(item: JsonObject, source: KnownSource) {
  const at = receivedAt(item);
  const text = JSON.stringify(item);
  const items = readItems(
    {
      items: [item],
      raws: () => [Buffer.from(text)],
      bytes: text.length,
      sentAt: undefined,
      context: undefined,
      integrations: undefined,
      type: undefined,
    },
    {
      source,
      receivedAt: at,
      ip: undefined,
      userAgent: undefined,
      gpc: false,
      judge,
      newId: randomUUID,
      eventBytes: text.length,
    },
  );
  return { workspaceId: source.workspaceId, sourceId: source.sourceId, receivedAt: at, items };
}

async function endDay({ pool, source: { workspaceId }, stopping }: LoadOptions, now: number): Promise<void> {
  while (!stopping.aborted && (await addUp(pool, workspaceId, () => now)).accounts > 0);
  while (!stopping.aborted && !(await sweep(pool, workspaceId, now)).isDone);
}
