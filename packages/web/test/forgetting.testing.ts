import { loadPhrases } from "@plumbline/phrases";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type House, MODEL } from "./house.testing.ts";
import { visit } from "./visit.testing.ts";

const { lead: say } = (await loadPhrases("en")).screens;

const WAIT = { timeout: 120_000 };
const DAY = 86_400_000;
const on = (daysAgo: number) => new Date(Date.now() - daysAgo * DAY).toISOString().slice(0, 10);

/** What is left of a past that a workspace does not keep: it is gone for whatever is asked later, too. */
export function forgetting(house: () => House): void {
  beforeAll(async () => {
    const { client, installation } = house();
    await client.workspace.update({ body: { retentionMonths: 1 } });
    // What is too old goes once in an hour, and when a server starts.
    await installation.stop();
    await installation.start();
  });
  afterAll(() => house().client.workspace.update({ body: { retentionMonths: null } }));

  test("a score of a day whose events are gone says that it lacks them; one whose events are kept does not", async () => {
    const { url, client, send, leadOf } = house();
    const email = "nele@new.example";
    const at = new Date(Date.now() - 5 * DAY).toISOString();
    await send({ type: "identify", userId: "nele", timestamp: at, traits: { email, name: "Nele New", title: "CEO" } });
    const young = await leadOf(email);
    const old = async () => {
      const { items } = await client.leads.list({ query: { model: MODEL, limit: 100 } });
      for (const { id, firstAt } of items) {
        if (firstAt === null || Date.parse(firstAt) > Date.now() - 90 * DAY) continue;
        const { isPartial } = await client.leads.score({ params: { id }, query: { model: MODEL, on: on(45) } });
        if (isPartial) return id;
      }
      return undefined;
    };
    await expect.poll(old, WAIT).toEqual(expect.any(String));
    const one = await visit(await house().as("analyst"), url, `/leads/${await old()}?model=${MODEL}&on=${on(45)}`);
    const { page } = one;
    const told = page.getByText(say.past.isPartial, { exact: true });
    await told.waitFor(WAIT);
    // What was scored as it came needs no events.
    await page.getByRole("button", { name: say.past.today, exact: true }).click();
    await told.waitFor({ state: "hidden", ...WAIT });
    await one.go(`/leads/${young}?model=${MODEL}&on=${on(2)}`);
    await page.getByRole("heading", { level: 1, name: "Nele New" }).waitFor(WAIT);
    await page.getByRole("button", { name: say.past.today, exact: true }).waitFor(WAIT);
    await one.settled();
    expect(await told.count()).toBe(0);
    expect(one.complaints).toEqual([]);
    await one.close();
  });
}
