import { routes } from "@plumbline/api";
import {
  dropQuarantined,
  findQuarantined,
  findSource,
  inTransaction,
  keepReplayed,
  lockQuarantined,
  type QuarantineRow,
} from "@plumbline/store";
import { type ReplayOptions, replayed } from "../../collect/replay.ts";
import type { Source } from "../../collect/source.ts";
import { answer, answerAtOwnPace } from "../answer.ts";
import type { Api } from "../api.ts";
import { pageOf, readIdCursor } from "../cursor.ts";
import { bad } from "../read-request.ts";
import { found, Refusal } from "../refusal.ts";
import { sayInstant, sayInstantIf } from "../say-score.ts";
import { storeWith } from "../store-with.ts";

export type QuarantineOptions = ReplayOptions & {
  /** Finds a source by its write key. */
  readonly sourceOf: (key: string) => Promise<Source | undefined>;
};

export function answerQuarantine(api: Api, options: QuarantineOptions): void {
  answer(api, routes.quarantine.list, async ({ session, query }) => {
    const { limit, source, code = null, replayed } = query;
    const before = readIdCursor(query.cursor) ?? Number.MAX_SAFE_INTEGER;
    const filter = {
      before,
      code,
      source: source === undefined ? null : Number(source),
      replayed: replayed === undefined ? null : replayed === "yes",
    };
    const rows = await findQuarantined(session, filter, limit + 1);
    return pageOf(rows, limit, sayItem, ({ quarantine_id }) => [quarantine_id]);
  });

  answer(api, routes.quarantine.get, async ({ session, params }) => {
    const row = found(await lockQuarantined(session, Number(params.id)), "item");
    const raw = Buffer.from(row.raw);
    return { ...sayItem(row), text: textOf(raw) ?? null, base64: raw.toString("base64") };
  });

  answer(
    api,
    routes.quarantine.raw,
    async ({ session, params }) => new Uint8Array(found(await lockQuarantined(session, Number(params.id)), "item").raw),
  );

  answer(api, routes.quarantine.drop, async ({ session, params }) => {
    if (!(await dropQuarantined(session, Number(params.id)))) throw new Refusal({ code: "not-found", what: "item" });
    return undefined;
  });

  answerReplay(api, options);
}

function answerReplay(api: Api, { receive, judge, sourceOf }: QuarantineOptions): void {
  answerAtOwnPace(api, routes.quarantine.replay, async (asked) => {
    const { params, body, pool, caller, now } = asked;
    const id = Number(params.id);
    const { row, writeKey } = await inTransaction(pool, caller.workspaceId, async (session) => {
      const item = waitingOne(await lockQuarantined(session, id));
      return { row: item, writeKey: found(await findSource(session, item.source_id), "source").write_key };
    });
    const source = found(await sourceOf(writeKey), "source");
    const text = body.text ?? textOf(Buffer.from(row.raw));
    const arrival =
      text === undefined ? undefined : replayed(judge, source, { id, text, receivedAt: row.received_at }, now);
    if (!arrival) throw bad("body", "text", "unreadable", "json");
    return storeWith(receive, asked, arrival, async (session, receipt) => {
      waitingOne(await lockQuarantined(session, id));
      await keepReplayed(session, id, now);
      return { ...receipt };
    });
  });
}

function waitingOne<Row extends QuarantineRow>(row: Row | undefined): Row {
  const item = found(row, "item");
  if (item.replayed_at !== null) throw new Refusal({ code: "already-done" });
  return item;
}

/** What came, where it is a text. */
export function textOf(raw: Buffer): string | undefined {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(raw);
  } catch {
    return undefined;
  }
}

function sayItem(row: QuarantineRow) {
  return {
    id: String(row.quarantine_id),
    source: String(row.source_id),
    receivedAt: sayInstant(row.received_at),
    code: row.code,
    path: row.path,
    value: row.value,
    bytes: row.bytes,
    replayedAt: sayInstantIf(row.replayed_at),
  };
}
