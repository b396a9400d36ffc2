import { gzipSync } from "node:zlib";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { buildSnippet } from "./build-snippet.ts";
import { hasChromium, openChromium, openSite, type Sent, type Site, until } from "./site.testing.ts";

/** What scoring measures (docs/model-language.md): ms between events no further apart than a minute. */
function engaged(events: readonly Sent[]): number {
  const times = events.map(({ timestamp }) => Date.parse(timestamp)).sort((a, b) => a - b);
  const gaps = times.map((at, i) => at - (times[i - 1] ?? at));
  return gaps.filter((gap) => gap <= 60_000).reduce((sum, gap) => sum + gap, 0);
}

const { code, etag } = await buildSnippet();

test("the snippet is small, and has no code made of text", () => {
  expect(gzipSync(code, { level: 9 }).length).toBeLessThanOrEqual(30_000);
  expect(code).not.toMatch(/\beval\(|new Function|\bimport\(|document\.write/);
});

test("the same sources give the same tag", async () => {
  expect(etag).toMatch(/^"[\w-]{22}"$/);
  expect((await buildSnippet()).etag).toBe(etag);
});

describe.skipIf(!hasChromium())("in Chromium", () => {
  let browser: Browser;
  let site: Site;
  let context: BrowserContext;
  let page: Page;
  let complaints: string[];

  beforeAll(async () => {
    browser = await openChromium();
  });
  afterAll(() => browser.close());

  beforeEach(async () => {
    site = await openSite(code);
    context = await browser.newContext();
    page = await newPage();
  });
  afterEach(async () => {
    await context.close();
    await site.close();
    expect(complaints).toEqual([]);
  });

  const newPage = async (): Promise<Page> => {
    const fresh = await context.newPage();
    complaints = [];
    fresh.on("pageerror", (error) => complaints.push(String(error)));
    fresh.on("console", (message) => {
      if (/Content Security Policy|plumbline/.test(message.text())) complaints.push(message.text());
    });
    return fresh;
  };
  const named = (name: string) => site.events().filter(({ type, event }) => (event ?? type) === name);
  /** Waits for the event that is asked for; it must be the only one of its name. */
  const the = async (name: string): Promise<Sent> => {
    await until(() => named(name).length).toBeGreaterThan(0);
    const [first] = named(name);
    if (!first) throw new Error(`no ${name}`);
    expect(named(name)).toHaveLength(1);
    return first;
  };
  const count = (name: string, expected: number) => until(() => named(name).length).toBe(expected);
  /** Something is asked of the client after everything else, and everything before it has arrived. */
  const settled = async () => {
    await page.evaluate("plumbline.track('Settled')");
    await until(() => named("Settled").length).toBeGreaterThan(0);
  };
  const go = async (path: string) => {
    await page.goto(site.url + path);
    await until(() => page.evaluate("typeof window.plumbline?.track")).toBe("function");
  };

  test("a page view, from another origin, under a strict policy", async () => {
    site.page("/pricing", {});
    await page.goto(`${site.url}/pricing?utm_source=ad&utm_medium=cpc&utm_term=lead+scoring&password=hunter2`);
    const view = await the("page");
    expect(view).toMatchObject({
      type: "page",
      writeKey: "key-1",
      messageId: expect.stringMatching(/^ajs-next-/),
      anonymousId: expect.stringMatching(/^[0-9a-f-]{36}$/),
      properties: { path: "/pricing", title: "/pricing", search_keyword: "lead scoring" },
      context: {
        campaign: { source: "ad", medium: "cpc", term: "lead scoring" },
        library: { name: "plumbline.js" },
        locale: "en-US",
        timezone: expect.any(String),
        userAgent: expect.stringContaining("Chrome"),
        visit: { number: 1 },
        page: { path: "/pricing", search: expect.stringMatching(/&password=$/) },
      },
    });
    const request = site.requests.find(({ path, method }) => path === "/v1/p" && method === "POST");
    expect(request?.headers).toMatchObject({
      authorization: `Basic ${btoa("key-1:")}`,
      "content-type": "text/plain",
      origin: site.url,
    });
    expect(site.requests.map(({ body }) => body).join()).not.toContain("hunter2");
    expect(Object.keys(view.context)).not.toContain("consent");
    expect(Object.keys(view.context)).not.toContain("globalPrivacyControl");
  });

  test("the referrer's keyword", async () => {
    site.page("/", {});
    await page.goto(site.url, { referer: "https://www.bing.com/search?q=crm+price" });
    expect((await the("page")).properties).toMatchObject({ search_keyword: "crm price", search_engine: "bing" });
  });

  test("calls made before it has loaded, and Segment's own calls after", async () => {
    site.page("/", {
      script: `window.plumbline = window.plumbline || [];
        plumbline.push(["track", "Early", { a: 1 }], ["alias", "user-1", "old-1"], ["identify", "user-1", { email: "a@example.com" }]);`,
    });
    await go("/");
    await the("Early");
    expect(await the("identify")).toMatchObject({ userId: "user-1", traits: { email: "a@example.com" } });
    const ids = await page.evaluate(`(() => {
      plumbline.push(["group", "acme", { plan: "pro" }]);
      return [plumbline.user().id(), plumbline.user().anonymousId(), document.cookie];
    })()`);
    const group = await the("group");
    expect(ids).toEqual([
      "user-1",
      group.anonymousId,
      expect.stringContaining(`ajs_anonymous_id=${group.anonymousId}`),
    ]);
    expect(ids).toEqual(["user-1", expect.anything(), expect.stringContaining("ajs_user_id=user-1")]);
    expect(await the("alias")).toMatchObject({ userId: "user-1", previousId: "old-1" });
    await page.evaluate("plumbline.reset()");
    expect(await page.evaluate("plumbline.user().id()")).toBeNull();
    expect(new Set(site.events().map(({ messageId }) => messageId)).size).toBe(site.events().length);
  });

  test("under Segment's global name, with Segment's own stub", async () => {
    site.page("/", {
      attributes: `data-global="analytics"`,
      script: `window.analytics = []; analytics.push(["track", "Early"]);`,
    });
    await page.goto(site.url);
    await the("Early");
    expect(await page.evaluate("analytics.user().anonymousId()")).toBe((await the("page")).anonymousId);
  });

  test("to another host, below a path", async () => {
    site.page("/", { attributes: `data-host="${site.collector}/below/"` });
    await page.goto(site.url);
    await until(() => site.requests.map(({ method, path }) => `${method} ${path}`)).toContain("POST /below/v1/p");
  });

  test("twice on a page is once", async () => {
    site.page("/", { body: `<script async src="${site.collector}/plumbline.js" data-write-key="key-1"></script>` });
    await go("/");
    await settled();
    await count("page", 1);
  });

  test("from page to page: one visitor, one visit, and how long each was looked at", async () => {
    site.page("/a", { body: `<a href="/b">on</a>` });
    site.page("/b", {});
    await page.clock.install({ time: "2026-05-04T10:00:00Z" });
    await go("/a");
    const view = await the("page");
    await page.clock.pauseAt("2026-05-04T10:01:00Z");
    await page.mouse.move(10, 10);
    await page.clock.fastForward(20_000);
    await page.mouse.move(20, 20);
    await page.clock.fastForward(5_000);
    await page.click("a");
    await count("page", 2);
    const beats = named("Page Engaged");
    expect(beats.every(({ properties }) => properties?.["path"] === "/a")).toBe(true);
    // The first movement came a minute after the view or a little less: 25 s from there, told on leaving.
    expect(beats.at(-1)).toMatchObject({
      timestamp: "2026-05-04T10:01:25.000Z",
      properties: { seconds: 25 },
      context: { page: { path: "/a" } },
    });
    const [, next] = named("page");
    expect(next).toMatchObject({ anonymousId: view.anonymousId, context: { visit: { number: 1 } } });
  });

  test("while somebody is there a sign of life is told every half minute, and none when nobody is", async () => {
    site.page("/a", {});
    await page.clock.install({ time: "2026-05-04T10:00:00Z" });
    await go("/a");
    await the("page");
    await page.clock.pauseAt("2026-05-04T10:00:30Z");
    for (let i = 1; i <= 9; i++) {
      await page.mouse.move(i, i);
      await page.clock.fastForward(10_000);
    }
    // Now nobody moves for ten minutes.
    await page.clock.fastForward(600_000);
    await page.mouse.move(50, 50);
    await page.clock.fastForward(20_000);
    await page.mouse.move(60, 60);
    await page.close({ runBeforeUnload: true });
    await until(() => named("Page Engaged").at(-1)?.timestamp).toBe("2026-05-04T10:12:20.000Z");
    // From the view to the last movement of the first stretch, and from 12:00 to 12:20.
    const view = await the("page");
    const looked = Date.parse("2026-05-04T10:01:50Z") - Date.parse(view.timestamp) + 20_000;
    const beats = named("Page Engaged");
    expect(beats.reduce((sum, { properties }) => sum + Number(properties?.["seconds"]), 0)).toBeCloseTo(
      looked / 1000,
      1,
    );
    expect(engaged([view, ...beats])).toBe(looked);
    expect(beats.length).toBeLessThanOrEqual(7);
  });

  test("closing the page tells how long it was looked at, one last time", async () => {
    site.page("/a", {});
    await page.clock.install({ time: "2026-05-04T10:00:00Z" });
    await go("/a");
    await the("page");
    await page.clock.pauseAt("2026-05-04T10:00:20Z");
    await page.mouse.move(1, 1);
    await page.clock.fastForward(7_000);
    await page.close({ runBeforeUnload: true });
    const beat = await the("Page Engaged");
    expect(beat.timestamp).toBe("2026-05-04T10:00:27.000Z");
    const view = await the("page");
    expect(beat.properties?.["seconds"]).toBe(
      Math.round((Date.parse(beat.timestamp) - Date.parse(view.timestamp)) / 10) / 100,
    );
  });

  test("what is told on leaving arrives when the page is long gone", async () => {
    site.page("/a", {});
    await go("/a");
    await the("page");
    const release = site.holdPreflights();
    await page.goto("about:blank");
    expect(named("Page Engaged")).toEqual([]);
    release();
    await the("Page Engaged");
  });

  test("what is told on leaving is not kept for the next page as well", async () => {
    site.page("/a", {});
    await go("/a");
    await the("page");
    await page.goto(`${site.url}/none`);
    await the("Page Engaged");
    expect(await page.evaluate("Object.keys(localStorage).filter((key) => key.endsWith(':items'))")).toEqual([]);
  });

  test("what is out of view is not looked at", async () => {
    site.page("/a", {});
    await page.clock.install({ time: "2026-05-04T10:00:00Z" });
    await go("/a");
    await the("page");
    await page.clock.pauseAt("2026-05-04T10:01:30Z");
    const turn = (state: string) =>
      page.evaluate(`Object.defineProperty(document, "visibilityState", { value: "${state}", configurable: true });
        document.dispatchEvent(new Event("visibilitychange"))`);
    await page.mouse.move(1, 1);
    await page.clock.fastForward(10_000);
    await turn("hidden");
    await page.clock.fastForward(40_000);
    await page.mouse.move(2, 2);
    await turn("visible");
    await page.clock.fastForward(5_000);
    await page.close({ runBeforeUnload: true });
    await until(() => named("Page Engaged").at(-1)?.timestamp).toBe("2026-05-04T10:02:25.000Z");
    const total = named("Page Engaged").reduce((sum, { properties }) => sum + Number(properties?.["seconds"]), 0);
    expect(total).toBe(15);
  });

  test("half an hour of silence begins another visit", async () => {
    site.page("/a", {});
    await page.clock.install({ time: "2026-05-04T10:00:00Z" });
    await go("/a");
    await count("page", 1);
    await page.clock.fastForward("31:00");
    await go("/a");
    await count("page", 2);
    expect(named("page").map(({ context: { visit } }) => visit)).toMatchObject([{ number: 1 }, { number: 2 }]);
  });

  test("a single-page app: each route is a page, filters and redirects are none", async () => {
    site.page("/app", {});
    await go("/app");
    await count("page", 1);
    const route = async (code: string, expected: number) => {
      await page.evaluate(code);
      await count("page", expected);
    };
    await route(`history.pushState({}, "", "/app/one"); document.title = "One"`, 2);
    await route(`history.replaceState({}, "", "/app/two")`, 3);
    await route("history.back()", 4);
    await route(`history.pushState({}, "", "/app/old"); history.replaceState({}, "", "/app/new")`, 5);
    await page.evaluate(`history.replaceState({}, "", "/app/new?filter=x"); history.replaceState({ y: 1 }, "")`);
    await settled();
    expect(named("page").map(({ properties }) => properties?.["path"])).toEqual([
      "/app",
      "/app/one",
      "/app/two",
      "/app",
      "/app/new",
    ]);
    expect(named("page")[1]).toMatchObject({
      properties: { title: "One", referrer: `${site.url}/app` },
      context: { page: { path: "/app/one", referrer: `${site.url}/app` } },
    });
    // Of every page that was left it is told how long it was looked at, under its own path.
    await until(() =>
      named("Page Engaged").map(
        ({
          properties,
          context: {
            page: { path },
          },
        }) => [properties?.["path"], path],
      ),
    ).toEqual(["/app", "/app/one", "/app/two", "/app"].map((path) => [path, path]));
  });

  test("routes behind a hash", async () => {
    site.page("/app", { body: `<a href="#/deep">on</a> <a id="jump" href="#there">jump</a>` });
    await go("/app");
    await page.click("a");
    await count("page", 2);
    await page.click("#jump");
    await settled();
    // From a route to a place on the page is a way back to the page.
    expect(named("page").length).toBeLessThanOrEqual(3);
  });

  test("a page that the browser kept and shows again is another view", async () => {
    site.page("/a", {});
    await go("/a");
    await the("page");
    await page.evaluate(`dispatchEvent(new PageTransitionEvent("pagehide", { persisted: true }));
      dispatchEvent(new PageTransitionEvent("pageshow", { persisted: true }))`);
    await count("page", 2);
    await the("Page Engaged");
  });

  test("a page that is prepared in the background is none before it is shown", async () => {
    await context.addInitScript(`Object.defineProperty(document, "prerendering", { value: true })`);
    site.page("/a", {});
    await go("/a");
    await settled();
    expect(named("page")).toEqual([]);
    await page.evaluate(`document.dispatchEvent(new Event("prerenderingchange"))`);
    await the("page");
  });

  test("how far a page was read", async () => {
    site.page("/long", { body: "<p>text</p>".repeat(400) });
    await go("/long");
    await page.mouse.wheel(0, 100);
    await page.evaluate("scrollTo(0, document.documentElement.scrollHeight * 0.6)");
    await count("Page Scrolled", 1);
    await page.evaluate("scrollTo(0, document.documentElement.scrollHeight)");
    await count("Page Scrolled", 2);
    await page.evaluate("scrollTo(0, 0); scrollTo(0, document.documentElement.scrollHeight)");
    await page.goto("about:blank");
    expect((await the("Page Engaged")).properties).toMatchObject({ path: "/long", scroll_depth: 100 });
    expect(named("Page Scrolled").map(({ properties }) => properties?.["scroll_depth"])).toEqual([50, 90]);
  });

  test("files, links that lead away, calls to action", async () => {
    site.page("/", {
      script: `addEventListener("click", (event) => event.preventDefault())`,
      body: `<a id="paper" data-plumbline-content="white paper" href="/files/roi.pdf?x=1">The paper</a>
        <a id="sheet" href="/files/Prices.XLSX">Prices</a>
        <a id="away" href="https://partner.example/offer?token=abc">Partner</a>
        <a id="mail" href="mailto:sales@example.zip">Write</a>
        <button id="cta" data-plumbline-cta="Book a demo" data-plumbline-event="Demo Requested"><b>Book</b></button>
        <a id="inner" href="/pricing">Pricing</a>`,
    });
    await go("/");
    for (const id of ["paper", "sheet", "away", "mail", "cta b", "inner"]) await page.click(`#${id}`);
    await the("Demo Requested");
    await settled();
    expect(named("Content Downloaded").map(({ properties }) => properties)).toEqual([
      {
        content_type: "white paper",
        file_name: "roi.pdf",
        link_text: "The paper",
        link_url: `${site.url}/files/roi.pdf?x=1`,
      },
      {
        content_type: "xlsx",
        file_name: "Prices.XLSX",
        link_text: "Prices",
        link_url: `${site.url}/files/Prices.XLSX`,
      },
    ]);
    expect(named("Link Clicked").map(({ properties }) => properties)).toEqual([
      { link_url: "https://partner.example/offer?token=", link_text: "Partner", outbound: true },
      { link_url: "mailto:sales@example.zip", link_text: "Write", outbound: false },
      { cta: "Book a demo", outbound: false },
    ]);
  });

  test("a click that leaves the page arrives", async () => {
    site.page("/", { body: `<a href="${site.collector}/elsewhere">away</a>` });
    await go("/");
    await page.click("a");
    await page.waitForURL("**/elsewhere");
    await until(() => new Set(named("Link Clicked").map(({ messageId }) => messageId)).size).toBe(1);
  });

  const FIELDS = `<input name="email" type="email" value="ann@example.com" autocomplete="email">
    <input name="given" value="Ann" autocomplete="given-name"><input name="org" value="Acme" autocomplete="organization">
    <input name="topic" type="radio" value="a"><input name="topic" type="radio" value="b" checked>
    <select name="size"><option selected>50</option></select><textarea name="message">Hello</textarea>
    <input name="empty"><input name="csrf" type="hidden" value="hidden-1">
    <input name="pw" type="password" value="hunter2"><input name="copy" value="hunter2"><input name="card" value="1"><button>Send</button>`;

  test("a form: names of its fields, no values, nobody identified", async () => {
    site.page("/contact", {
      body: `<form id="f" data-plumbline-form="contact" method="post" action="/thanks">${FIELDS}</form>`,
    });
    site.page("/thanks", {});
    await go("/contact");
    await page.click("button");
    expect((await the("Form Submitted")).properties).toEqual({
      form_type: "contact",
      form_id: "f",
      form_action: "/thanks",
      fields: ["email", "given", "org", "topic", "size", "message"],
    });
    expect(named("identify")).toEqual([]);
    expect(site.requests.map(({ body }) => body).join()).not.toMatch(/ann@example|hunter2|hidden-1|Hello/);
  });

  test("a form whose values may be told, and that says who somebody is", async () => {
    site.page("/contact", {
      attributes: "data-identify data-form-values",
      script: `addEventListener("submit", (event) => event.preventDefault())`,
      body: `<form data-plumbline-event="Quote Requested" role="search">${FIELDS}</form>`,
    });
    await go("/contact");
    await page.click("button");
    expect(await the("identify")).toMatchObject({
      traits: { email: "ann@example.com", firstName: "Ann", company: "Acme" },
    });
    expect((await the("Quote Requested")).properties?.["values"]).toEqual({
      email: "ann@example.com",
      given: "Ann",
      org: "Acme",
      topic: "b",
      size: "50",
      message: "Hello",
    });
    await the("Site Searched");
    expect(site.requests.map(({ body }) => body).join()).not.toMatch(/hunter2|hidden-1/);
  });

  test("a form that was filled in wrongly, and one to look away from", async () => {
    site.page("/contact", {
      script: `addEventListener("submit", (event) => event.preventDefault())`,
      body: `<form name="wrong" action="https://:"><input name="a" required><input name="b" required><button id="w">Send</button></form>
        <form data-plumbline-ignore><button id="i">Send</button></form>`,
    });
    await go("/contact");
    await page.click("#w");
    expect((await the("Form Failed")).properties).toEqual({ form_name: "wrong" });
    await page.click("#i");
    await settled();
    expect(named("Form Submitted")).toEqual([]);
  });

  test("what a site switches off", async () => {
    site.page("/", {
      attributes: `data-without="pages engagement scroll forms clicks"`,
      script: `addEventListener("submit", (event) => event.preventDefault())`,
      body: `<form><button data-plumbline-cta="x">Send</button></form>${"<p>x</p>".repeat(400)}`,
    });
    await go("/");
    await page.click("button");
    await page.evaluate("scrollTo(0, 1e6)");
    await settled();
    await page.goto("about:blank");
    await page.goto(`${site.url}/`);
    expect(site.events().map(({ event }) => event)).toEqual(["Settled"]);
  });

  test("nothing is sent or kept before consent; after it everything that waited is", async () => {
    site.page("/", {
      attributes: `data-wait-for-consent="analytics"`,
      script: `window.plumbline = window.plumbline || []; plumbline.push(["track", "Early"])`,
    });
    await go("/");
    await page.evaluate("plumbline.track('Waited')");
    expect(await page.evaluate("[document.cookie, localStorage.length, plumbline.user()]")).toEqual(["", 0, undefined]);
    expect(site.requests.filter(({ path }) => path !== "/plumbline.js")).toEqual([]);

    await page.evaluate("plumbline.consent({ analytics: true, marketing: false })");
    const change = await the("Segment Consent Preference Updated");
    for (const event of [change, await the("page"), await the("Early"), await the("Waited")]) {
      expect(event.context["consent"]).toEqual({ categoryPreferences: { analytics: true, marketing: false } });
    }
    // The decision lasts, and is told once.
    await go("/");
    await page.evaluate("plumbline.consent({ marketing: false, analytics: true })");
    await settled();
    await count("page", 2);
    await the("Segment Consent Preference Updated");
  });

  test("consent that is taken back is told, and then nothing more; the browser forgets", async () => {
    site.page("/", { attributes: "data-wait-for-consent", body: `<button data-plumbline-cta="x">x</button>` });
    await go("/");
    await page.evaluate("plumbline.consent({ analytics: true })");
    await count("Segment Consent Preference Updated", 1);
    await page.evaluate("plumbline.consent({ analytics: false })");
    await count("Segment Consent Preference Updated", 2);
    const [given, taken] = named("Segment Consent Preference Updated");
    expect(taken).toMatchObject({
      anonymousId: given?.anonymousId,
      context: { consent: { categoryPreferences: { analytics: false } } },
    });
    const before = site.events().length;
    await page.click("button");
    await page.evaluate(`plumbline.track("After"); history.pushState({}, "", "/other")`);
    await page.goto("about:blank");
    await go("/");
    expect(await page.evaluate("[document.cookie, Object.keys(localStorage)]")).toEqual(["", ["plumbline:consent"]]);
    expect(site.events().length).toBe(before);

    // Whoever comes back later is somebody new.
    await page.evaluate("plumbline.consent({ analytics: true })");
    await count("Segment Consent Preference Updated", 3);
    expect(named("Segment Consent Preference Updated")[2]?.anonymousId).not.toBe(given?.anonymousId);
  });

  test("consent that is taken back while nothing can be sent: what waits is not kept for the next page", async () => {
    site.page("/", { attributes: "data-wait-for-consent" });
    await go("/");
    const refuse = async (times: number) => {
      await page.evaluate("plumbline.consent({ analytics: true })");
      site.answer(() => 500);
      const asked = site.requests.length;
      await page.evaluate(`plumbline.identify("ann", { email: "ann@acme.example" })`);
      await until(() => site.requests.length).toBeGreaterThan(asked);
      await page.evaluate("plumbline.consent({ analytics: false })");
      if (times > 1) await refuse(times - 1);
    };
    // Somebody who changes her mind has a client of Segment's each time.
    await refuse(2);
    const storage = () => page.evaluate("Object.entries(localStorage).map((entry) => entry.join()).sort()");
    // Where the snippet is not, whatever was left would stay.
    await page.goto(`${site.url}/missing`);
    expect(await storage()).toEqual([`plumbline:consent,{"analytics":false}`]);
    await go("/");
    // What an earlier version of the snippet left goes, too; what another client of Segment's keeps is its own.
    await page.evaluate(`localStorage["persisted-queue:v1:key-1:dest-Segment.io:items"] = "[]"`);
    await page.evaluate(`localStorage["persisted-queue:v1:key-2:items"] = "[]"`);
    await go("/");
    expect(await storage()).toEqual([`persisted-queue:v1:key-2:items,[]`, `plumbline:consent,{"analytics":false}`]);
  });

  test("consent that is taken back in one tab holds in the others", async () => {
    site.page("/", { attributes: "data-wait-for-consent" });
    await go("/");
    await page.evaluate("plumbline.consent({ analytics: true })");
    await the("Segment Consent Preference Updated");
    const other = page;
    page = await newPage();
    await go("/");
    await page.evaluate("plumbline.consent({ analytics: false })");
    await until(() => other.evaluate("plumbline.user()")).toBeUndefined();
    await other.evaluate("plumbline.track('After')");
    await count("Segment Consent Preference Updated", 2);
    expect(named("After")).toEqual([]);
  });

  test("consent refused: nothing is ever sent", async () => {
    site.page("/", { attributes: "data-wait-for-consent" });
    await go("/");
    await page.evaluate("plumbline.track('Before'); plumbline.consent({ analytics: false }); plumbline.track('After')");
    await page.mouse.move(5, 5);
    await page.goto("about:blank");
    await go("/");
    expect(site.requests.filter(({ path }) => path !== "/plumbline.js")).toEqual([]);
    expect(await page.evaluate("document.cookie")).toBe("");
  });

  test("without waiting, a decision goes along from then on", async () => {
    site.page("/", {});
    await go("/");
    await the("page");
    await page.evaluate("plumbline.consent({ analytics: false })");
    await the("Segment Consent Preference Updated");
    await settled();
    expect(named("Settled")[0]?.context["consent"]).toEqual({ categoryPreferences: { analytics: false } });
  });

  test("Global Privacy Control goes along", async () => {
    await context.addInitScript(`Object.defineProperty(Navigator.prototype, "globalPrivacyControl", { value: true })`);
    site.page("/", {});
    await page.goto(site.url);
    expect((await the("page")).context["globalPrivacyControl"]).toBe(true);
  });

  test("the visitor of Google Analytics goes along", async () => {
    await context.addCookies([{ name: "_ga", value: "GA1.1.1234567890.1700000000", url: site.url }]);
    site.page("/", {});
    await page.goto(site.url);
    expect((await the("page")).context["externalIds"]).toEqual([
      { id: "1234567890.1700000000", type: "ga_client_id", collection: "users", encoding: "none" },
    ]);
  });

  test("offline: kept, and sent once after the page is loaded again", async () => {
    site.page("/", {});
    await go("/");
    await the("page");
    await context.setOffline(true);
    const messageId = await page.evaluate("plumbline.track('Offline').then((ctx) => ctx.event.messageId)");
    await page.goto("about:blank");
    expect(named("Offline")).toEqual([]);
    await context.setOffline(false);
    await go("/");
    expect((await the("Offline")).messageId).toBe(messageId);
    // How long the page was looked at was kept as well.
    await the("Page Engaged");
    await settled();
    expect(site.requests.filter(({ body }) => body.includes(String(messageId)))).toHaveLength(1);
  });

  test.each([429, 500, 503])("refused with %i: sent again under the same messageId", async (status) => {
    site.page("/", {});
    let refusals = 0;
    site.answer((sent) => (sent?.event === "Refused" && refusals++ < 1 ? status : 200), { "retry-after": "1" });
    await go("/");
    await page.evaluate("plumbline.track('Refused')");
    const { messageId } = await the("Refused");
    const tries = site.requests.filter(({ body }) => body.includes(messageId));
    expect(tries.map((request) => request.status)).toEqual([status, 200]);
  });

  test("refused until the page is left: sent after the next one is loaded", async () => {
    site.page("/", {});
    site.answer((sent) => (sent?.event === "Refused" ? 500 : 200));
    await go("/");
    await page.evaluate("plumbline.track('Refused')");
    await until(() => site.requests.filter(({ status }) => status === 500).length).toBeGreaterThan(0);
    await page.goto("about:blank");
    site.answer(() => 200);
    await go("/");
    const { messageId } = await the("Refused");
    expect(site.requests.find(({ status }) => status === 500)?.body).toContain(messageId);
  });
});
