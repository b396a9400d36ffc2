import { loadPhrases } from "@plumbline/phrases";
import type { Page, Route } from "playwright-core";
import { expect, test } from "vitest";
import { emailOf, type House, PASSWORD } from "./house.testing.ts";
import { drop } from "./importing.testing.ts";
import { visit } from "./visit.testing.ts";

const { screens } = await loadPhrases("en");
const { shell, sources } = screens;
const { imports } = sources;

const WAIT = { timeout: 120_000 };
const OURS = "ours.csv";
const THEIRS = "theirs.csv";
const OTHER = "Other House";

/** Goes from one workspace to another, with a session of one's own: others keep theirs. */
export function moving(house: () => House): void {
  test("in another workspace everything is that one's, from the first moment on, and so is the way back", async () => {
    const { url, client, leadOf, send } = house();
    await send({ type: "identify", userId: "olga", traits: { email: "olga@ours.example", name: "Olga Ours" } });
    const id = await leadOf("olga@ours.example");
    const context = await house().stranger();
    const signIn = { email: emailOf("admin"), password: PASSWORD };
    await house().as("admin");
    const said = await context.request.post(`${url}/api/auth/sign-in/email`, {
      headers: { origin: url },
      data: signIn,
    });
    expect(said.status()).toBe(200);
    const ours = (await client.workspace.get()).name;
    const me = await context.request.get(`${url}/api/v1/me`);
    const { workspace: former, user } = await me.json();
    const one = await visit(context, url, "/imports");
    const { page } = one;
    await drop(page, OURS, "email,name\nolga@ours.example,Olga Ours\n");
    await page.getByRole("button", { name: imports.start, exact: true }).click();
    await cardOf(page, OURS).getByText(imports.states.done, { exact: true }).waitFor(WAIT);

    const opened = await context.request.post(`${url}/api/v1/workspaces`, {
      headers: { origin: url },
      data: { name: OTHER, timeZone: "Europe/Berlin" },
    });
    expect(opened.status()).toBeLessThan(300);
    const back = await context.request.put(`${url}/api/v1/me/workspace`, {
      headers: { origin: url },
      data: { workspace: former },
    });
    expect(back.status()).toBe(200);
    await page.reload({ waitUntil: "domcontentloaded" });
    await cardOf(page, OURS).waitFor(WAIT);

    const goTo = async (name: string) => {
      await page.getByRole("button", { name: shell.account(user.name) }).click();
      await page.getByRole("menuitem", { name, exact: true }).click();
    };
    let held: Route[] | undefined;
    await page.route(isQuestion, (route) => (held ? void held.push(route) : route.continue()));
    /** Goes there; before there is any answer from there, nothing is shown of here. */
    const move = async (words: string) => {
      held = [];
      await goTo(OTHER);
      const workspaces = () => held?.map((route) => route.request().headers()["plumbline-workspace"]) ?? [];
      await expect.poll(() => workspaces().some((id) => id !== former), WAIT).toBe(true);
      await expect.poll(() => page.locator(WAITING).count(), WAIT).toBeGreaterThan(0);
      expect(await page.locator("body").innerText()).not.toContain(words);
      const waiting = held;
      held = undefined;
      // Whoever has left a screen wants no answer any more.
      for (const route of waiting) await route.continue().catch(() => undefined);
    };
    await move(OURS);
    await page.getByText(imports.empty, { exact: true }).waitFor(WAIT);
    await drop(page, THEIRS, "email,name\ntheo@theirs.example,Theo Theirs\n");
    await page.getByRole("button", { name: imports.start, exact: true }).click();
    await cardOf(page, THEIRS).getByText(imports.states.done, { exact: true }).waitFor(WAIT);
    expect(await cardOf(page, OURS).count()).toBe(0);
    await goTo(ours);
    await cardOf(page, OURS).waitFor(WAIT);
    expect(await cardOf(page, THEIRS).count()).toBe(0);

    // A list that is narrowed by what only one workspace knows, and a lead that only one has.
    for (const path of ["/leads?segment=germans", `/leads/${id}`, "/models/b2b-sample?tab=versions"]) {
      await one.go(path);
      const heading = await page.getByRole("heading", { level: 1 }).innerText();
      const words = path.includes("segment") ? "In Germany" : heading;
      await page.getByText(words).first().waitFor(WAIT);
      await move(words);
      await one.settled();
      const text = await page.getByRole("main").innerText();
      for (const fault of [words, shell.failed, shell.notFound]) expect(text, path).not.toContain(fault);
      await goTo(ours);
      await one.settled();
    }
    // There no model is live yet. Nothing is asked there that only here is known.
    expect(one.refused.filter((refusal) => !refusal.startsWith("409"))).toEqual([]);
    expect(one.complaints).toEqual([]);
    await context.close();
  });
}

const cardOf = (page: Page, file: string) => page.getByRole("article", { name: file, exact: true }).first();

/** What is told as it happens does not end, and who is there is known. */
const isQuestion = ({ pathname }: URL) =>
  pathname.startsWith("/api/v1/") && !/\/(me|me\/workspace|stream|events)$/.test(pathname);
const WAITING = `[role=status][aria-label="${shell.loading}"], .mantine-Skeleton-root`;
