import { loadPhrases } from "@plumbline/phrases";
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import type { House } from "./house.testing.ts";
import { visit } from "./visit.testing.ts";

const { leads, shell } = (await loadPhrases("en")).screens;

const WAIT = { timeout: 120_000 };
/** More than two pages of the list. */
const CROWD = 320;
const ROW = 56;
/** So many rows down somebody reads. */
const DOWN = 250;

/** Whatever the number of changes is. */
const PUT_IN_ORDER = new RegExp(`${leads.moved(1).split(":").at(-1)?.trim()}$`);

/** What changes by itself, under the eyes of who reads. */
export function live(house: () => House): void {
  test("who reads far down the list keeps her place while scores change, and puts it in order when she likes", async () => {
    const { url, send, leadOf } = house();
    const people = Array.from({ length: CROWD }, (_, i) => ({ userId: `crowd${i}`, email: `crowd${i}@crowd.example` }));
    const known = people.map(({ userId, email }) => ({
      ...{ type: "identify", userId },
      traits: { email, name: `Crowd ${userId}`, title: "Clerk" },
    }));
    await send(...known.slice(0, CROWD / 2));
    await send(...known.slice(CROWD / 2));
    await leadOf(`crowd${CROWD - 1}@crowd.example`);
    const one = await visit(await house().as("sales"), url, "/leads");
    const { page } = one;
    await page.getByText(shell.live, { exact: true }).waitFor(WAIT);
    await scrollTo(page, DOWN * ROW);
    const at = (index: number) => page.locator(`[role="row"][data-at="${index}"]`);
    const riser = at(DOWN + 4);
    await expect.poll(() => riser.innerText(), WAIT).toContain("Crowd crowd");
    await one.settled();
    const [, name = ""] = /Crowd (crowd\d+)/.exec(await riser.innerText()) ?? [];
    const before = await placeOf(page);
    expect(before.top).toBe(DOWN * ROW);
    const total = riser.locator('[data-column="score"] .total');
    const former = Number(await total.innerText());

    await send({ type: "track", userId: name, event: "Demo Requested", properties: {} });
    await expect.poll(async () => Number(await total.innerText()), WAIT).toBeGreaterThan(former);
    const order = page.getByRole("button", { name: PUT_IN_ORDER });
    await order.waitFor(WAIT);
    await one.settled();
    expect(await placeOf(page)).toEqual(before);
    expect(await riser.innerText()).toContain(name);

    await order.click();
    await order.waitFor({ state: "hidden", ...WAIT });
    await scrollTo(page, 0);
    await expect
      .poll(
        () =>
          page
            .getByRole("row")
            .filter({ hasText: `Crowd ${name}` })
            .count(),
        WAIT,
      )
      .toBe(1);
    expect(one.complaints).toEqual([]);
    await one.close();
  });

  test("as long as a sample is being loaded every screen says so, and asks again when all of it is there", async () => {
    const context = await house().as("sales");
    let isLoading = true;
    await context.route("**/api/v1/me", async (route) => {
      const response = await route.fetch();
      await route.fulfill({ response, json: { ...(await response.json()), isLoading } });
    });
    const one = await visit(context, house().url, "/leads");
    const notice = one.page.getByRole("status").filter({ hasText: shell.sampleLoading });
    await notice.waitFor(WAIT);
    await one.go("/accounts");
    await notice.waitFor(WAIT);
    await one.settled();
    const asked = () => one.requests.filter((request) => request.includes("/api/v1/accounts")).length;
    const before = asked();
    isLoading = false;
    await notice.waitFor({ state: "hidden", ...WAIT });
    await expect.poll(asked, WAIT).toBeGreaterThan(before);
    expect(one.complaints).toEqual([]);
    await one.close();
  });
}

/** Scrolls on, for the list grows as its pages come. */
async function scrollTo(page: Page, top: number): Promise<void> {
  const scroll = `(() => {
    const scroller = document.querySelector(".leads-scroller");
    scroller.scrollTo({ top: ${top} });
    return scroller.scrollTop;
  })()`;
  await expect.poll(() => page.evaluate(scroll), WAIT).toBe(top);
}

/** How far the list is scrolled, and who is the first in sight. */
function placeOf(page: Page): Promise<{ readonly top: number; readonly first: string }> {
  return page.evaluate(`(() => {
    const scroller = document.querySelector(".leads-scroller");
    const { top } = scroller.getBoundingClientRect();
    const rows = [...scroller.querySelectorAll("[data-at]")].filter((row) => row.getBoundingClientRect().top >= top);
    rows.sort((one, other) => one.dataset.at - other.dataset.at);
    return { top: scroller.scrollTop, first: rows[0].querySelector(".who").textContent };
  })()`);
}
