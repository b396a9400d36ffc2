import { hash } from "node:crypto";
import type { Json } from "@plumbline/scoring";
import {
  type BookEntry,
  findConflicts,
  keepBooks,
  keepQuarantined,
  keepSeen,
  type SeenMessage,
  type Session,
} from "@plumbline/store";
import type { BatchItem, Fate } from "../batch.ts";
import type { Arrived, Refused } from "./arrival.ts";

/** A batch after deduplication: what became of each item, and those that are new. */
export type Noted = {
  readonly fates: readonly Fate[];
  readonly fresh: readonly BatchItem<Arrived>[];
  /** Of the duplicates, where they stand in the batch: those that said something else than the first. */
  readonly conflicts: ReadonlySet<number>;
};

const HOUR = 3_600_000;

/** Tells what is new from what was seen before, within the batch and for ever, and notes it. */
export async function noteBatch(session: Session, digestKey: Uint8Array, items: readonly BatchItem[]): Promise<Noted> {
  const fates: Fate[] = items.map(({ item }) => (item.refused ? "quarantined" : "duplicate"));
  const firsts = firstsIn(items, digestKey);
  const conflicts = new Set(firsts.conflicts);
  const isNew = firsts.messages.length > 0 ? await keepSeen(session, firsts.messages) : new Set<number>();
  const places = [...isNew].map((i) => firsts.places[i] as number).sort((a, b) => a - b);
  for (const place of places) fates[place] = "stored";
  const repeated = [...firsts.messages.keys()].filter((i) => !isNew.has(i));
  if (repeated.length > 0) {
    const messages = repeated.map((i) => firsts.messages[i] as SeenMessage);
    for (const i of await findConflicts(session, messages))
      conflicts.add(firsts.places[repeated[i] as number] as number);
  }
  return { fates, conflicts, fresh: places.map((place) => items[place] as BatchItem<Arrived>) };
}

/** The first of each id in a batch, sorted by digest. */
function firstsIn(items: readonly BatchItem[], digestKey: Uint8Array) {
  const byId = new Map<string, { readonly message: SeenMessage; readonly place: number }>();
  const conflicts = new Set<number>();
  for (const [place, { item }] of items.entries()) {
    if (item.refused) continue;
    const id = idOf(item);
    const content = contentOf(item);
    const first = byId.get(id);
    if (!first) byId.set(id, { message: { digest: digestOf(id, digestKey), content }, place });
    else if (first.message.content !== content) conflicts.add(place);
  }
  const sorted = [...byId.values()].sort((a, b) => (a.message.digest < b.message.digest ? -1 : 1));
  return { messages: sorted.map(({ message }) => message), places: sorted.map(({ place }) => place), conflicts };
}

/**
 * What a message is known by. Ids that we give can be guessed, and whoever sends may write what she likes: so ours are
 * others than those that came, however they are written, for no id that comes has a NUL in it.
 */
function idOf({ event, flags, isNamedHere }: Arrived): string {
  return isNamedHere || flags.includes("no-message-id") ? `\0${event.messageId}` : event.messageId;
}

function digestOf(messageId: string, key: Uint8Array): string {
  return hash("sha256", Buffer.concat([key, Buffer.from(messageId)]), "hex").slice(0, 32);
}

/**
 * 32 bits of what an event says. Its time is left out: where the client said none, every repetition has another; and so is
 * the order of its members, which JSON gives no meaning.
 */
function contentOf({ event }: Arrived): number {
  const { type, event: track, name, userId, anonymousId, properties, traits } = event;
  let sum = SEED;
  for (const text of [type, track, name, userId, anonymousId]) sum = withText(sum, text ?? "");
  return withJson(withJson(sum, properties ?? null), traits ?? null);
}

const SEED = 0x811c9dc5;

/** FNV-1a, with an end: of two texts after one another it matters where the first ends. */
function withText(from: number, text: string): number {
  let sum = from;
  for (let i = 0; i < text.length; i++) sum = Math.imul(sum ^ text.charCodeAt(i), 0x01000193);
  return Math.imul(sum ^ 0x10000, 0x01000193);
}

/** Members are added up, so that it is all one in which order they come. Nothing that arrives is deeper than `DEEPEST`. */
function withJson(from: number, value: Json): number {
  if (typeof value === "string") return withText(from, value);
  if (typeof value !== "object" || value === null) return withText(from ^ 1, String(value));
  if (Array.isArray(value)) return withText(value.reduce<number>(withJson, from ^ 2), "");
  let sum = from ^ 3;
  for (const [key, member] of Object.entries(value)) sum = (sum + withJson(withText(SEED, key), member)) | 0;
  return withText(sum, "");
}

/** Writes what could not be taken, and the books. */
export async function keepNoted(session: Session, items: readonly BatchItem[], noted: Noted): Promise<void> {
  const refused = items.filter((one): one is BatchItem<Refused> => one.item.refused !== undefined);
  if (refused.length > 0) {
    await keepQuarantined(
      session,
      refused.map(({ sourceId, receivedAt, item }) => ({
        sourceId,
        receivedAt,
        code: item.refused.code,
        path: item.refused.path ?? null,
        value: item.refused.value ?? null,
        raw: item.raw,
      })),
    );
  }
  await keepBooks(session, entriesOf(items, noted));
}

function entriesOf(items: readonly BatchItem[], { fates, conflicts }: Noted): BookEntry[] {
  const entries = new Map<string, { -readonly [Key in keyof BookEntry]: BookEntry[Key] }>();
  for (const [i, { sourceId, receivedAt }] of items.entries()) {
    const hour = Math.floor(receivedAt / HOUR) * HOUR;
    const key = `${sourceId}:${hour}`;
    const entry = entries.get(key) ?? {
      sourceId,
      hour,
      received: 0,
      stored: 0,
      duplicates: 0,
      quarantined: 0,
      conflicts: 0,
      lastAt: receivedAt,
    };
    entry.lastAt = Math.max(entry.lastAt ?? 0, receivedAt);
    entry.received += 1;
    if (conflicts.has(i)) entry.conflicts += 1;
    if (fates[i] === "stored") entry.stored += 1;
    else if (fates[i] === "duplicate") entry.duplicates += 1;
    else entry.quarantined += 1;
    entries.set(key, entry);
  }
  return [...entries.values()];
}
