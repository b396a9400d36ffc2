import { type Event, isSegmentTrait, quickDigest } from "@plumbline/scoring";
import { inTransaction, type Session } from "@plumbline/store";
import type { Pool } from "pg";
import type { BatchItem, Fate } from "../batch.ts";
import { type Configuration, currentConfiguration } from "../configuration.ts";
import type { ScoreChange } from "../decide/keep-placed.ts";
import { isFaultOfData } from "../fault-of-data.ts";
import { flow } from "../flow.ts";
import { type Arrival, type Arrived, Overloaded, type Receipt, type Receive, type Refused } from "./arrival.ts";
import { keepNoted, noteBatch } from "./note-batch.ts";
import { refusedItem } from "./refused-item.ts";
import { withTraffic } from "./traffic.ts";

export type GatherOptions = {
  readonly pool: Pool;
  readonly now: () => number;
  /** Told after every commit whose score has changed. */
  readonly onChange?: (workspaceId: number, changes: readonly ScoreChange[]) => void;
  /** Told after every commit what became of the items. */
  readonly onStored?: (workspaceId: number, items: readonly BatchItem[], fates: readonly Fate[]) => void;
  /** Told of items that only alone could not be stored: the error names the fault, not the person. */
  readonly onPoison?: (error: unknown) => void;
  /** Most items in one transaction. */
  readonly batchSize?: number;
  /** Transactions at the same time, of one workspace: events of one identity always go the same way. */
  readonly lanes?: number;
  /** How many items may wait before more is turned away, and how many bytes of them. */
  readonly mostWaiting?: number;
  readonly mostWaitingBytes?: number;
  /** What new events come to; a benchmark compares another one. */
  readonly flow?: typeof flow;
};

/** What one lane has to do of an arrival. */
type Part = {
  readonly items: readonly BatchItem[];
  /** Of its items, as far as is known. */
  readonly bytes: number;
  readonly within: Within | undefined;
  readonly resolve: (fates: readonly Fate[]) => void;
  readonly reject: (error: unknown) => void;
};

/** What is done at the end of a transaction, with what became of the items. */
type Within = (session: Session, fates: readonly Fate[]) => Promise<void>;

/** How long few wait for others, in ms. */
const LINGER = 2;
/** So many bytes of events, as JSON, are one transaction's: in memory they are several times as large. */
const BATCH_BYTES = 16 * 1024 * 1024;
/** So many items are not few: their transaction costs more than its beginning and end. */
const MANY = 100;

/**
 * Gathers what arrives at the same time into micro-batches, each one transaction: identify, measure, score,
 * decide. Each lane has one under way while its next one grows. An identity always takes the same lane, so that lanes
 * hardly ever wait for one another.
 */
export function gather(options: GatherOptions): { readonly receive: Receive; idle(): Promise<void> } {
  const { mostWaiting = 20_000, mostWaitingBytes = 64 * 1024 * 1024, lanes = 2 } = options;
  const workspaces = new Map<number, readonly Lane[]>();

  const receive: Receive = async (arrival) => {
    const { workspaceId } = arrival;
    const own = workspaces.get(workspaceId) ?? Array.from({ length: lanes }, () => laneOf(options, workspaceId));
    workspaces.set(workspaceId, own);
    const waiting = (of: keyof Waiting) => own.reduce((sum, lane) => sum + lane.waiting()[of], 0);
    if (waiting("items") > mostWaiting || waiting("bytes") > mostWaitingBytes) throw new Overloaded(1);
    // What shall be one transaction takes one lane, whoever is in it.
    const parts = partsOf(arrival, arrival.within ? 1 : lanes);
    const within = withinOf(arrival);
    // Nobody has looked how large each is.
    const bytesOf = (items: readonly BatchItem[]) => ((arrival.bytes ?? 0) * items.length) / arrival.items.length;
    const fates = await Promise.all(
      parts.map((items, i) => (items.length === 0 ? [] : (own[i] as Lane).take(items, bytesOf(items), within))),
    );
    return receiptOf(fates.flat());
  };
  const idle = async (): Promise<void> => {
    for (const lane of [...workspaces.values()].flat()) await lane.idle();
  };
  return { receive, idle };
}

function withinOf({ within }: Arrival): Within | undefined {
  return within && ((session, fates) => within(session, receiptOf(fates)));
}

function partsOf({ items, sourceId, receivedAt }: Arrival, lanes: number): BatchItem[][] {
  const parts: BatchItem[][] = Array.from({ length: lanes }, () => []);
  for (const item of items) {
    const known = item.refused ? item : { ...item, event: withTraffic(withoutHouseTraits(item), item.traffic) };
    parts[laneFor(item, lanes)]?.push({ sourceId, receivedAt, item: known });
  }
  return parts;
}

/** Who is on a fixed segment is for the house to say, not for whoever sends events. */
function withoutHouseTraits({ event, ofTheHouse }: Arrived): Event {
  if (ofTheHouse || !event.traits || !Object.keys(event.traits).some(isSegmentTrait)) return event;
  const traits = Object.fromEntries(Object.entries(event.traits).filter(([name]) => !isSegmentTrait(name)));
  return { ...event, traits };
}

function laneFor(item: Arrived | Refused, lanes: number): number {
  if (item.refused || lanes === 1) return 0;
  const id = item.event.userId ?? item.event.anonymousId ?? "";
  return (quickDigest(id, 0) >>> 0) % lanes;
}

function receiptOf(fates: readonly Fate[]): Receipt {
  const count = (fate: Fate) => fates.reduce((sum, one) => sum + (one === fate ? 1 : 0), 0);
  return { stored: count("stored"), duplicates: count("duplicate"), quarantined: count("quarantined") };
}

type Waiting = { readonly items: number; readonly bytes: number };

type Lane = {
  take(items: readonly BatchItem[], bytes: number, within?: Within): Promise<readonly Fate[]>;
  waiting(): Waiting;
  idle(): Promise<void>;
};

function laneOf(options: GatherOptions, workspaceId: number): Lane {
  const { batchSize = 1000 } = options;
  const memory: Memory = { workspaceId, configuration: undefined };
  const queue: Part[] = [];
  let waiting: Waiting = { items: 0, bytes: 0 };
  let running: Promise<void> | undefined;
  const add = (parts: readonly Part[], sign: 1 | -1): void => {
    for (const { items, bytes } of parts) {
      waiting = { items: waiting.items + sign * items.length, bytes: waiting.bytes + sign * bytes };
    }
  };

  const run = async (): Promise<void> => {
    while (queue.length > 0) {
      // Few come alone, and who was just answered has the next one ready.
      if (waiting.items < MANY) await new Promise((resolve) => setTimeout(resolve, LINGER));
      const parts = next(queue, batchSize);
      add(parts, -1);
      await store(options, memory, parts);
    }
    running = undefined;
  };
  return {
    take: (items, bytes, within) =>
      new Promise((resolve, reject) => {
        const part = { items, bytes, within, resolve, reject };
        queue.push(part);
        add([part], 1);
        running ??= run();
      }),
    waiting: () => waiting,
    idle: async () => running,
  };
}

/** What a lane remembers from batch to batch. */
type Memory = { readonly workspaceId: number; configuration: Configuration | undefined };

function next(queue: Part[], most: number): Part[] {
  let items = 0;
  let bytes = 0;
  let count = 0;
  for (const part of queue) {
    const isTooMuch = items + part.items.length > most || bytes + part.bytes > BATCH_BYTES;
    if (count > 0 && (part.within || isTooMuch)) break;
    items += part.items.length;
    bytes += part.bytes;
    count += 1;
    if (part.within) break;
  }
  return queue.splice(0, count);
}

/** Stores a batch and answers everyone in it. Never rejects. */
async function store(options: GatherOptions, memory: Memory, parts: readonly Part[]): Promise<void> {
  try {
    const fates = await takeOrBisect(
      options,
      memory,
      parts.flatMap(({ items }) => items),
      // Whoever brings one is alone.
      parts[0]?.within,
    );
    let at = 0;
    for (const { items, resolve } of parts) {
      resolve(fates.slice(at, at + items.length));
      at += items.length;
    }
  } catch (error) {
    for (const { reject } of parts) reject(error);
  }
}

/** One transaction; where the fault lies in what was sent, halves, so that one bad item stops no other. */
async function takeOrBisect(
  options: GatherOptions,
  memory: Memory,
  items: readonly BatchItem[],
  within: Within | undefined,
): Promise<readonly Fate[]> {
  try {
    return await takeBatch(options, memory, items, within);
  } catch (error) {
    if (!isFaultOfData(error)) throw error;
    const [only] = items;
    if (only && items.length === 1) {
      options.onPoison?.(error);
      return takeBatch(options, memory, [poisonous(only)], within);
    }
    const half = Math.ceil(items.length / 2);
    const first = await takeOrBisect(options, memory, items.slice(0, half), undefined);
    const last: Within | undefined = within && ((session, fates) => within(session, [...first, ...fates]));
    return [...first, ...(await takeOrBisect(options, memory, items.slice(half), last))];
  }
}

async function takeBatch(
  { pool, now, onChange, onStored, flow: comeTo = flow }: GatherOptions,
  memory: Memory,
  items: readonly BatchItem[],
  within: Within | undefined,
): Promise<readonly Fate[]> {
  const { fates, changes } = await inTransaction(
    pool,
    memory.workspaceId,
    async (session) => {
      const { configuration, noted } = await noteFirst(session, memory, items);
      const changed = noted.fresh.length > 0 ? await comeTo(session, configuration, noted.fresh, now()) : [];
      await keepNoted(session, items, noted);
      await within?.(session, noted.fates);
      return { fates: noted.fates, changes: changed };
    },
    { configuration: "sharing" },
  );
  if (changes.length > 0) onChange?.(memory.workspaceId, changes);
  onStored?.(memory.workspaceId, items, fates);
  return fates;
}

/** Whether the copy of the configuration still holds is asked along with what is new: the key of digests never changes. */
async function noteFirst(session: Session, memory: Memory, items: readonly BatchItem[]) {
  const configuring = currentConfiguration(session, memory.configuration);
  const { digestKey } = memory.configuration ?? (await configuring);
  const [configuration, noted] = await Promise.all([configuring, noteBatch(session, digestKey, items)]);
  memory.configuration = configuration;
  return { configuration, noted };
}

function poisonous({ sourceId, receivedAt, item }: BatchItem): BatchItem {
  const because = { code: "poison" } as const;
  const kept = item.refused
    ? { refused: because, raw: item.raw }
    : refusedItem(because, () => Buffer.from(JSON.stringify(item.event)), item.consent);
  return { sourceId, receivedAt, item: kept };
}
