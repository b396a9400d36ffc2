import { routes } from "@plumbline/api";
import {
  countWaiting,
  dropWaiting,
  findSources,
  findWaiting,
  findWaitingReasons,
  inTransaction,
  keepAllReplayed,
  type WaitingFilter,
  type WaitingItem,
} from "@plumbline/store";
import type { Receipt } from "../../collect/arrival.ts";
import { replayed } from "../../collect/replay.ts";
import type { Source } from "../../collect/source.ts";
import { answer, answerAtOwnPace } from "../answer.ts";
import type { Api } from "../api.ts";
import { sayInstant } from "../say-score.ts";
import { type QuarantineOptions, textOf } from "./quarantine.ts";

/** An item may be a megabyte, and all of one call are held at once. */
const MOST_REPLAYED = 50;
const MOST_DROPPED = 1000;

/**
 * What waits in quarantine, by its reasons. A call takes so many and says how many are left and where they begin; it
 * goes from the newest to the oldest, so that what comes back into quarantine meanwhile is not met again.
 */
export function answerQuarantineMany(api: Api, options: QuarantineOptions): void {
  answer(api, routes.quarantine.reasons, async ({ session }) => ({
    items: (await findWaitingReasons(session)).map(({ source_id, code, items, last_at }) => ({
      ...{ source: String(source_id), code, count: items, lastAt: sayInstant(last_at) },
    })),
  }));

  answerAtOwnPace(api, routes.quarantine.replayAll, async ({ body, pool, caller, now, commit, note }) => {
    const filter = filterOf(body);
    const { items, keys } = await inTransaction(pool, caller.workspaceId, async (session) => ({
      items: await findWaiting(session, filter, MOST_REPLAYED),
      keys: new Map((await findSources(session)).map((row) => [row.source_id, row.write_key])),
    }));
    const sources = new Map<number, Source | undefined>();
    for (const id of new Set(items.map(({ source_id }) => source_id))) {
      sources.set(id, await options.sourceOf(keys.get(id) ?? ""));
    }
    const tried = await Promise.all(
      items.map(async (item) => ({ item, receipt: await again(options, item, sources.get(item.source_id), now) })),
    );
    const taken = tried.flatMap(({ item, receipt }) => (receipt ? [{ id: item.quarantine_id, receipt }] : []));
    const sum = (of: "stored" | "duplicates" | "quarantined") =>
      taken.reduce((all, { receipt }) => all + receipt[of], 0);
    return commit(async (session) => {
      await keepAllReplayed(
        session,
        taken.map(({ id }) => id),
        now,
      );
      const next = lowest(items.map(({ quarantine_id }) => quarantine_id));
      note({ subject: body.code, details: { items: taken.length } });
      return {
        ...{ stored: sum("stored"), duplicates: sum("duplicates"), quarantined: sum("quarantined") },
        failed: items.length - taken.length,
        ...sayLeft(next, next === null ? 0 : await countWaiting(session, { ...filter, before: next })),
      };
    });
  });

  answer(api, routes.quarantine.dropAll, async ({ session, body, note }) => {
    const filter = filterOf(body);
    const dropped = await dropWaiting(session, filter, MOST_DROPPED);
    note({ subject: body.code, details: { items: dropped.length } });
    const next = lowest(dropped);
    const left = next === null ? 0 : await countWaiting(session, { ...filter, before: next });
    return { dropped: dropped.length, ...sayLeft(next, left) };
  });
}

type Said = { readonly code: string; readonly source?: string | undefined; readonly before?: string | undefined };

function filterOf({ code, source, before }: Said): WaitingFilter {
  return {
    code,
    source: source === undefined ? null : Number(source),
    before: before === undefined ? Number.MAX_SAFE_INTEGER : Number(before),
  };
}

const lowest = (ids: readonly number[]): number | null => (ids.length === 0 ? null : Math.min(...ids));

function sayLeft(next: number | null, left: number) {
  return { left, next: left === 0 || next === null ? null : String(next) };
}

/** Undefined where it is no JSON, or its source takes nothing now: it stays where it is. */
async function again(
  { receive, judge }: QuarantineOptions,
  { quarantine_id: id, received_at: receivedAt, raw }: WaitingItem,
  source: Source | undefined,
  now: number,
): Promise<Receipt | undefined> {
  const text = textOf(Buffer.from(raw));
  const arrival = source && text !== undefined ? replayed(judge, source, { id, text, receivedAt }, now) : undefined;
  return arrival && receive(arrival);
}
