import { loadPhrases } from "@plumbline/phrases";
import { expect, test } from "vitest";
import { type House, MODEL } from "./house.testing.ts";
import { tabTo } from "./tab-to.testing.ts";
import { visit } from "./visit.testing.ts";

const { screens } = await loadPhrases("en");
const { leads: say, shell } = screens;

const WAIT = { timeout: 60_000 };
const NAME = "Bodo Board";

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

/** What people call the bands of the model. */
async function labels({ client }: House): Promise<(band: string | null) => string> {
  const { live } = await client.models.get({ params: { name: MODEL } });
  const { body } = await client.models.version({ params: { name: MODEL, number: live ?? 1 } });
  return (band) => (body.bands ?? []).find(({ name }) => name === band)?.label ?? band ?? "";
}
