import { expect, test } from "vitest";
import type { House } from "./house.testing.ts";
import { visit } from "./visit.testing.ts";

/** Of script, with gzip; what the list of leads takes before one can work with it. */
const MOST_SCRIPT = 250 * 1024;

/** The page's own, the words of its language, and what both languages and screens share: each file more is a wait. */
const MOST_FILES = 4;

/** Proofs of what is loaded to begin with. */
export function loading(house: () => House): void {
  test("the list of leads needs little script before one can work with it", async () => {
    const { url } = house();
    const page = await (await house().as("sales")).newPage();
    const asked = new Set<string>();
    page.on("request", (request) => {
      if (request.resourceType() === "script") asked.add(request.url());
    });
    await page.goto(`${url}/leads`, { waitUntil: "commit" });
    await page.locator('[role="row"][data-at="0"]').waitFor();
    const scripts = await Promise.all(
      [...asked].map(async (address) => {
        const said = await page.context().request.head(address, { headers: { "accept-encoding": "gzip" } });
        expect(said.headers()["content-encoding"]).toBe("gzip");
        return { name: new URL(address).pathname, bytes: Number(said.headers()["content-length"]) };
      }),
    );
    await page.close();
    const bytes = scripts.reduce((sum, script) => sum + script.bytes, 0);
    const largest = scripts.toSorted((a, b) => b.bytes - a.bytes).slice(0, 8);
    console.info(`first load: ${scripts.length} scripts, ${Math.round(bytes / 1024)} KB with gzip`);
    expect(scripts.length).toBeGreaterThan(0);
    expect(scripts.length, JSON.stringify(scripts)).toBeLessThanOrEqual(MOST_FILES);
    expect(bytes, JSON.stringify(largest)).toBeLessThanOrEqual(MOST_SCRIPT);
  });

  test("a colour that is another one in the dark is written so that the browser chooses it", async () => {
    const { url } = house();
    const page = await (await house().as("sales")).newPage();
    await page.goto(`${url}/leads`, { waitUntil: "domcontentloaded" });
    const sheets = await page
      .locator('link[rel="stylesheet"]')
      .evaluateAll((links) => links.map((link) => link.getAttribute("href")));
    const texts = await Promise.all(
      sheets.map(async (href) => (await page.context().request.get(`${url}${href}`)).text()),
    );
    await page.close();
    expect(texts.join("")).toContain("light-dark(");
    expect(texts.join("")).not.toContain("--lightningcss");
  });

  test("somebody who is signed in and loads the list anew asks no other host", async () => {
    const { url } = house();
    const one = await visit(await house().as("sales"), url, "/leads");
    await one.page.reload({ waitUntil: "domcontentloaded" });
    await one.settled();
    const hosts = one.requests.map((request) => new URL(request.replace(/^\w+ /, "")).origin);
    expect(new Set(hosts)).toEqual(new Set([url]));
    await one.close();
  });
}
