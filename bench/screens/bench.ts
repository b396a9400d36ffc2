import { type BrowserContext, chromium, type Page } from "playwright-core";
import { newAdminLink } from "../../packages/server/src/people/admin-link.ts";
import { type House, openHouse } from "../house/open-house.ts";
import { populate } from "../house/populate.ts";
import { load } from "../house/processor.ts";
import { serve } from "../house/serve.ts";
import { ingestModel } from "../ingest/model.ts";
import type { Report } from "../report.ts";

export type ScreensSize = { readonly leads: number; readonly rounds: number };

const CHROMIUM = process.env["CHROMIUM"] ?? "/usr/bin/chromium";
/** By this a rep can work with the list. */
const INTERACTIVE = 1500;
/** Of 60 frames in a second, one may be missed now and then. */
const FRAME = 34;

/**
 * How far the list moves in every sixtieth of a second. A notch of a wheel is 100 to 120 px, and 60 of them in a second
 * are more than a finger turns; with the second one 2,000 rows pass in five seconds, which only a dragged bar does.
 */
const SCROLLS = [
  { name: "as a wheel at its fastest", by: 120 },
  { name: "faster than any hand", by: 400 },
] as const;
const FRAMES = 280;

/** The list of leads in a browser, with many leads behind it: until it can be worked with, and while it is scrolled. */
export async function benchScreens(report: Report, size: ScreensSize): Promise<void> {
  const house = await openHouse(ingestModel());
  try {
    await populate(house, { leads: size.leads, events: 8, withEvents: false });
    await look(report, house, size);
  } finally {
    await house.close();
  }
}

async function look(report: Report, house: House, { leads, rounds }: ScreensSize): Promise<void> {
  const served = await serve(house, { PLUMBLINE_SCREENS: "yes" });
  const browser = await chromium.launch({
    executablePath: CHROMIUM,
    args: ["--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"],
  });
  try {
    const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
    await signIn(context, house, served.url);
    const cold = await untilInteractive(context, served.url);
    await cold.page.close();
    const warm: number[] = [];
    for (let round = 0; round < rounds; round++) {
      const { ms, page } = await untilInteractive(context, served.url);
      warm.push(ms);
      await page.close();
    }
    const what = `the screen of ${leads.toLocaleString("en")} leads`;
    const note = `load ${load()}`;
    report(`${what}: until a row has the keyboard, first visit, ms`, cold.ms, { most: INTERACTIVE, note });
    report(`… later visits, median, ms`, at(warm, 0.5), { most: INTERACTIVE, note });
    for (const { name, by } of SCROLLS) {
      const { page } = await untilInteractive(context, served.url);
      const frames = await scroll(page, by);
      report(`… scrolled by ${by} px a frame, ${name}: p95 of a frame, ms`, at(frames, 0.95), {
        most: FRAME,
        note: `p50 ${at(frames, 0.5).toFixed(0)} ms, worst ${Math.max(...frames).toFixed(0)} ms; load ${load()}`,
      });
      await page.close();
    }
  } finally {
    await browser.close();
    await served.stop();
  }
}

async function signIn(context: BrowserContext, house: House, url: string): Promise<void> {
  const link = (await newAdminLink(house.database.pool, url, Date.now())) ?? "";
  const data = { name: "Bench", email: "bench@house.example", password: "correct horse battery" };
  const said = await context.request.post(`${url}/api/auth/sign-up/email`, {
    headers: { origin: url },
    data: { ...data, invitation: link.split("=").at(-1) },
  });
  if (!said.ok()) throw new Error(await said.text());
}

/** A row is there, and answers to the keyboard. */
async function untilInteractive(context: BrowserContext, url: string): Promise<{ ms: number; page: Page }> {
  const page = await context.newPage();
  const begin = performance.now();
  await page.goto(`${url}/leads`, { waitUntil: "commit" });
  const row = page.locator('[role="row"][data-at="0"]');
  await row.waitFor();
  await row.focus();
  await page.keyboard.press("ArrowDown");
  await page.locator('[role="row"][data-at="1"]:focus').waitFor();
  return { ms: performance.now() - begin, page };
}

/** The times between frames while the list is scrolled steadily. */
function scroll(page: Page, by: number): Promise<readonly number[]> {
  return page.evaluate<readonly number[]>(`new Promise((resolve) => {
    const list = document.querySelector('[role="table"]');
    const times = [];
    let last = performance.now();
    const step = (now) => {
      times.push(now - last);
      last = now;
      list.scrollTop += ${by};
      if (times.length < ${FRAMES}) requestAnimationFrame(step);
      else resolve(times.slice(1));
    };
    requestAnimationFrame(step);
  })`);
}

function at(times: readonly number[], share: number): number {
  const sorted = times.toSorted((a, b) => a - b);
  return sorted[Math.min(Math.floor(sorted.length * share), sorted.length - 1)] ?? Number.NaN;
}
