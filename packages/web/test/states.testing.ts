import { loadPhrases } from "@plumbline/phrases";
import type { Page, Request, Route } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { addressOf, PATHS } from "./addresses.testing.ts";
import type { House } from "./house.testing.ts";

const { screens } = await loadPhrases("en");
const { shell } = screens;

const WAIT = { timeout: 60_000 };
/** So many looks in a row nothing more happens. */
const QUIET = 3;
const STEP = 40;
/** Screens that know all they show from who is there. */
const ASK_NOTHING = new Set(["/settings/me"]);

/** How the server answers: not yet, that it cannot, or as it is. */
type Mode = "held" | 500 | 503 | "well";

/** What every screen does as long as there are no answers, where there are none, and when they come after all. */
export function states(house: () => House): void {
  let server: Answering;
  beforeAll(async () => {
    server = await answering(await (await house().as("admin")).newPage());
  });
  afterAll(() => server?.page.close());

  test.each(PATHS.map((path, at) => ({ path, status: at % 2 === 0 ? (500 as const) : (503 as const) })))(
    "$path waits without claiming that there is nothing, says that it failed ($status), and heals",
    async (given) => {
      const { path, status } = given;
      const { page, answer, settled, unanswered } = server;
      answer("held");
      await page.goto(`${house().url}${await addressOf(path, house())}`, { waitUntil: "domcontentloaded" });
      await settled();
      const asks = !ASK_NOTHING.has(path);
      expect(await look(page)).toEqual({ waits: asks, failed: false, nothing: [] });

      answer(status);
      await settled();
      expect(await look(page)).toEqual({ waits: false, failed: asks, nothing: [] });
      expect(await page.locator("h1").count()).toBeLessThanOrEqual(1);

      answer("well");
      const heal = async () => {
        if (await again(page)) await settled();
        const { waits, failed } = await look(page);
        return { waits, failed, unanswered: asks ? unanswered() : [] };
      };
      await expect.poll(heal, WAIT).toEqual({ waits: false, failed: false, unanswered: [] });
    },
  );

  test("whoever comes while the server cannot answer at all reads so, and is let in when it can", async () => {
    const { page, answer, settled } = server;
    answer("well");
    await page.route(/\/api\/v1\/me$/, (route) => refuse(route, 500));
    await page.goto(`${house().url}/leads`, { waitUntil: "domcontentloaded" });
    await page.getByRole("heading", { name: shell.failed }).waitFor(WAIT);
    await page.unroute(/\/api\/v1\/me$/);
    await again(page);
    await page.getByRole("heading", { level: 1, name: screens.leads.title }).waitFor(WAIT);
    await settled();
    expect(await look(page)).toMatchObject({ waits: false, failed: false });
  });
}

/** What is said: that it is on its way, that it failed – with a way out –, that there is nothing. */
async function look(page: Page) {
  const text = await page.locator("main").innerText();
  const failed = await page.getByText(shell.failed).count();
  const wayOut = await page.getByRole("button", { name: shell.retry, exact: true }).count();
  expect(wayOut, "each failure has a way out").toBe(failed);
  return {
    waits: (await page.locator(WAITING).count()) > 0,
    failed: failed > 0,
    nothing: text.split("\n").filter((line) => NOTHING.has(line.trim())),
  };
}

/** Presses what promises another try, where there is such a thing. */
async function again(page: Page): Promise<boolean> {
  const button = page.getByRole("button", { name: shell.retry, exact: true }).first();
  if ((await button.count()) === 0) return false;
  await button.click();
  return true;
}

const WAITING = `[role=status][aria-label="${shell.loading}"], .mantine-Skeleton-root, .mantine-Loader-root, .later`;

/** Sentences that there is nothing, which nobody may say before it is known. */
const NOTHING: ReadonlySet<string> = new Set(nothingIn(screens));

function nothingIn(words: object): readonly string[] {
  return Object.entries(words).flatMap(([name, one]) => {
    if (typeof one === "object" && one !== null) return nothingIn(one);
    const isClaim = /^(empty|none|nothing|nobody|no[A-Z])/.test(name) && !name.endsWith("Hint");
    return isClaim && typeof one === "string" && one.includes(" ") ? [one] : [];
  });
}

type Answering = {
  readonly page: Page;
  /** From now on; what has waited is answered so, too. */
  answer(mode: Mode): void;
  /** Waits until nothing is on its way but what is held. */
  settled(): Promise<void>;
  /** What was asked and refused, and has not been asked again since with success. */
  unanswered(): readonly string[];
};

/** Who is there, and what is told as it happens, are as they are. */
const isQuestion = ({ pathname }: URL) => pathname.startsWith("/api/v1/") && !/\/(me|stream|events)$/.test(pathname);
const nameOf = (request: Request) => `${request.method()} ${new URL(request.url()).pathname}`;

async function answering(page: Page): Promise<Answering> {
  let mode: Mode = "held";
  let held: Route[] = [];
  let asked = 0;
  const open = new Set<Request>();
  const refused = new Set<string>();
  page.on("request", (request) => {
    asked++;
    if (mode !== "held" || !isQuestion(new URL(request.url()))) open.add(request);
  });
  page.on("requestfinished", (request) => open.delete(request));
  page.on("requestfailed", (request) => open.delete(request));
  page.on("response", (response) => {
    open.delete(response.request());
    const name = nameOf(response.request());
    if (response.status() < 500) refused.delete(name);
    else refused.add(name);
  });
  const reply = (route: Route): unknown => {
    if (mode === "well") return route.continue();
    return mode === "held" ? held.push(route) : refuse(route, mode);
  };
  // Whoever has left the screen wants no answer any more.
  await page.route(isQuestion, async (route) => void (await Promise.resolve(reply(route)).catch(() => undefined)));
  return {
    page,
    answer: (next) => {
      if (next === "held") refused.clear();
      mode = next;
      const waiting = held;
      held = [];
      for (const route of waiting) void Promise.resolve(reply(route)).catch(() => undefined);
    },
    settled: async () => {
      let quiet = 0;
      let former = -1;
      const look = async () => {
        const isShown = await page.evaluate<boolean>(IS_SHOWN);
        quiet = isShown && open.size === 0 && asked === former ? quiet + 1 : 0;
        former = asked;
        return quiet;
      };
      await expect.poll(look, { ...WAIT, interval: STEP }).toBeGreaterThanOrEqual(QUIET);
    },
    unanswered: () => [...refused],
  };
}

const IS_SHOWN = `new Promise((resolve) =>
  requestIdleCallback(() => resolve(document.querySelector("main") !== null), { timeout: 100 }),
)`;

function refuse(route: Route, status: 500 | 503): Promise<void> {
  return route.fulfill({
    status,
    // The client tries again what is for later: at once, here.
    headers: { "retry-after": "0" },
    contentType: "application/problem+json",
    body: JSON.stringify({ type: "about:blank", title: "Out of order", status, code: "internal" }),
  });
}
