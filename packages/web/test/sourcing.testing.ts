import { once } from "node:events";
import { createServer } from "node:http";
import { loadPhrases } from "@plumbline/phrases";
import { expect, test } from "vitest";
import type { House } from "./house.testing.ts";
import { visit } from "./visit.testing.ts";

const { screens } = await loadPhrases("en");
const { shell, sources, webhooks } = screens;
const { health, live, quarantine } = sources;

const WAIT = { timeout: 90_000 };

/** What comes in and what goes out: events as they arrive, what was refused, the books, and webhooks. */
export function sourcing(house: () => House): void {
  test("an event is seen as it arrives, a refused one is mended and replayed, and the books say so as chart and table", async () => {
    const { url, client, send } = house();
    const one = await visit(await house().as("marketer"), url, "/sources");
    const { page } = one;
    const arrivals = page.getByRole("region", { name: live.title, exact: true });
    await arrivals.getByText(shell.live, { exact: true }).waitFor(WAIT);
    await send({ type: "track", userId: "quinn", event: "Booth Visited", properties: {} });
    const arrived = arrivals.getByRole("button", { name: /Booth Visited/ });
    await arrived.first().click();
    await arrivals.getByText(live.noContent, { exact: true }).waitFor(WAIT);
    await send({ type: "track", userId: "quinn", properties: { booth: 7 } });
    await arrivals
      .getByRole("button", { name: new RegExp(live.quarantined) })
      .first()
      .waitFor(WAIT);

    await one.go("/data");
    const waiting = page.getByRole("region", { name: quarantine.title, exact: true });
    const reason = waiting.getByRole("button", { name: new RegExp(sources.refused["no-event-name"]) });
    await reason.click();
    await waiting.getByRole("button", { name: quarantine.show, exact: true }).first().click();
    const written = waiting.getByRole("textbox", { name: quarantine.mend });
    const text = await written.inputValue();
    await written.fill(JSON.stringify({ ...JSON.parse(text), event: "Booth Visited" }));
    await waiting.getByRole("button", { name: quarantine.replayMended, exact: true }).click();
    await reason.waitFor({ state: "hidden", ...WAIT });

    const books = page.getByRole("region", { name: health.balance, exact: true });
    await books.getByText(health.balanced, { exact: true }).waitFor(WAIT);
    await books.getByRole("img", { name: health.perHour }).waitFor(WAIT);
    await books.getByRole("button", { name: shell.asTable, exact: true }).click();
    const { total } = await client.books.list({ query: {} });
    const rows = books.getByRole("table", { name: health.perHour }).getByRole("row");
    const figures = (await rows.allInnerTexts()).slice(1).map((row) => row.split("\t").slice(1, 5).map(figure));
    for (const [received, ...others] of figures) expect(others.reduce((sum, n) => sum + n, 0)).toBe(received);
    expect(total.received).toBeGreaterThan(0);
    expect(one.complaints).toEqual([]);
    await one.close();
  });

  test("an endpoint is made, tested, its delivery is read with what was sent, and delivered again", async () => {
    const { url } = house();
    const told: string[] = [];
    const receiver = createServer((request, response) => {
      request.on("data", (part) => told.push(String(part))).on("end", () => response.end());
    });
    await once(receiver.listen(0, "127.0.0.1"), "listening");
    const at = receiver.address();
    const address = `http://127.0.0.1:${typeof at === "object" ? at?.port : 0}/hook`;
    try {
      const one = await visit(await house().as("admin"), url, "/webhooks");
      const { page } = one;
      const dialog = page.getByRole("dialog");
      await page.getByRole("button", { name: webhooks.create, exact: true }).first().click();
      await dialog.getByLabel(webhooks.url).fill(address);
      await dialog.getByRole("button", { name: webhooks.create, exact: true }).click();
      await dialog.getByRole("region", { name: webhooks.secret }).waitFor(WAIT);
      await dialog.getByRole("button", { name: shell.close, exact: true }).click();
      await page.getByRole("button", { name: webhooks.actionsOf(address), exact: true }).click();
      await page.getByRole("menuitem", { name: webhooks.test, exact: true }).click();
      const delivery = page
        .getByRole("table", { name: webhooks.deliveries })
        .getByRole("row")
        .filter({ hasText: address });
      await delivery.getByText(webhooks.states.delivered, { exact: true }).waitFor(WAIT);
      await delivery.getByRole("button", { name: webhooks.announcements["endpoint.test"], exact: true }).click();
      await dialog.getByRole("heading", { name: webhooks.payload }).waitFor(WAIT);
      await dialog.getByText("endpoint.test").first().waitFor(WAIT);
      await dialog.getByRole("button", { name: webhooks.redeliver, exact: true }).click();
      await dialog.getByText(webhooks.redelivered, { exact: true }).waitFor(WAIT);
      await expect.poll(() => told.length, WAIT).toBe(2);
      expect(told[1]).toBe(told[0]);
      expect(JSON.parse(told[0] ?? "")).toMatchObject({ type: "endpoint.test" });
      expect(one.complaints).toEqual([]);
      await one.close();
    } finally {
      receiver.close();
    }
  });
}

const figure = (shown: string): number => Number(shown.replaceAll(/\D/g, ""));
