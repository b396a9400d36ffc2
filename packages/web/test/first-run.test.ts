import { loadPhrases } from "@plumbline/phrases";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { hasChromium, openChromium } from "./chromium.testing.ts";
import { drop } from "./importing.testing.ts";
import { type Installation, newInstallation } from "./installation.testing.ts";
import { visit } from "./visit.testing.ts";

const { beginning, entrance, experiments, leads, prediction, presets, segments, sources } = (await loadPhrases("en"))
  .screens;
const { imports } = sources;

const WAIT = { timeout: 180_000 };
const PASSWORD = "correct horse battery";
const FILE = "email,name,title\nfiona@first.example,Fiona First,CEO\nclaus@first.example,Claus Clerk,Clerk\n";

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
    // What is empty says so, and what to do.
    const empty = [
      ["/leads", leads.empty],
      ["/predictions", prediction.none],
      ["/experiments", experiments.none],
      ["/imports", imports.empty],
      ["/segments", segments.none],
    ] as const;
    for (const [path, words] of empty) {
      await one.go(path);
      await page.getByText(words, { exact: true }).first().waitFor(WAIT);
    }

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
    expect({ url: new URL(page.url()).origin, complaints: one.complaints }).toEqual({ url, complaints: [] });
  });
});
