import type { Analytics } from "@segment/analytics-next";
import { getDefaultBufferedPageContext } from "@segment/analytics-page-tools";
import { watchClicks } from "./clicks.ts";
import { clientOf } from "./client.ts";
import { CONSENT_KEY, isAllowed, keepPreferences, preferences } from "./consent.ts";
import { watchForms } from "./forms.ts";
import { dropAll, keep } from "./kept.ts";
import { watchPages } from "./pages.ts";
import { keeps, type Settings, settingsOf } from "./settings.ts";
import type { Teller } from "./teller.ts";
import { VISIT_KEY } from "./visit.ts";

/** Calls that carry an event; they remember the page on which they were made. */
const EVENT_CALLS = ["track", "page", "screen", "identify", "group", "alias"] as const;
const OTHER_CALLS = ["reset", "user", "setAnonymousId", "on", "once", "off", "ready", "register", "debug"] as const;

type Name = (typeof EVENT_CALLS)[number] | (typeof OTHER_CALLS)[number];
type Call = readonly [name: string, ...given: unknown[]];

/** Calls that wait for the visitor's decision; of more than these the page is no honest one. */
const MOST_WAITING = 1000;

/** What is kept of a visitor: ours, and what Segment's client leaves empty. */
const KEPT = [
  VISIT_KEY,
  ...["user_id", "user_traits", "anonymous_id", "group_id", "group_properties"].map((name) => `ajs_${name}`),
];

const tag = document.currentScript;
const settings = tag instanceof HTMLScriptElement ? settingsOf(tag) : undefined;
if (settings) install(settings);
else console.error("plumbline.js: data-write-key?");

function install(settings: Settings): void {
  const globals = window as unknown as Record<string, unknown>;
  const before = globals[settings.globalName];
  // Twice on a page is once.
  if (before && !Array.isArray(before)) return;

  let running: { readonly client: Analytics; readonly stopped: AbortController } | undefined;
  const waiting: Call[] = [];

  const start = () => {
    if (running) return;
    const stopped = new AbortController();
    running = { client: watch(settings, stopped.signal), stopped };
    // The client, once it is there, keeps what waits whenever a page is left: this comes after it.
    addEventListener("pagehide", () => running || forget());
    for (const [name, ...given] of waiting.splice(0)) call(name as Name, given);
  };

  /** Forgets who the visitor is, here; what was sent stays until somebody asks the server to forget it. */
  const forget = () => {
    for (const key of KEPT) keep(key, undefined);
    dropAll(`persisted-queue:v1:${settings.writeKey}:`);
  };

  const stop = () => {
    running?.stopped.abort();
    running?.client.reset();
    running = undefined;
    forget();
  };

  const call = (name: Name, given: readonly unknown[]): unknown => {
    if (running) return (running.client[name] as (...given: readonly unknown[]) => unknown)(...given);
    if (name === "user" || preferences() || waiting.length >= MOST_WAITING) return undefined;
    const isEvent = (EVENT_CALLS as readonly string[]).includes(name);
    waiting.push([name, ...given, ...(isEvent ? [getDefaultBufferedPageContext()] : [])]);
    return undefined;
  };

  const consent = (decided: Readonly<Record<string, unknown>>) => {
    const isChanged = keepPreferences(decided);
    const isYes = isAllowed(settings, preferences());
    if (isYes) start();
    if (isChanged && running) void running.client.track("Segment Consent Preference Updated");
    if (!isYes) {
      waiting.length = 0;
      stop();
    }
  };

  const names: readonly Name[] = [...EVENT_CALLS, ...OTHER_CALLS];
  const api: Record<string, (...given: never[]) => unknown> = {
    ...Object.fromEntries(names.map((name) => [name, (...given: unknown[]) => call(name, given)])),
    consent,
    push: (...calls: Call[]) => {
      for (const [name, ...given] of calls) {
        if (Object.hasOwn(api, name)) (api[name] as (...given: unknown[]) => unknown)(...given);
      }
    },
  };
  globals[settings.globalName] = api;

  // Another tab may withdraw.
  addEventListener("storage", ({ key }) => {
    if (key === CONSENT_KEY && !isAllowed(settings, preferences())) stop();
  });
  const early = (before ?? []) as Call[];
  const push = (wanted: (name: string) => boolean) =>
    (api["push"] as (...calls: Call[]) => void)(...early.filter(([name]) => wanted(name)));
  // A decision that the page knows already comes before everything that it decides about.
  push((name) => name === "consent");
  if (isAllowed(settings, preferences())) start();
  // Of a page on which consent was taken back, something may be left.
  else if (preferences()) stop();
  push((name) => name !== "consent");
}

/** Begins to watch; what is noticed goes to the client that is returned. */
function watch(settings: Settings, signal: AbortSignal): Analytics {
  let leave = () => {};
  // Segment's client keeps for the next page what is under way when this one is left, and would send
  // it twice. While we are online, what is told on leaving therefore comes after that; else before.
  addEventListener("pagehide", () => navigator.onLine || leave(), { signal });
  const client = clientOf(settings, signal);
  addEventListener("pagehide", () => navigator.onLine && leave(), { signal });
  const teller: Teller = {
    track: (event, properties) => void client.track(event, properties),
    identify: (traits) => void client.identify(traits),
  };
  const begin = () => {
    if (signal.aborted) return;
    leave = watchPages(client, settings, signal);
    if (keeps(settings, "forms")) watchForms(teller, settings, signal);
    if (keeps(settings, "clicks")) watchClicks(teller, signal);
  };
  // A page that is prepared in the background may never be seen.
  if ((document as { prerendering?: boolean }).prerendering) {
    document.addEventListener("prerenderingchange", begin, { once: true });
  } else begin();
  return client;
}
