import { loadPhrases } from "@plumbline/phrases";
import { expect, test } from "vitest";
import type { House } from "./house.testing.ts";
import { visit } from "./visit.testing.ts";

const { lead, shell } = (await loadPhrases("en")).screens;

const WAIT = { timeout: 60_000 };
const NOTE = "Written just before leaving.";

/** What somebody loses when she cannot leave: nothing. */
export function kept(house: () => House): void {
  test("whoever cannot sign out is told that she is still signed in, and keeps what she wrote", async () => {
    const { url, client } = house();
    const context = await house().as("sales");
    const [first] = (await client.leads.list({ query: { limit: 1 } })).items;
    const one = await visit(context, url, `/leads/${first?.id}`);
    const { page } = one;
    await page.getByLabel(lead.notes.write).fill(NOTE);
    const leave = async () => {
      await page.getByRole("button", { name: shell.account("Some sales") }).click();
      await page.getByRole("menuitem", { name: shell.signOut, exact: true }).click();
    };
    const told = page.getByRole("alert").filter({ hasText: shell.stillSignedIn });
    await context.setOffline(true);
    await page.getByText(shell.offline, { exact: true }).waitFor(WAIT);
    await leave();
    await told.filter({ hasText: shell.notDoneOffline }).waitFor(WAIT);
    await told.getByRole("button", { name: shell.close, exact: true }).click();
    await told.waitFor({ state: "hidden", ...WAIT });
    await context.setOffline(false);

    await page.route("**/api/auth/sign-out", (route) => route.fulfill({ status: 429, body: "{}" }));
    await leave();
    await told.filter({ hasText: shell.notDone }).waitFor(WAIT);
    await page.unroute("**/api/auth/sign-out");
    await page.reload({ waitUntil: "domcontentloaded" });
    await expect.poll(() => page.getByLabel(lead.notes.write).inputValue(), WAIT).toBe(NOTE);
    await page.getByLabel(lead.notes.write).fill("");
    expect(one.complaints).toEqual([]);
    await one.close();
  });
}
