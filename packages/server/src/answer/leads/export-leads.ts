import { Readable } from "node:stream";
import { routes } from "@plumbline/api";
import { csvCell } from "@plumbline/phrases";
import { inTransaction, type RankedRow } from "@plumbline/store";
import { actingOn } from "../acting.ts";
import { bind, requestOf } from "../answer.ts";
import type { Api } from "../api.ts";
import type { KnownConfigurations } from "../known-configurations.ts";
import { sayInstant } from "../say-score.ts";
import { untilGone } from "../until-gone.ts";
import { handOver } from "./hand-over.ts";
import { sayLead } from "./list-leads.ts";
import type { ListPlace } from "./list-order.ts";
import { decided, look, searchFor } from "./search-leads.ts";
import { turnstile } from "./turnstile.ts";

const WINDOW = 1000;
/** So many exports have a connection at a time, in this process. */
const AT_A_TIME = 2;
/** Who reads nothing for so long (ms) gets nothing more. */
const PATIENCE = 60_000;
const TYPES = { csv: "text/csv; charset=utf-8", ndjson: "application/x-ndjson; charset=utf-8" } as const;

/** Sends all leads that a filter lets through, as they are at one instant, a thousand at a time. */
export function exportRoute(api: Api, known: KnownConfigurations): void {
  const turns = turnstile(AT_A_TIME);
  bind(api, routes.leads.export, async (request, reply, caller) => {
    const { asked } = requestOf(api, routes.leads.export, request, reply, caller);
    const { format, segment = "leads" } = asked.query;
    const gone = untilGone(reply);
    if (gone.signal.aborted) return;
    const batches = leadsOf(api, { known, turns }, asked, gone.signal);
    // What is wrong with the request shows before the first lead.
    const first = await batches.next();
    const name = `${segment}-${sayInstant(asked.now).slice(0, "2026-03-01".length)}.${format}`;
    await reply
      .headers({ "content-type": TYPES[format], "content-disposition": `attachment; filename="${name}"` })
      .send(Readable.from(writtenAs(format, first, batches)));
  });
}

type Asked = ReturnType<typeof requestOf<typeof routes.leads.export>>["asked"];
type Said = ReturnType<typeof sayLead>;

/**
 * One transaction, in which nothing changes, feeds whoever reads; it ends when nobody does. A few have one at a time,
 * or downloads that stand still would leave no connection to store events by.
 */
async function* leadsOf(
  api: Api,
  { known, turns }: { readonly known: KnownConfigurations; readonly turns: ReturnType<typeof turnstile> },
  { caller, query, now }: Asked,
  signal: AbortSignal,
) {
  const leave = await turns();
  const over = handOver<readonly Said[]>(signal, PATIENCE);
  const reading = inTransaction(api.pool, caller.workspaceId, async (session) => {
    await session.rows({ name: "", text: "set transaction isolation level repeatable read, read only" }, []);
    const search = await searchFor(session, await known(session), query, now);
    const { filter, version, configuration } = search;
    let place: ListPlace | undefined;
    for (let looked = WINDOW; looked === WINDOW && !over.isOver(); ) {
      const step = await look(search, place, WINDOW);
      const rows: readonly RankedRow[] = filter.decide ? await decided(search, filter.decide, step.rows) : step.rows;
      const ids = rows.map(({ lead_id }) => lead_id);
      const by = await actingOn(session, configuration, ids);
      await over.give(rows.map((row) => sayLead(row, by(version, row.lead_id))));
      ({ looked, end: place } = step);
    }
  });
  reading.finally(leave).then(over.end, over.fail);
  yield* over.all();
}

async function* writtenAs(
  format: "csv" | "ndjson",
  first: IteratorResult<readonly Said[]>,
  batches: AsyncIterator<readonly Said[]>,
): AsyncGenerator<string> {
  const write = format === "csv" ? (lead: Said) => csvRow(cellsOf(lead)) : (lead: Said) => `${JSON.stringify(lead)}\n`;
  // Spreadsheets take a file without this mark for one in an older character set.
  if (format === "csv") yield `\ufeff${csvRow(COLUMNS)}`;
  for (let next = first; !next.done; next = await batches.next()) {
    if (next.value.length > 0) yield next.value.map(write).join("");
  }
}

const COLUMNS = [
  "id",
  "name",
  "email",
  "account",
  "score",
  "band",
  "since",
  "market",
  "first seen",
  "last seen",
  "traits",
];

function cellsOf({ id, name, email, account, score, firstAt, lastAt, traits }: Said): unknown[] {
  return [
    id,
    name,
    email,
    account,
    score.total,
    score.band,
    score.since,
    score.market,
    firstAt,
    lastAt,
    JSON.stringify(traits),
  ];
}

function csvRow(cells: readonly unknown[]): string {
  return `${cells.map(csvCell).join(",")}\r\n`;
}
