import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { handOver } from "./hand-over.ts";
import { turnstile } from "./turnstile.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const MINUTE = 60_000;
const never = new AbortController().signal;

test("everything arrives in its order, and the giver is at most one ahead", async () => {
  const over = handOver<number>(never, MINUTE);
  let given = 0;
  const giving = (async () => {
    for (const one of [1, 2, 3]) {
      await over.give(one);
      given = one;
    }
    over.end();
  })();
  const seen: number[][] = [];
  for await (const one of over.all()) seen.push([one, given]);
  await giving;
  expect(seen).toEqual([
    [1, 0],
    [2, 1],
    [3, 2],
  ]);
});

test("who reads no more for a minute holds nobody any longer, and is told that it broke off", async () => {
  const over = handOver<number>(never, MINUTE);
  const reader = over.all();
  const first = over.give(1);
  expect(await reader.next()).toMatchObject({ value: 1 });
  // Whoever has taken something and asks for nothing more has not read it yet.
  await vi.advanceTimersByTimeAsync(MINUTE - 1);
  expect(over.isOver()).toBe(false);
  await vi.advanceTimersByTimeAsync(1);
  await first;
  expect(over.isOver()).toBe(true);
  await over.give(2);
  over.end();
  await expect(reader.next()).rejects.toThrow("Nobody reads");
});

test("a reader who is gone ends it, and what failed fails", async () => {
  const gone = new AbortController();
  const over = handOver<number>(gone.signal, MINUTE);
  const giving = over.give(1);
  gone.abort();
  await giving;
  expect(over.isOver()).toBe(true);
  expect(await handOver<number>(gone.signal, MINUTE).all().next()).toMatchObject({ done: true });
  const broken = handOver<number>(never, MINUTE);
  broken.fail(new Error("away"));
  await expect(broken.all().next()).rejects.toThrow("away");
});

test("some go through at a time, the others in their order", async () => {
  const turns = turnstile(2);
  const inside: string[] = [];
  const leave: Record<string, () => void> = {};
  const enter = async (name: string) => {
    leave[name] = await turns();
    inside.push(name);
  };
  for (const name of ["a", "b", "c", "d"]) void enter(name);
  await vi.advanceTimersByTimeAsync(0);
  expect(inside).toEqual(["a", "b"]);
  leave["b"]?.();
  leave["b"]?.();
  await vi.advanceTimersByTimeAsync(0);
  expect(inside).toEqual(["a", "b", "c"]);
  leave["a"]?.();
  leave["c"]?.();
  await vi.advanceTimersByTimeAsync(0);
  await enter("e");
  expect(inside).toEqual(["a", "b", "c", "d", "e"]);
});
