import { Readable } from "node:stream";
import { routes } from "@plumbline/api";
import { inTransaction, type RankedRow } from "@plumbline/store";
import { actingOn } from "../acting.ts";
import { bind, requestOf } from "../answer.ts";
import type { Api } from "../api.ts";
import type { KnownConfigurations } from "../known-configurations.ts";
import { sayLead } from "./list-leads.ts";
import type { ListPlace } from "./list-order.ts";
import { decided, look, searchFor } from "./search-leads.ts";

const WINDOW = 1000;
const TYPES = { csv: "text/csv; charset=utf-8", ndjson: "application/x-ndjson; charset=utf-8" } as const;

/** Sends all leads that a filter lets through, as they are at one instant, a thousand at a time. */
export function exportRoute(api: Api, known: KnownConfigurations): void {
  bind(api, routes.leads.export, async (request, reply, caller) => {
    const { asked } = requestOf(api, routes.leads.export, request, reply, caller);
    const { format } = asked.query;
    const gone = new AbortController();
    reply.raw.on("close", () => gone.abort());
    const batches = leadsOf(api, known, asked, gone.signal);
    // What is wrong with the request shows before the first lead.
    const first = await batches.next();
    const name = `leads.${format}`;
    await reply
      .headers({ "content-type": TYPES[format], "content-disposition": `attachment; filename="${name}"` })
      .send(Readable.from(writtenAs(format, first, batches)));
  });
}

type Asked = ReturnType<typeof requestOf<typeof routes.leads.export>>["asked"];
type Said = ReturnType<typeof sayLead>;

/** One transaction, in which nothing changes, feeds whoever reads; it ends when nobody does. */
async function* leadsOf(api: Api, known: KnownConfigurations, { caller, query, now }: Asked, signal: AbortSignal) {
  const wanted = channel<readonly Said[]>(signal);
  const reading = inTransaction(api.pool, caller.workspaceId, async (session) => {
    await session.rows({ name: "", text: "set transaction isolation level repeatable read, read only" }, []);
    const search = await searchFor(session, await known(session), query, now);
    const { filter, version, configuration } = search;
    let place: ListPlace | undefined;
    for (let looked = WINDOW; looked === WINDOW && !signal.aborted; ) {
      const step = await look(search, place, WINDOW);
      const rows: readonly RankedRow[] = filter.decide ? await decided(search, filter.decide, step.rows) : step.rows;
      const ids = rows.map(({ lead_id }) => lead_id);
      const by = await actingOn(session, configuration, ids);
      await wanted.give(rows.map((row) => sayLead(row, by(version, row.lead_id))));
      ({ looked, end: place } = step);
    }
  });
  reading.then(wanted.end, wanted.fail);
  yield* wanted.all();
}

/** Hands one thing over at a time; whoever gives waits until it is taken. */
function channel<Thing>(signal: AbortSignal) {
  let offered: Thing | undefined;
  let state: "open" | "ended" | { readonly error: unknown } = "open";
  let wake = () => {};
  let taken = () => {};
  signal.addEventListener("abort", () => {
    state = "ended";
    wake();
    taken();
  });
  async function* all(): AsyncGenerator<Thing> {
    while (true) {
      if (offered !== undefined) {
        const thing = offered;
        offered = undefined;
        yield thing;
        taken();
      } else if (typeof state === "object") throw state.error;
      else if (state === "ended") return;
      else await new Promise<void>((resolve) => (wake = resolve));
    }
  }
  const settle = (how: typeof state): void => {
    if (state === "open") state = how;
    wake();
  };
  return {
    all,
    give: (thing: Thing): Promise<void> => {
      offered = thing;
      const isTaken = new Promise<void>((resolve) => (taken = resolve));
      wake();
      return signal.aborted ? Promise.resolve() : isTaken;
    },
    end: () => settle("ended"),
    fail: (error: unknown) => settle({ error }),
  };
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

/**
 * A cell after RFC 4180. A text that a spreadsheet would run as a formula begins with an apostrophe:
 * https://owasp.org/www-community/attacks/CSV_Injection
 */
export function csvCell(value: unknown): string {
  if (value === null || value === undefined) return "";
  if (typeof value === "number") return String(value);
  const text = String(value);
  const safe = /^[\s\0]*[=+\-@|%\uff1d\uff0b\uff0d\uff20]|^[\t\r\n]/.test(text) ? `'${text}` : text;
  return /[",\r\n;\t]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
