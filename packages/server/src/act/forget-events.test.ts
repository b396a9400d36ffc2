import { inTransaction, keepMonths } from "@plumbline/store";
import { testDatabase } from "@plumbline/store/testing";
import { expect, test } from "vitest";
import { DAY, eventsOf, type House, MODEL, NOW, newHouse } from "../answer/leads/leads.testing.ts";
import { forgetEvents } from "./forget-events.ts";

const { pool } = await testDatabase();
const LONG_AGO = NOW - 70 * DAY;

const months = async () =>
  (
    await pool.query("select inhrelid::regclass::text as name from pg_inherits where inhparent = 'event'::regclass")
  ).rows
    .map(({ name }) => name)
    .sort();

const countEvents = ({ workspaceId }: House): Promise<number> =>
  inTransaction(pool, workspaceId, async (session) => {
    const text = "select count(*)::int as n from event where workspace_id = $1";
    return (await session.rows<{ n: number }>({ name: "", text }, [workspaceId]))[0]?.n ?? 0;
  });

test("a month of which something came before it was made stays apart, and the others are made", async () => {
  const house = await newHouse(pool);
  await house.send([eventsOf("ann").demo()]);
  // Of a clock that was months ahead for a moment, too.
  await house.send([eventsOf("bob").demo()], NOW + 60 * DAY);
  await keepMonths(pool, NOW);
  expect(await months()).toEqual(["event_2026_12", "event_2027_02", "event_default"]);
  await keepMonths(pool, NOW);
  expect(await countEvents(house)).toBe(2);
});

test("only what a workspace does not keep is forgotten, wherever it lies", async () => {
  await keepMonths(pool, LONG_AGO - 31 * DAY, 2);
  const [forgetting, keeping] = [await newHouse(pool, [MODEL], { retentionMonths: 1 }), await newHouse(pool)];
  for (const house of [forgetting, keeping]) {
    for (const at of [LONG_AGO - 300 * DAY, LONG_AGO, NOW]) {
      house.clock.now = at;
      await house.send([eventsOf("ann").demo(at)], at);
    }
  }
  expect(await forgetEvents(pool, NOW)).toBe(2);
  expect([await countEvents(forgetting), await countEvents(keeping)]).toEqual([1, 3]);
  expect(await forgetEvents(pool, NOW)).toBe(0);
});

test("a past score says where it lacks what has been forgotten, and only there", async () => {
  const [forgetting, keeping] = [await newHouse(pool, [MODEL], { retentionMonths: 1 }), await newHouse(pool)];
  const asked: Record<string, unknown>[] = [];
  for (const house of [forgetting, keeping]) {
    house.clock.now = LONG_AGO;
    await house.send([eventsOf("ann").demo(LONG_AGO)], LONG_AGO);
    house.clock.now = NOW;
    await house.send([eventsOf("ann").pricing(), eventsOf("bob").pricing(NOW - DAY)]);
  }
  await forgetEvents(pool, NOW);
  for (const house of [forgetting, keeping]) {
    const { items } = (await house.get("/leads")).body;
    const [ann, bob] = items.map((lead: { id: string }) => Number(lead.id)).sort((x: number, y: number) => x - y);
    for (const [lead, on] of [
      [ann, "2026-09-12"],
      [ann, "2026-09-13"],
      [ann, "2026-11-22"],
      [bob, "2026-11-22"],
    ]) {
      const { total, isPartial } = (await house.get(`/leads/${lead}/score?on=${on}`)).body;
      asked.push({ total, isPartial });
    }
  }
  const whole = (total: number) => ({ total, isPartial: false });
  const bobs = asked[7]?.["total"] as number;
  expect(asked).toEqual([
    ...[whole(0), { total: 0, isPartial: true }, { total: 10, isPartial: true }, whole(bobs)],
    ...[whole(0), whole(30), whole(10), whole(bobs)],
  ]);
});
