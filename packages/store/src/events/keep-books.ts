import { bigintArray, bytesArray, integerArray, textArray } from "../binary-array.ts";
import type { Session } from "../session.ts";

/** `received = stored + duplicates + quarantined`, of one source in one batch. */
export type BookEntry = {
  readonly sourceId: number;
  /** The hour of arrival, in ms. */
  readonly hour: number;
  readonly received: number;
  readonly stored: number;
  readonly duplicates: number;
  readonly quarantined: number;
  readonly conflicts: number;
  /** When the last item came, in ms; null of hours that were booked when this was not noted. */
  readonly lastAt: number | null;
};

export async function keepBooks(session: Session, entries: readonly BookEntry[]): Promise<void> {
  session.send(BOOKS, [
    session.workspaceId,
    integerArray(entries.map(({ sourceId }) => sourceId)),
    bigintArray(entries.map(({ hour }) => hour)),
    bigintArray(entries.map(({ received }) => received)),
    bigintArray(entries.map(({ stored }) => stored)),
    bigintArray(entries.map(({ duplicates }) => duplicates)),
    bigintArray(entries.map(({ quarantined }) => quarantined)),
    bigintArray(entries.map(({ conflicts }) => conflicts)),
    bigintArray(entries.map(({ lastAt }) => lastAt)),
  ]);
}

/** What could not be taken, as it came. */
export type QuarantinedItem = {
  readonly sourceId: number;
  readonly receivedAt: number;
  readonly code: string;
  readonly path: string | null;
  readonly value: string | null;
  readonly raw: Uint8Array;
};

export async function keepQuarantined(session: Session, items: readonly QuarantinedItem[]): Promise<void> {
  session.send(QUARANTINE, [
    session.workspaceId,
    integerArray(items.map(({ sourceId }) => sourceId)),
    bigintArray(items.map(({ receivedAt }) => receivedAt)),
    textArray(items.map(({ code }) => code)),
    textArray(items.map(({ path }) => path)),
    textArray(items.map(({ value }) => value)),
    bytesArray(items.map(({ raw }) => raw)),
  ]);
}

const BOOKS = {
  name: "keep-books",
  text: `
    insert into conservation (workspace_id, source_id, hour, received, stored, duplicates, quarantined, conflicts,
      last_at)
    select $1, * from unnest($2::int[], $3::bigint[], $4::bigint[], $5::bigint[], $6::bigint[], $7::bigint[],
      $8::bigint[], $9::bigint[])`,
};

const QUARANTINE = {
  name: "keep-quarantined",
  text: `
    insert into quarantine (workspace_id, source_id, received_at, code, path, value, raw)
    select $1, * from unnest($2::int[], $3::bigint[], $4::text[], $5::text[], $6::text[], $7::bytea[])`,
};
