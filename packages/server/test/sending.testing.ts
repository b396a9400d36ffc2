import { setTimeout as sleep } from "node:timers/promises";
import type { JsonObject } from "@plumbline/scoring";

/** What became of many requests. */
export type Sending = {
  /** Ids of events whose request was answered with 200. */
  readonly acknowledged: Set<string>;
  /** How often each status came; 0 where the connection broke. */
  readonly statuses: Map<number, number>;
};

export const newSending = (): Sending => ({ acknowledged: new Set(), statuses: new Map() });

export type SendOptions = {
  /** Servers in turn, as a balancer gives them. */
  readonly urls: readonly string[];
  readonly writeKey: string;
  readonly connections: number;
  readonly sending?: Sending;
  /** Told before each batch how many were sent; what it returns is not waited for. */
  readonly onBatch?: (sent: number) => void;
};

/**
 * Sends batches over some connections at once. What is not taken is sent again until it is, as client libraries do:
 * with the same ids, after a pause that grows, or that the answer names.
 */
export async function sendBatches(batches: readonly (readonly JsonObject[])[], options: SendOptions): Promise<Sending> {
  const { connections, sending = newSending(), onBatch } = options;
  let next = 0;
  const work = async (lane: number): Promise<void> => {
    while (next < batches.length) {
      const at = next++;
      onBatch?.(at);
      await sendUntilTaken(batches[at] ?? [], options, lane + at, sending);
    }
  };
  await Promise.all(Array.from({ length: connections }, (_, lane) => work(lane)));
  return sending;
}

const MOST_PAUSE = 1000;

async function sendUntilTaken(
  batch: readonly JsonObject[],
  { urls, writeKey }: SendOptions,
  turn: number,
  { acknowledged, statuses }: Sending,
): Promise<void> {
  const body = JSON.stringify({ batch, writeKey });
  for (let attempt = 0; ; attempt++) {
    const { status, pause } = await post(urls[(turn + attempt) % urls.length] as string, body);
    statuses.set(status, (statuses.get(status) ?? 0) + 1);
    if (status === 200) {
      for (const { messageId } of batch) acknowledged.add(messageId as string);
      return;
    }
    if (status !== 0 && status !== 429 && status < 500) throw new Error(`A batch was refused: ${status}`);
    await sleep(Math.min(MOST_PAUSE, pause ?? 50 * 2 ** Math.min(attempt, 10)));
  }
}

async function post(url: string, body: string): Promise<{ status: number; pause?: number }> {
  try {
    const response = await fetch(`${url}/v1/batch`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body,
    });
    await response.arrayBuffer();
    const after = response.headers.get("retry-after");
    return { status: response.status, ...(after !== null && { pause: Number(after) * 1000 }) };
  } catch {
    return { status: 0 };
  }
}

/** Numbers in [0, 1) that are the same for the same seed: mulberry32, Tommy Ettinger, 2017. */
export function randomFrom(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** In another order: Fisher and Yates. */
export function shuffled<Item>(items: readonly Item[], random: () => number): Item[] {
  const all = [...items];
  for (let at = all.length - 1; at > 0; at--) {
    const other = Math.floor(random() * (at + 1));
    [all[at], all[other]] = [all[other] as Item, all[at] as Item];
  }
  return all;
}

export function inBatches<Item>(items: readonly Item[], size: number): Item[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, i) => items.slice(i * size, (i + 1) * size));
}
