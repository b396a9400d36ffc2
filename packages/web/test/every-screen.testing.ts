import { AxeBuilder } from "@axe-core/playwright";
import { loadPhrases } from "@plumbline/phrases";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { addressOf, PATHS, SHOWN } from "./addresses.testing.ts";
import type { House } from "./house.testing.ts";
import { leftInEnglish } from "./languages.testing.ts";
import { type Visit, visit } from "./visit.testing.ts";

const { shell } = (await loadPhrases("en")).screens;

/** What is refused to whoever may only read. */
const FORBIDDEN = ["/settings/people", "/settings/keys", "/settings/audit"];

/** Holds every screen that the router knows against what goes for all of them. */
export function everyScreen(house: () => House): void {
  let one: Visit;
  let reader: Visit;
  beforeAll(async () => {
    one = await visit(await house().as("admin"), house().url, "/leads");
    reader = await visit(await house().as("readonly"), house().url, "/leads");
  });
  afterAll(async () => {
    await one?.close();
    await reader?.close();
  });

  test.each(SHOWN)(
    "$name is in order: for all eyes, light and dark, on a phone, enlarged, in four languages",
    async ({ name, path, open }) => {
      const { page } = one;
      const begun = { complaints: one.complaints.length, refused: one.refused.length };
      await one.go(await addressOf(path, house()));
      await open?.(page);
      await one.settled();
      expect(await page.getByText(shell.failed).count()).toBe(0);
      expect(await page.locator("h1").count()).toBe(1);
      expect(await page.title()).toMatch(/\S · Plumbline$/);
      const found = {
        light: await seriousFaults(page),
        dark: await inDark(page),
        phone: await tooWide(page, { width: 390, height: 844 }),
        // 1440 × 900 at 200 %.
        enlarged: await tooWide(page, { width: 720, height: 450 }),
        left: await leftInEnglish(one, name),
        complaints: one.complaints.slice(begun.complaints),
        refused: one.refused.slice(begun.refused),
      };
      const faults = Object.entries(found).flatMap(([where, what]) => what.map((one) => `${where}: ${one}`));
      if (open) await page.keyboard.press("Escape");
      expect(faults, faults.join("\n")).toEqual([]);
    },
  );

  test.each(PATHS)("%s says so where a role may not see it", async (path) => {
    const { page } = reader;
    const begun = { complaints: reader.complaints.length, refused: reader.refused.length };
    await reader.go(await addressOf(path, house()));
    const refused = reader.refused.slice(begun.refused);
    const isForbidden = (await page.getByText(shell.forbidden).count()) > 0;
    expect(await page.getByText(shell.failed).count()).toBe(0);
    expect(reader.complaints.slice(begun.complaints)).toEqual([]);
    expect(refused.filter((one) => !one.startsWith("403"))).toEqual([]);
    if (FORBIDDEN.includes(path)) expect(isForbidden).toBe(true);
    // What was refused is told, not left out.
    if (refused.length > 0) expect({ refused, isForbidden }).toEqual({ refused, isForbidden: true });
  });

  test("the entrance is in order, too, in four languages", async () => {
    const stranger = await house().stranger();
    const entrance = await visit(stranger, house().url, "/entrance");
    const { page, complaints } = entrance;
    expect({
      light: await seriousFaults(page),
      dark: await inDark(page),
      phone: await tooWide(page, { width: 390, height: 844 }),
      enlarged: await tooWide(page, { width: 720, height: 450 }),
      left: await leftInEnglish(entrance, "/entrance"),
      complaints,
    }).toEqual({ light: [], dark: [], phone: [], enlarged: [], left: [], complaints: [] });
    await stranger.close();
  });

  test("an address that leads nowhere says so", async () => {
    await one.go("/nowhere");
    await one.page.getByRole("heading", { name: shell.notFound }).waitFor();
    await one.go("/leads/999999999");
    await one.page.getByRole("heading", { name: shell.notFound }).waitFor();
  });
}

/** What axe finds serious or critical: the rule, and where. */
export async function seriousFaults(page: Page, rules?: readonly string[]): Promise<readonly string[]> {
  const axe = new AxeBuilder({ page }).setLegacyMode(true);
  const { violations } = await (rules ? axe.withRules([...rules]) : axe).analyze();
  return violations
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .flatMap(({ id, nodes }) =>
      nodes.slice(0, 3).map(({ target, any: [why] }) => `${id} ${target} ${said(why?.data)}`),
    );
}

/** Of colours, which. */
function said(data: unknown): string {
  const { fgColor, bgColor, contrastRatio } = (data ?? {}) as Readonly<Record<string, unknown>>;
  return fgColor === undefined ? "" : `${fgColor} on ${bgColor}: ${contrastRatio}`;
}

/** In the dark only colours differ. */
async function inDark(page: Page): Promise<readonly string[]> {
  await page.emulateMedia({ colorScheme: "dark" });
  await page.locator('html[data-mantine-color-scheme="dark"]').waitFor();
  const faults = await seriousFaults(page, ["color-contrast"]);
  await page.emulateMedia({ colorScheme: "light" });
  return faults;
}

const TRIES = 50;

/** What sticks out of a page that has to be moved sideways for it. */
async function tooWide(page: Page, size: { readonly width: number; readonly height: number }) {
  const former = page.viewportSize();
  await page.setViewportSize(size);
  const look = () => page.evaluate<readonly string[]>(STICKS_OUT);
  // Charts and lists measure themselves once more, and the menu moves away: what sticks out then is there to stay.
  let found = await look();
  for (let tries = 0; found.length > 0 && tries < TRIES; tries++) {
    await page.waitForTimeout(100);
    found = await look();
  }
  if (former) await page.setViewportSize(former);
  return found;
}

const STICKS_OUT = `(() => {
  const width = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= width) return [];
  // What can be moved sideways in its own place sticks out of nothing.
  const isMoved = (one) => one.parentElement?.closest("body") && (getComputedStyle(one.parentElement).overflowX !== "visible" || isMoved(one.parentElement));
  const out = [...document.querySelectorAll("body *")].filter((one) => one.getBoundingClientRect().right > width + 1 && !isMoved(one));
  return ["the page is " + document.documentElement.scrollWidth + " wide", ...out.slice(0, 3).map((one) => one.outerHTML.slice(0, 160))];
})()`;
