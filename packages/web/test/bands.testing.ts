import { loadPhrases } from "@plumbline/phrases";
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { seriousFaults } from "./every-screen.testing.ts";
import { type House, MODEL } from "./house.testing.ts";
import { tabTo } from "./tab-to.testing.ts";
import { visit } from "./visit.testing.ts";

const { screens } = await loadPhrases("en");
const { leads: say, shell } = screens;

const WAIT = { timeout: 60_000 };
const NAME = "Bodo Board";
const PHONE = { width: 390, height: 844 };

/** Where everybody stands: the board by band, and the leaderboard. */
export function bands(house: () => House): void {
  test("a reader goes over the board by keyboard, sees a lead move into another band, and opens it", async () => {
    const { url, client, send, leadOf } = house();
    const traits = { email: "bodo@board.example", name: NAME, seniority: "c-level", industry: "Software" };
    await send({ type: "identify", userId: "bodo", traits });
    const id = await leadOf("bodo@board.example");
    const bandOf = async () => {
      const { scores } = await client.leads.get({ params: { id } });
      return scores.find(({ model }) => model === MODEL)?.band ?? null;
    };
    const labelOf = await labels(house());
    await expect.poll(bandOf, WAIT).toEqual(expect.any(String));
    const before = await bandOf();
    const one = await visit(await house().as("analyst"), url, `/board?model=${MODEL}`);
    const { page } = one;
    const { keyboard } = page;
    const column = (band: string | null) => page.getByRole("region", { name: labelOf(band), exact: true });
    const card = (band: string | null) => column(band).getByRole("link", { name: new RegExp(NAME) });
    await card(before).waitFor(WAIT);
    await page.getByText(shell.live, { exact: true }).waitFor(WAIT);

    // The columns are one stop each for the tabulator; arrows go on from there.
    const focused = () => page.evaluate<readonly string[]>(FOCUSED);
    await tabTo(page.getByRole("link").and(page.locator(".board-card")));
    const [first = "", place] = await focused();
    expect(place).toBe("0");
    await keyboard.press("Tab");
    const [second = ""] = await focused();
    expect(second).not.toBe(first);
    await keyboard.press("ArrowDown");
    expect(await focused()).toEqual([second, "1"]);
    await keyboard.press("ArrowLeft");
    expect((await focused())[0]).toBe(first);
    await keyboard.press("ArrowRight");
    expect((await focused())[0]).toBe(second);

    await send({ type: "track", userId: "bodo", event: "Demo Requested", properties: {} });
    await expect.poll(bandOf, WAIT).not.toBe(before);
    const after = await bandOf();
    await card(after).waitFor(WAIT);
    expect(await card(before).count()).toBe(0);
    await page.getByText(say.board.movedTo(NAME, labelOf(after)), { exact: true }).waitFor(WAIT);
    await card(after).focus();
    await keyboard.press("Enter");
    await page.getByRole("heading", { level: 1, name: NAME }).waitFor(WAIT);
    expect(one.complaints).toEqual([]);
    await one.close();
  });

  test("on a phone the board is gone over by finger and by keyboard, whole cards at a time", async () => {
    const { url, browser } = house();
    const { cookies } = await (await house().as("sales")).storageState();
    const context = await browser.newContext({
      ...{ viewport: PHONE, hasTouch: true, isMobile: true, locale: "en-GB", reducedMotion: "reduce" },
      storageState: { cookies, origins: [] },
    });
    context.setDefaultTimeout(WAIT.timeout);
    const one = await visit(context, url, `/board?model=${MODEL}`);
    const { page } = one;
    const { keyboard } = page;
    const cards = page.getByRole("link").and(page.locator(".board-card"));
    await cards.first().waitFor(WAIT);
    await one.settled();
    expect(await page.evaluate(CUT_OFF)).toEqual([]);
    expect(await seriousFaults(page)).toEqual([]);
    const columns = page.getByRole("region").and(page.locator(".board-column"));
    const shown = () => page.evaluate<readonly string[]>(IN_SIGHT);
    const [left = "", right = ""] = await columns.evaluateAll((all) => all.map((one) => one.ariaLabel ?? ""));
    expect(await shown()).toEqual([left]);

    // A finger that goes to the left brings the next column, wholly.
    await swipe(page, 340, 40);
    await expect.poll(shown, WAIT).toEqual([right]);
    expect(await page.evaluate("scrollX + document.documentElement.scrollWidth")).toBe(PHONE.width);
    await swipe(page, 50, 350);
    await expect.poll(shown, WAIT).toEqual([left]);

    await tabTo(cards);
    const focused = () => page.evaluate<readonly string[]>(FOCUSED);
    expect((await focused())[0]).toBe(left);
    await keyboard.press("ArrowRight");
    expect((await focused())[0]).toBe(right);
    await expect.poll(shown, WAIT).toEqual([right]);
    await keyboard.press("End");
    await expect.poll(() => page.evaluate(HAS_FOCUS_IN_SIGHT), WAIT).toBe(true);
    expect(await page.evaluate(CUT_OFF)).toEqual([]);
    await columns.nth(1).getByRole("link").first().tap();
    await page.waitForURL(/\/leads\/\d+/, WAIT);
    await page.getByRole("heading", { level: 1 }).waitFor(WAIT);
    expect(one.complaints).toEqual([]);
    await context.close();
  });

  test("the leaderboard is put in order as scores change, says who has moved, and fills a screen on a wall", async () => {
    const { url, client, send, leadOf } = house();
    const traits = { email: "lea@board.example", name: "Lea Leader", seniority: "c-level", industry: "Software" };
    await send({ type: "identify", userId: "lea", traits });
    const id = await leadOf("lea@board.example");
    const placeOf = async () => {
      const { items } = await client.leads.list({ query: { model: MODEL, limit: 100 } });
      return items.findIndex((lead) => lead.id === id);
    };
    await expect.poll(placeOf, WAIT).toBeGreaterThan(0);
    const before = await placeOf();
    const one = await visit(await house().as("analyst"), url, `/leaderboard?model=${MODEL}`);
    const { page } = one;
    await page.getByText(shell.live, { exact: true }).waitFor(WAIT);
    const places = page.getByRole("main").getByRole("listitem");
    await places.nth(before).filter({ hasText: "Lea Leader" }).waitFor(WAIT);
    const did = ["Demo Requested", "Trial Started"].map((event) => ({ type: "track", userId: "lea", event }));
    await send(...did.map((one) => ({ ...one, properties: {} })));
    await expect.poll(placeOf, WAIT).toBeLessThan(before);
    const after = await placeOf();
    const row = places.nth(after).filter({ hasText: "Lea Leader" });
    await row.getByRole("img", { name: say.leaderboard.up(before - after), exact: true }).waitFor(WAIT);
    await page.getByRole("button", { name: say.leaderboard.full, exact: true }).click();
    await page.getByRole("button", { name: say.leaderboard.leave, exact: true }).waitFor(WAIT);
    await page.keyboard.press("Escape");
    await page.getByRole("button", { name: say.leaderboard.full, exact: true }).waitFor(WAIT);
    expect(one.complaints).toEqual([]);
    await one.close();
  });
}

/** The band of the card that has the keyboard, and its place there. */
const FOCUSED = `[
  document.activeElement.closest("section")?.getAttribute("aria-label") ?? "",
  document.activeElement.dataset.at ?? "",
]`;

const STEP = 20;

/** A finger goes over the middle of a page, from one x to another. */
async function swipe(page: Page, from: number, to: number): Promise<void> {
  const hand = await page.context().newCDPSession(page);
  const touch = (type: "touchStart" | "touchMove" | "touchEnd", ...touchPoints: { x: number; y: number }[]) =>
    hand.send("Input.dispatchTouchEvent", { type, touchPoints });
  await touch("touchStart", { x: from, y: PHONE.height / 2 });
  const steps = Math.ceil(Math.abs(to - from) / STEP);
  for (let step = 1; step <= steps; step++)
    await touch("touchMove", { x: from + ((to - from) * step) / steps, y: PHONE.height / 2 });
  await touch("touchEnd");
  await hand.detach();
}

/** The columns that can be read from edge to edge. */
const IN_SIGHT = `[...document.querySelectorAll(".board-column")]
  .filter((one) => {
    const { left, right, top, bottom } = one.getBoundingClientRect();
    return left >= 0 && right <= innerWidth && top >= 0 && bottom <= innerHeight;
  })
  .map((one) => one.ariaLabel)`;

const HAS_FOCUS_IN_SIGHT = `(() => {
  const { left, right, top, bottom } = document.activeElement.getBoundingClientRect();
  return left >= 0 && right <= innerWidth && top >= 0 && bottom <= innerHeight;
})()`;

/** What is larger than the place it has, on cards and above them; what is shortened with … shows it. */
const CUT_OFF = `[...document.querySelectorAll(".board-column, .board-column *, .board-cards")]
  .filter((one) => {
    const { overflowX, overflowY, textOverflow, webkitLineClamp } = getComputedStyle(one);
    if (webkitLineClamp !== "none" || one.clientWidth <= 1) return false;
    const isTooHigh = overflowY === "hidden" && one.scrollHeight > one.clientHeight + 1;
    const isTooWide = overflowX === "hidden" && textOverflow !== "ellipsis" && one.scrollWidth > one.clientWidth + 1;
    return isTooHigh || isTooWide;
  })
  .map((one) => one.className + ": " + one.textContent.slice(0, 80))`;

/** What people call the bands of the model. */
async function labels({ client }: House): Promise<(band: string | null) => string> {
  const { live } = await client.models.get({ params: { name: MODEL } });
  const { body } = await client.models.version({ params: { name: MODEL, number: live ?? 1 } });
  return (band) => (body.bands ?? []).find(({ name }) => name === band)?.label ?? band ?? "";
}
