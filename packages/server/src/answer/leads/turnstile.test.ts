import { expect, test } from "vitest";
import { turnstile } from "./turnstile.ts";

const refused = { problem: { code: "unavailable" } };

test("some are let through at a time, the others in their order", async () => {
  const turns = turnstile(2);
  const entered: number[] = [];
  const leaves: (() => void)[] = [];
  const coming = [1, 2, 3, 4].map(async (one) => {
    const leave = await turns();
    entered.push(one);
    leaves.push(leave);
  });
  await Promise.all(coming.slice(0, 2));
  expect(entered).toEqual([1, 2]);
  leaves[0]?.();
  leaves[0]?.();
  await coming[2];
  expect(entered).toEqual([1, 2, 3]);
  leaves[1]?.();
  await coming[3];
  expect(entered).toEqual([1, 2, 3, 4]);
});

test("one waits so often at most, and keeps no other from waiting", async () => {
  const turns = turnstile(1, 2);
  const leave = await turns("ann");
  const waiting = [turns("ann"), turns("ann")];
  await expect(turns("ann")).rejects.toMatchObject(refused);
  const other = turns("bob");
  leave();
  for (const one of [...waiting, other]) (await one)();
  (await turns("ann"))();
});

test("who has gone waits no longer, and takes nobody's turn", async () => {
  const turns = turnstile(1, 1);
  const leave = await turns("ann");
  const gone = new AbortController();
  const one = turns("ann", gone.signal);
  gone.abort();
  await expect(one).rejects.toMatchObject(refused);
  await expect(turns("ann", gone.signal)).rejects.toMatchObject(refused);
  const next = turns("ann");
  leave();
  (await next)();
});
