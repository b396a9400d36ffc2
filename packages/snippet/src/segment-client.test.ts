import { fileURLToPath } from "node:url";
import { rolldown } from "rolldown";
import { expect, test } from "vitest";
import { hasChromium, openChromium, openSite, until } from "./site.testing.ts";

/** Segment's own client as npm has it, whole and unchanged, for a page without a bundler. */
async function segmentClient(): Promise<string> {
  const bundle = await rolldown({
    input: "segment",
    cwd: fileURLToPath(new URL(".", import.meta.url)),
    platform: "browser",
    tsconfig: false,
    transform: { define: { "process.env.NODE_ENV": '"production"' } },
    plugins: [
      {
        name: "segment",
        resolveId: (id) => (id === "segment" ? fileURLToPath(new URL("./segment.js", import.meta.url)) : undefined),
        load: (id) =>
          id.endsWith("/src/segment.js")
            ? `import { AnalyticsBrowser } from "@segment/analytics-next"; window.AnalyticsBrowser = AnalyticsBrowser;`
            : undefined,
      },
    ],
  });
  const { output } = await bundle.generate({ format: "iife", codeSplitting: false });
  await bundle.close();
  return output[0].code;
}

test.skipIf(!hasChromium())(
  "Segment's own client, only its hosts changed, is understood, and everything arrives once",
  async () => {
    const site = await openSite("");
    site.file("/segment.js", await segmentClient());
    site.file("/v1/projects/key-1/settings", `{"integrations":{"Segment.io":{"apiKey":"key-1"}}}`);
    site.page("/", { body: `<script src="${site.collector}/segment.js"></script>` });
    const browser = await openChromium();
    const page = await browser.newPage();
    let refusals = 0;
    site.answer((sent) => (sent?.event === "Refused" && refusals++ < 1 ? 500 : 200));
    await page.goto(site.url);
    await page.evaluate(`(async () => {
    const hosts = [
      { writeKey: "key-1", cdnURL: "${site.collector}" },
      { integrations: { "Segment.io": { apiHost: "${site.collector.replace("http://", "")}/v1", protocol: "http" } } },
    ];
    window.client = AnalyticsBrowser.load(...hosts);
    client.page("Home"); client.identify("user-1", { email: "a@example.com" }); client.group("acme", { plan: "pro" });
    client.track("Seen", { a: 1 }); client.track("Refused"); client.alias("user-2", "user-0"); client.screen("Start");
  })()`);
    await until(() => site.events().length).toBe(7);
    await browser.close();
    await site.close();

    const paths = site.requests.filter(({ method }) => method === "POST").map(({ path }) => path);
    expect(new Set(paths)).toEqual(new Set(["/v1/p", "/v1/i", "/v1/g", "/v1/t", "/v1/a", "/v1/s"]));
    expect(site.requests.some(({ path, status }) => path === "/v1/projects/key-1/settings" && status === 200)).toBe(
      true,
    );
    expect(new Set(site.events().map(({ messageId }) => messageId)).size).toBe(7);
    expect(site.events().every(({ writeKey, context }) => writeKey === "key-1" && context["library"])).toBe(true);
    const retried = site.requests.filter(({ body }) => body.includes(`"Refused"`));
    expect(retried.map(({ status, headers }) => [status, headers["x-retry-count"]])).toEqual([
      [500, undefined],
      [200, "1"],
    ]);
  },
);
