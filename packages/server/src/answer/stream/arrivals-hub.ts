import { randomUUID } from "node:crypto";
import type { Notification, Pool } from "pg";
import type { BatchItem, Fate } from "../../batch.ts";
import { keepLine } from "./line.ts";
import { subscriptions, type Told } from "./subscriptions.ts";

/** An event that arrived, and what became of it: nothing of what it said but its name. */
type Arrived = {
  readonly id: string;
  readonly source: number;
  readonly at: number;
  readonly type: string | null;
  readonly name: string | null;
  readonly identity: "user" | "anonymous" | null;
  readonly outcome: Fate;
  readonly code: string | null;
  readonly path: string | null;
  /** In ms. */
  readonly took: number;
};

export type ArrivalNews =
  | { readonly kind: "arrival"; readonly arrival: Arrived }
  | { readonly kind: "skipped"; readonly source: number; readonly count: number };

export type ArrivalsHub = {
  /** Takes what was stored here; where somebody watches, whichever process tells them, they hear of it a moment later. */
  readonly onStored: (workspaceId: number, items: readonly BatchItem[], fates: readonly Fate[]) => void;
  /** Hears from now on who watches: for processes that store. */
  start(): Promise<void>;
  subscribe(workspaceId: number, signal: AbortSignal): Promise<AsyncGenerator<Told<ArrivalNews>>>;
  close(): Promise<void>;
};

export type ArrivalsOptions = {
  readonly pool: Pool;
  readonly now: () => number;
  readonly onError?: (error: unknown) => void;
};

/** Who watches says so on the first; what arrives is told on the second, and only while somebody does. */
const WATCH = "plumbline_watch";
const ARRIVALS = "plumbline_arrivals";
/** How often watching is said, and how long it holds, in ms. */
const SAY = 4000;
const HOLDS = 10_000;
const PAUSE = 250;
/** So many of a workspace are told at a time; of floods, people see a part. */
const MOST_AT_ONCE = 25;
/** PostgreSQL takes payloads below 8000 bytes. */
const LONGEST = 7500;
const LONGEST_NAME = 80;

/** Lets people watch events arrive, over however many processes; it costs nothing as long as nobody does. */
export function openArrivals({ pool, now, onError = () => {} }: ArrivalsOptions): ArrivalsHub {
  const process = randomUUID().slice(0, 8);
  const watched = new Map<number, number>();
  const pending = new Map<number, Pending>();
  const listeners = subscriptions<ArrivalNews>();
  let timer: NodeJS.Timeout | undefined;
  let isStarted = false;
  let told = 0;
  let sending: Promise<void> = Promise.resolve();

  const hear = ({ channel, payload = "" }: Notification): void => {
    if (channel === WATCH) watched.set(Number(payload), now() + HOLDS);
    if (channel !== ARRIVALS) return;
    const { workspaceId, news } = JSON.parse(payload) as Message;
    if (listeners.has(workspaceId)) listeners.give(workspaceId, news);
  };
  const line = keepLine({
    ...{ pool, channels: [WATCH, ARRIVALS], hear, onError },
    isWanted: () => isStarted || listeners.workspaces().length > 0,
    onGap: listeners.missAll,
  });
  const say = async (channel: string, payload: string): Promise<void> => {
    const { client } = await line.connect();
    await client.query("select pg_notify($1, $2)", [channel, payload]);
  };
  const sayWatching = async (): Promise<void> => {
    for (const workspaceId of listeners.workspaces()) await say(WATCH, String(workspaceId));
  };
  const beat = setInterval(() => {
    sayWatching().catch(onError);
  }, SAY);
  beat.unref();

  const send = async (): Promise<void> => {
    const messages = [...pending].flatMap(([workspaceId, one]) => messagesOf(workspaceId, one));
    pending.clear();
    for (const message of messages) await say(ARRIVALS, message);
  };

  return {
    onStored: (workspaceId, items, fates) => {
      if ((watched.get(workspaceId) ?? 0) < now()) return;
      const own = pending.get(workspaceId) ?? { arrivals: [], skipped: new Map<number, number>() };
      pending.set(workspaceId, own);
      for (const [i, item] of items.entries()) {
        if (own.arrivals.length >= MOST_AT_ONCE)
          own.skipped.set(item.sourceId, (own.skipped.get(item.sourceId) ?? 0) + 1);
        else own.arrivals.push(arrivedOf(item, fates[i] as Fate, now(), `${process}-${told++}`));
      }
      timer ??= setTimeout(() => {
        timer = undefined;
        sending = sending.then(send).catch(onError);
      }, PAUSE).unref();
    },
    start: async () => {
      isStarted = true;
      await line.connect();
    },
    subscribe: async (workspaceId, signal) => {
      await line.connect();
      const news = listeners.open(workspaceId, signal);
      await say(WATCH, String(workspaceId));
      return news;
    },
    close: async () => {
      clearInterval(beat);
      clearTimeout(timer);
      listeners.closeAll();
      await sending;
      await line.close();
    },
  };
}

/** `skipped`: how many more there were, by source. */
type Pending = { readonly arrivals: Arrived[]; readonly skipped: Map<number, number> };
type Message = { readonly workspaceId: number; readonly news: readonly ArrivalNews[] };

/** As many to a message as it holds. */
function messagesOf(workspaceId: number, { arrivals, skipped }: Pending): string[] {
  const messages: ArrivalNews[][] = [[]];
  let length = 0;
  for (const arrival of arrivals) {
    const one: ArrivalNews = { kind: "arrival", arrival };
    const size = Buffer.byteLength(JSON.stringify(one)) + 1;
    if (length + size > LONGEST) {
      messages.push([]);
      length = 0;
    }
    messages.at(-1)?.push(one);
    length += size;
  }
  for (const [source, count] of skipped) messages.at(-1)?.push({ kind: "skipped", source, count });
  return messages.map((news) => JSON.stringify({ workspaceId, news } satisfies Message));
}

function arrivedOf({ sourceId, receivedAt, item }: BatchItem, outcome: Fate, now: number, id: string): Arrived {
  const about = { id, source: sourceId, at: receivedAt, outcome, took: Math.max(0, now - receivedAt) };
  if (item.refused) {
    const { code, path = null } = item.refused;
    return { ...about, type: null, name: null, identity: null, code, path: path && short(path) };
  }
  const { type, event, name, userId, anonymousId } = item.event;
  const called = event ?? name ?? null;
  return {
    ...about,
    type,
    name: called === null ? null : short(called),
    identity: userId !== undefined ? "user" : anonymousId !== undefined ? "anonymous" : null,
    code: outcome === "quarantined" ? "poison" : null,
    path: null,
  };
}

const short = (text: string): string => (text.length > LONGEST_NAME ? `${text.slice(0, LONGEST_NAME)}…` : text);
