import { loadPhrases } from "@plumbline/phrases";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { PATHS } from "./addresses.testing.ts";
import { hasChromium, openChromium } from "./chromium.testing.ts";
import { drop } from "./importing.testing.ts";
import { type Installation, newInstallation } from "./installation.testing.ts";
import { visit } from "./visit.testing.ts";

const { screens } = await loadPhrases("en");
const { accounts, beginning, entrance, experiments, insights, lead, leads, models, prediction, presets } = screens;
const { segments, settings, shell, signals, sources, webhooks } = screens;
const { imports } = sources;

const WAIT = { timeout: 180_000 };
const PASSWORD = "correct horse battery";
const FILE = "email,name,title\nfiona@first.example,Fiona First,CEO\nclaus@first.example,Claus Clerk,Clerk\n";

/** What screens without anything say, and what to do next. */
const EMPTY: Readonly<Record<string, readonly string[]>> = {
  "/leads": [leads.empty, shell.titles.models],
  "/board": [leads.board.noBands, leads.board.noBandsHint, shell.titles.models],
  "/leaderboard": [leads.empty, shell.titles.models],
  "/accounts": [accounts.none, accounts.noneHint],
  "/segments": [segments.none, segments.noneHint, segments.create],
  "/duplicates": [lead.duplicates.none, lead.duplicates.noneHint],
  "/lists": [segments.lists.none, segments.lists.noneHint, segments.lists.create],
  "/models": [models.none, models.noneHint, presets.gallery.title],
  "/signals": [signals.none, signals.noneHint],
  "/insights": [insights.none, insights.noneHint, insights.ask],
  "/predictions": [prediction.none, prediction.noneHint],
  "/experiments": [experiments.none, experiments.noneHint, experiments.create],
  "/sources": [sources.create],
  "/data": [sources.quarantine.empty, sources.quarantine.emptyHint],
  "/imports": [imports.empty],
  "/webhooks": [webhooks.none, webhooks.noneHint],
  "/settings/keys": [settings.keys.create],
  "/settings/people": [settings.people.invite],
};

vi.setConfig({ testTimeout: 480_000, hookTimeout: 900_000 });

describe.skipIf(!hasChromium())("the first run, in Chromium, on an empty server", () => {
  let installation: Installation | undefined;
  let browser: Browser | undefined;
  beforeAll(async () => {
    installation = await newInstallation(false);
    browser = await openChromium();
  });
  afterAll(async () => {
    await browser?.close();
    await installation?.close();
  });

  test("from the link that the server prints, through an empty workspace, to the first ranked lead", async () => {
    if (!installation || !browser) throw new Error("Nothing is open");
    const { url, adminLink } = installation;
    const context = await browser.newContext({ locale: "en-GB", reducedMotion: "reduce" });
    const one = await visit(context, "", adminLink);
    const { page } = one;
    await page.getByLabel(entrance.name, { exact: true }).fill("Anna Admin");
    await page.getByLabel(entrance.email, { exact: true }).fill("anna@first.example");
    await page.getByLabel(entrance.password, { exact: true }).fill(PASSWORD);
    await page.getByRole("button", { name: entrance.signUp, exact: true }).click();
    await page.getByRole("heading", { level: 1, name: beginning.title }).waitFor(WAIT);
    await one.settled();
    // What is empty says so, and what to do; nothing of it is an error.
    const faults: string[] = [];
    for (const path of PATHS.filter((path) => !path.includes("$"))) {
      await one.go(path);
      const said = await page.getByRole("main").innerText();
      const missing = (EMPTY[path] ?? []).filter((words) => !said.includes(words));
      faults.push(...missing.map((words) => `${path} does not say: ${words}`));
      if (said.includes(shell.failed)) faults.push(`${path} is told as an error: ${said}`);
    }
    expect(faults, faults.join("\n")).toEqual([]);

    await one.go("/begin");
    await page.getByRole("button", { name: new RegExp(`^${presets.all["behaviour-basics"].label}`) }).click();
    const preset = page.getByRole("dialog");
    await preset.getByRole("button", { name: presets.use, exact: true }).click();
    await preset.getByText(presets.live, { exact: true }).waitFor(WAIT);
    await page.keyboard.press("Escape");
    await page.getByText(beginning.steps.modelDone("behaviour-basics"), { exact: true }).waitFor(WAIT);

    await page.getByRole("link", { name: beginning.steps.import, exact: true }).click();
    await page.getByRole("heading", { level: 1, name: imports.title }).waitFor(WAIT);
    await drop(page, "first.csv", FILE);
    await page.getByRole("button", { name: imports.start, exact: true }).click();
    const card = page.getByRole("article", { name: "first.csv" }).first();
    await card.getByText(imports.states.done, { exact: true }).waitFor(WAIT);

    await one.go("/begin");
    await page.getByText(beginning.allDone, { exact: true }).waitFor(WAIT);
    await page.getByText(/^Fiona First/).waitFor(WAIT);
    await page.getByRole("link", { name: beginning.steps.toLeads, exact: true }).click();
    const first = page.locator('[role="row"][data-at="0"]');
    await first.filter({ hasText: "Fiona First" }).waitFor(WAIT);
    expect(Number(await first.locator('[data-column="score"] .total').innerText())).toBeGreaterThan(0);

    // For something else there is a workspace of its own, and the way back.
    await one.go("/settings/workspace");
    const another = page.getByRole("region", { name: settings.workspace.another });
    await another.getByRole("textbox", { name: settings.workspace.name }).first().fill("Second House");
    await another.getByRole("button", { name: settings.workspace.open, exact: true }).click();
    await page.getByRole("heading", { level: 1, name: beginning.title }).waitFor(WAIT);
    await one.go("/leads");
    await page.getByText(leads.empty, { exact: true }).first().waitFor(WAIT);
    await page.getByRole("button", { name: shell.account("Anna Admin") }).click();
    await page.getByRole("menuitem", { name: "Plumbline", exact: true }).click();
    await first.filter({ hasText: "Fiona First" }).waitFor(WAIT);
    expect({ url: new URL(page.url()).origin, complaints: one.complaints }).toEqual({ url, complaints: [] });
  });
});
