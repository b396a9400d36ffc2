import { setTimeout as sleep } from "node:timers/promises";
import type { BrowserContext, Page, Request } from "playwright-core";

/** Somebody's page of the application, and all that went wrong on it. */
export type Visit = {
  readonly page: Page;
  /** Errors of the console, exceptions, breaches of the policy, alerts, and pieces of the page that came from data. */
  readonly complaints: string[];
  /** What the server did not do: the status and the path. */
  readonly refused: string[];
  /** Every request, as its method and address. */
  readonly requests: string[];
  /** What the server has answered, as text: the data that screens may show. */
  readonly answers: string[];
  /** Goes to an address inside the application, without loading it anew. */
  go(path: string): Promise<void>;
  /** Waits until everything that was asked for is there. */
  settled(): Promise<void>;
  close(): Promise<void>;
};

const PATIENCE = 120_000;
const STEP = 60;
/** So many looks in a row nothing is on its way. */
const QUIET = 6;

const WATCH = `
  addEventListener("securitypolicyviolation", (event) => complain("policy: " + event.violatedDirective + " " + event.blockedURI));
  window.alert = window.prompt = window.confirm = (text) => complain("alert: " + text);
`;

/** Opens a page at an address, with its scripts loaded anew. */
export async function visit(context: BrowserContext, url: string, path: string): Promise<Visit> {
  const page = await context.newPage();
  const complaints: string[] = [];
  const refused: string[] = [];
  const requests: string[] = [];
  const answers: string[] = [];
  const open = new Set<Request>();
  await page.exposeFunction("complain", (text: string) => void complaints.push(text));
  await page.addInitScript(WATCH);
  page.on("pageerror", (error) => complaints.push(String(error)));
  page.on("console", (message) => {
    // Which requests were refused is told in its own place.
    if (message.type() === "error" && !/Failed to load resource/.test(message.text())) complaints.push(message.text());
  });
  page.on("request", (request) => {
    open.add(request);
    requests.push(`${request.method()} ${request.url()}`);
  });
  page.on("requestfinished", (request) => open.delete(request));
  page.on("requestfailed", (request) => open.delete(request));
  page.on("response", async (response) => {
    // Streams stay open, and what was refused may never be read to its end.
    open.delete(response.request());
    const { pathname } = new URL(response.url());
    // That a model has no draft is an answer.
    const isFine = response.status() < 400 || (response.status() === 404 && pathname.endsWith("/draft"));
    if (!isFine) refused.push(`${response.status()} ${pathname}`);
    const isStream = /event-stream/.test(response.headers()["content-type"] ?? "");
    if (!isStream && /\/api\//.test(response.url())) answers.push(await response.text().catch(() => ""));
  });
  const settled = async () => {
    let quiet = 0;
    for (const end = Date.now() + PATIENCE; Date.now() < end; await sleep(STEP)) {
      quiet = open.size === 0 && (await page.evaluate<boolean>(IS_THERE)) ? quiet + 1 : 0;
      if (quiet >= QUIET) return;
    }
    const waiting = [...open].map((request) => request.url());
    const shown = await page.locator("body").innerText();
    throw new Error(
      `${page.url()} waits for ${waiting.length > 0 ? waiting.join(", ") : "what is not asked for"}, and shows: ${shown}`,
    );
  };
  await page.goto(`${url}${path}`, { waitUntil: "domcontentloaded" });
  await settled();
  return {
    ...{ page, complaints, refused, requests, answers, settled },
    go: async (to) => {
      await page.evaluate(`history.pushState({}, "", ${JSON.stringify(to)})`);
      await settled();
    },
    close: () => page.close(),
  };
}

/**
 * The page has nothing to do, something is shown, and no part of it is a placeholder. Chromium does not always tell a
 * page that it has nothing to do.
 */
const IS_THERE = `new Promise((resolve) =>
  requestIdleCallback(
    () => resolve(document.querySelector("h1, h2") !== null && document.querySelector(".mantine-Skeleton-root, .later") === null),
    { timeout: 100 },
  ),
)`;
