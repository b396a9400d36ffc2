import type { Socket } from "node:net";
import type { Pool } from "pg";
import { expect, type TestContext, vi } from "vitest";
import { Overloaded, type Receive } from "./arrival.ts";
import { collectApp, realStore } from "./collect.testing.ts";
import type { Judge } from "./decode.ts";
import { judge as judgeTruly } from "./judge.ts";

/** What happens to a request instead of a 200: 429, 503, 500, and no answer at all. */
export type Trouble = "overloaded" | "database away" | "a fault of ours" | "socket dies, but all is stored";

export const TROUBLES: readonly (readonly [string, readonly Trouble[]])[] = [
  ["all is well", []],
  ["429", ["overloaded"]],
  ["500", ["a fault of ours"]],
  ["503, twice", ["database away", "database away"]],
  ["the socket dies after the body was read", ["socket dies, but all is stored"]],
  // More would be too many: these clients try so often, and then give up.
  ["three in a row", ["socket dies, but all is stored", "overloaded", "a fault of ours"]],
];

const STATUS: Readonly<Partial<Record<Trouble, number>>> = {
  overloaded: 429,
  "database away": 503,
  "a fault of ours": 500,
};

/** A server over a real socket and a real database, whose first requests that bring events meet trouble, one each. */
export async function troubledCollector(
  pool: Pool,
  troubles: readonly Trouble[],
  // Each test's own: several run at the same time.
  { onTestFinished }: Pick<TestContext, "onTestFinished">,
) {
  const { workspace, receive: store, kept } = await realStore(pool);
  const sockets = new Set<Socket>();
  const left = [...troubles];
  const judge: Judge = (...asked) => {
    if (left[0] === "a fault of ours") throw new TypeError(left.shift());
    return judgeTruly(...asked);
  };
  const receive: Receive = async (arrival) => {
    const trouble = left.shift();
    if (trouble === "overloaded") throw new Overloaded(1);
    if (trouble === "database away") throw new Error("connection refused");
    const receipt = await store(arrival);
    if (trouble) for (const socket of sockets) socket.destroy();
    return receipt;
  };
  const app = await collectApp({ receive, workspace, judge, now: () => Date.now() });
  app.server.on("connection", (socket) => {
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket));
  });
  const statuses: number[] = [];
  app.addHook("onResponse", async ({ method }, { statusCode }) => {
    if (method === "POST") statuses.push(statusCode);
  });
  onTestFinished(() => app.close());
  const url = await app.listen({ port: 0, host: "127.0.0.1" });
  const died = troubles.includes("socket dies, but all is stored");

  /** Waits until as many events are kept as were sent and every trouble was met; nothing is there twice. */
  const allOnce = async (count: number): Promise<void> => {
    // Whoever saw no answer sends again what is there already.
    const state = async () => {
      const { ids, books } = await kept();
      return [ids.length, left.length, books.duplicates > 0];
    };
    await vi.waitFor(async () => expect(await state()).toEqual([count, 0, died]), { timeout: 60_000, interval: 50 });
    const { ids, names, times, books } = await kept();
    const named = names.filter((name) => name !== null);
    expect(new Set(ids).size).toBe(count);
    expect(new Set(named).size).toBe(named.length);
    expect(books).toEqual({ ...books, received: count + books.duplicates, stored: count, quarantined: 0 });
    for (const trouble of troubles) if (STATUS[trouble]) expect(statuses).toContain(STATUS[trouble]);
    expect(times.every((at) => Math.abs(at - Date.now()) < 120_000)).toBe(true);
  };
  return { url, left, kept, allOnce };
}
