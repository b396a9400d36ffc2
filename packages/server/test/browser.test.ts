import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { createRequire } from "node:module";
import type { AddressInfo } from "node:net";
import { dirname, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { testDatabase } from "@plumbline/store/testing";
import { type Browser, chromium } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { TROUBLES, troubledCollector } from "../src/collect/troubled.testing.ts";
import { type ServerProcess, startServer } from "./server-process.testing.ts";
import { publish } from "./workspace.testing.ts";

const CHROMIUM = process.env["CHROMIUM"] ?? "/usr/bin/chromium";
const require = createRequire(import.meta.url);
/** Segment's client as npm has it, for a page without a bundler. */
const SEGMENT = join(dirname(require.resolve("@segment/analytics-next/package.json")), "dist/umd/index.js");

const database = testDatabase();

/** Whether there is a browser to test in; in CI there has to be. */
function hasChromium(): boolean {
  if (existsSync(CHROMIUM)) return true;
  if (process.env["CI"]) throw new Error(`no browser at ${CHROMIUM}: apt-get install chromium`);
  console.warn(`SKIPPED: no browser met the real server, there is none at ${CHROMIUM} (apt-get install chromium)`);
  return false;
}

/** A second of looking is a point, a request for a demo is a thousand. */
const MODEL = `
model: web
signals:
  seen: { on: page }
  looked: { on: [page, Page Engaged], engaged: {} }
  demo: { on: Demo Requested }
dimensions: { fit: {}, interest: {} }
rules:
  - { id: boss, dimension: fit, when: { trait: title, contains: CEO }, points: 100000 }
  - { id: looked, dimension: interest, points: { of: { signal: looked }, times: 1 } }
  - { id: seen, dimension: interest, each: seen, points: 100 }
  - { id: demo, dimension: interest, each: demo, points: 10000 }
total: { sum: [fit, interest] }
precision: 2
bands: [{ name: all }]
`;

/** A site on another origin than the server, with one page for each way to be watched. */
async function openSite(pages: Readonly<Record<string, string>>) {
  const files: Readonly<Record<string, string>> = { "/segment.js": await readFile(SEGMENT, "utf8") };
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? "", "http://site");
    const script = files[pathname];
    const page = pages[pathname];
    response.writeHead(script || page ? 200 : 404, {
      "content-type": script ? "text/javascript" : "text/html; charset=utf-8",
    });
    response.end(script ?? (page === undefined ? "" : `<!doctype html><title>${pathname}</title>${page}`));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const close = () => {
    server.closeAllConnections();
    server.close();
  };
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, close };
}

describe.skipIf(!hasChromium())("in Chromium, against the real server", () => {
  let server: ServerProcess;
  let browser: Browser;
  let site: Awaited<ReturnType<typeof openSite>>;

  beforeAll(async () => {
    server = await startServer();
    const { url, keys } = server;
    await publish(server.client, "web", MODEL);
    site = await openSite({
      "/pricing": `<script async src="${url}/plumbline.js" data-write-key="${keys.writeKey}"></script><p>Prices`,
      "/about": `<script async src="${url}/plumbline.js" data-write-key="${keys.writeKey}"></script><p>About`,
      "/segment": `<script src="/segment.js"></script><p>Segment`,
    });
    browser = await chromium.launch({
      executablePath: CHROMIUM,
      args: ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync"],
    });
  }, 60_000);
  afterAll(async () => {
    await browser?.close();
    site?.close();
    await server?.stop();
  });

  /** A lead with all that is kept of it, when it has so many events. */
  async function leadOf(userId: string, events: number) {
    const { client } = server;
    for (let tried = 0; tried < 100; tried++) {
      const { items } = await client.leads.list({ query: { limit: 200 } });
      for (const { id } of items) {
        const lead = await client.leads.get({ params: { id } });
        if (!lead.identities.some(({ key }) => key === `user:${userId}`)) continue;
        const timeline = await client.leads.timeline({ params: { id }, query: { limit: 200 } });
        const told = timeline.items.flatMap((item) => (item.kind === "event" ? [item] : []));
        // Events may have come since the lead was read.
        if (told.length >= events) return { lead: await client.leads.get({ params: { id } }), told };
      }
      await sleep(200);
    }
    throw new Error(`${userId} has not come`);
  }

  test("the page snippet: what is done on a page is there once, is scored, and the time counts", {
    timeout: 60_000,
  }, async () => {
    const page = await (await browser.newContext()).newPage();
    const troubles: string[] = [];
    page.on("pageerror", (error) => troubles.push(String(error)));
    await page.goto(`${site.url}/pricing?utm_source=ad`);
    await page.waitForFunction("typeof window.plumbline?.track === 'function'");
    const from = Date.now();
    for (let second = 0; second < 5; second++) {
      await page.mouse.move(10 + second, 20);
      await sleep(1000);
    }
    await page.evaluate("plumbline.identify('visitor', { title: 'CEO', email: 'ceo@acme.example' })");
    await page.evaluate("plumbline.track('Demo Requested', { plan: 'pro' })");
    await page.mouse.move(50, 50);
    const looked = (Date.now() - from) / 1000;
    await page.goto(`${site.url}/about`);
    await page.waitForFunction("typeof window.plumbline?.track === 'function'");
    await page.close({ runBeforeUnload: true });

    const { lead, told } = await leadOf("visitor", 5);
    const names = told.map(({ type, name }) => name ?? type).toSorted();
    const score = lead.scores[0];
    const interest = score?.dimensions.find(({ name }) => name === "interest")?.points ?? 0;
    // Two pages and a demo; the rest is seconds.
    const seconds = interest - 2 * 100 - 10_000;
    console.info(
      `page snippet: ${names.join(", ")}; ${seconds.toFixed(2)} s of ${looked.toFixed(2)} s on the page were counted`,
    );
    expect(troubles).toEqual([]);
    expect(names.filter((name) => name !== "Page Engaged")).toEqual(["Demo Requested", "identify", "page", "page"]);
    expect(new Set(told.map(({ messageId }) => messageId)).size).toBe(told.length);
    expect(score?.total).toBeCloseTo(100_000 + interest, 2);
    // Between loading the page and the clock of the test lies the time until the script is there; and a page follows.
    expect(seconds).toBeGreaterThan(looked - 2);
    expect(seconds).toBeLessThan(looked + 8);
    expect(lead.identities.map(({ key }) => key.split(":")[0])).toEqual(expect.arrayContaining(["anonymous", "user"]));
    const { total } = await server.client.books.list({ query: {} });
    expect([total.quarantined, total.duplicates]).toEqual([0, 0]);
  });

  test("Segment's own client, unchanged but for the host: everything is there once, and is scored", {
    timeout: 60_000,
  }, async () => {
    const page = await (await browser.newContext()).newPage();
    await page.goto(`${site.url}/segment`);
    const { url, keys } = server;
    await page.evaluate(`(async () => {
      const settings = { writeKey: "${keys.writeKey}", cdnURL: "${url}" };
      const client = window.AnalyticsNext ? AnalyticsNext.AnalyticsBrowser.load(settings) : undefined;
      if (!client) throw new Error("Segment's client is not there");
      client.page("Home");
      client.identify("segment-visitor", { title: "CEO" });
      client.group("acme", { industry: "Software" });
      for (let i = 0; i < 10; i++) client.track("Demo Requested", { i });
      await client.track("Last");
    })()`);
    const { lead, told } = await leadOf("segment-visitor", 14);
    const names = told.map(({ type, name }) => (type === "page" ? "page" : (name ?? type)));
    console.info(`Segment's client: ${names.length} events, total ${lead.scores[0]?.total}`);
    expect(names.toSorted()).toEqual(
      [...Array(10).fill("Demo Requested"), "Last", "group", "identify", "page"].toSorted(),
    );
    expect(new Set(told.map(({ messageId }) => messageId)).size).toBe(14);
    expect(lead.scores[0]?.total).toBe(100_000 + 100 + 10 * 10_000);
    await page.close();
  });

  test.for(TROUBLES)("Segment's own client: %s", { timeout: 90_000 }, async ([, troubles], context) => {
    const { pool } = await database;
    const collector = await troubledCollector(pool, troubles, context);
    const page = await (await browser.newContext()).newPage();
    context.onTestFinished(() => page.close());
    await page.goto(`${site.url}/segment`);
    await page.evaluate(`{
      const client = AnalyticsNext.AnalyticsBrowser.load({ writeKey: "WRITEKEY123", cdnURL: "${collector.url}" });
      client.identify("u1", { email: "ana@example.com" });
      for (let i = 0; i < 10; i++) client.track("Event " + i, { i });
    }`);
    await collector.allOnce(11);
  });
});
