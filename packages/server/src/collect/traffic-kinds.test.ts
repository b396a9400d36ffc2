import { ownTraffic } from "@plumbline/api";
import type { Event } from "@plumbline/scoring";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { KNOWN_AGENTS } from "./traffic/known-agents.ts";
import { KNOWN_NETWORKS } from "./traffic/known-networks.ts";
import { classifyTraffic, type Seen, trafficClassifier, withTraffic } from "./traffic.ts";

const CHROME =
  "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Safari/537.36";
const GOOGLEBOT = "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)";

type Told = Partial<Pick<Event, "event" | "context" | "properties">>;

const event = (told: Told = {}): Event => ({
  messageId: "m",
  type: told.event === undefined ? "page" : "track",
  timestamp: 0,
  ...told,
});
const open = (userAgent: string, ip?: string) =>
  event({ event: "Email Opened", context: { userAgent, ...(ip !== undefined && { ip }) } });
const click = (userAgent: string, ip?: string) =>
  event({ event: "Email Link Clicked", context: { userAgent, ...(ip !== undefined && { ip }) } });
const kind = (seen: Event, userAgent?: string, ip?: string) => classifyTraffic({ userAgent, ip, event: seen });

describe("by agent and network", () => {
  test.each([
    ["person", click(CHROME)],
    ["person", click(CHROME, "203.0.113.9")],
    ["person", event({ event: "Email Link Clicked" })],
    [
      "person",
      click("Mozilla/5.0 (Linux; Android 10; CUBOT X30) AppleWebKit/537.36 Chrome/120.0 Mobile Safari/537.36"),
    ],
    ["bot", event({ context: { userAgent: GOOGLEBOT } })],
    ["bot", click("python-requests/2.31.0")],
    ["monitor", event({ context: { userAgent: "Mozilla/5.0+(compatible; UptimeRobot/2.0)" } })],
    ["monitor", event({ context: { userAgent: `${CHROME} DatadogSynthetics` } })],
    ["mail-privacy", open("Mozilla/5.0 (Windows NT 5.1; rv:11.0) Gecko Firefox/11.0 (via ggpht.com GoogleImageProxy)")],
    ["mail-privacy", open("YahooMailProxy; https://help.yahoo.com/kb/yahoo-mail-proxy-SLN28749.html")],
    ["mail-privacy", open("Mozilla/5.0")],
    ["mail-privacy", open(CHROME, "17.58.1.1")],
    ["person", click(CHROME, "17.58.1.1")],
    ["mail-scanner", click("Mozilla/5.0")],
    ["mail-scanner", click("")],
    ["mail-scanner", click("BarracudaCentral/1.0")],
    ["mail-scanner", click(CHROME, "40.107.3.4")],
    ["mail-scanner", click(CHROME, "::ffff:40.107.3.4")],
    ["mail-scanner", click(CHROME, "2a01:111:f403::1")],
    ["person", click(CHROME, "2a01:111:f402::1")],
    ["person", click(CHROME, "not an address")],
    // Outlook shows images itself, but hands links to a browser.
    ["person", open("Mozilla/4.0 (compatible; ms-office; MSOffice 16)")],
    ["mail-scanner", click("Mozilla/4.0 (compatible; ms-office; MSOffice 16)")],
    // People in isolated browsers look at pages from there.
    ["mail-scanner", click(CHROME, "67.231.150.1")],
    ["person", event({ context: { userAgent: CHROME, ip: "67.231.150.1" } })],
    ["mail-scanner", event({ context: { userAgent: CHROME, ip: "40.107.3.4" } })],
    ["mail-scanner", event({ event: "Email Link Clicked", properties: { method: "HEAD" } })],
    ["mail-scanner", event({ event: "Email Link Clicked", properties: { user_agent: CHROME, ip: "209.222.82.1" } })],
  ] as const)("%s: %j", (expected, seen) => {
    expect(kind(seen)).toBe(expected);
  });
});

describe("the request speaks for the person only where a browser sent it", () => {
  test("a server that reports is no bot", () => {
    expect(kind(event(), "analytics-node/3.1.0", "40.107.3.4")).toBe("person");
    expect(kind(event(), "python-requests/2.31.0")).toBe("person");
  });
  test("a browser's request is", () => {
    expect(kind(event(), GOOGLEBOT)).toBe("bot");
    expect(kind(event(), CHROME, "40.107.3.4")).toBe("mail-scanner");
  });
  test("the event's own word comes first", () => {
    expect(kind(event({ context: { userAgent: CHROME, ip: "203.0.113.9" } }), GOOGLEBOT, "40.107.3.4")).toBe("person");
  });
});

describe("what a workspace adds", () => {
  const own = trafficClassifier(
    ownTraffic.parse({
      agents: [{ has: "OurChecker", kind: "monitor" }],
      networks: [
        { network: "203.0.113.0/24", kind: "mail-scanner" },
        { network: "67.231.144.0/20", kind: "person" },
      ],
    }),
  );
  const ask = (seen: Event) => own({ userAgent: undefined, ip: undefined, event: seen });
  test("comes before what we know", () => {
    expect(ask(click(`${CHROME} ourchecker/2`))).toBe("monitor");
    expect(ask(click(CHROME, "203.0.113.9"))).toBe("mail-scanner");
    expect(ask(click(CHROME, "67.231.150.1"))).toBe("person");
    expect(kind(click(CHROME, "67.231.150.1"))).toBe("mail-scanner");
  });
  test.each(["203.0.113.0", "203.0.113.0/33", "zz/8", ""])("refuses the network %j", (network) => {
    expect(ownTraffic.safeParse({ networks: [{ network, kind: "bot" }] }).success).toBe(false);
  });
});

test("remembered answers are the answers of a classifier that remembers nothing", () => {
  const agents = [CHROME, GOOGLEBOT, "Mozilla/5.0", "", "ms-office", "x".repeat(2000)];
  const ips = ["203.0.113.9", "40.107.3.4", "67.231.150.1", "17.1.1.1", "?"];
  const seen: fc.Arbitrary<Seen> = fc.record({
    userAgent: fc.constantFrom(...agents, undefined),
    ip: fc.constantFrom(...ips, undefined),
    event: fc
      .tuple(
        fc.constantFrom("Email Opened", "Email Link Clicked", "Other"),
        fc.constantFrom(...agents),
        fc.constantFrom(...ips),
      )
      .map(([name, userAgent, ip]) => event({ event: name, context: { userAgent, ip } })),
  });
  const remembers = trafficClassifier();
  fc.assert(
    fc.property(seen, (one) => {
      expect(remembers(one)).toBe(trafficClassifier()(one));
    }),
    { numRuns: 1000 },
  );
});

test("more agents than are remembered are still told apart", () => {
  const classify = trafficClassifier();
  const ask = (i: number) =>
    classify({ userAgent: undefined, ip: undefined, event: click(`${i % 2 ? CHROME : "curl/8"} ${i}`) });
  for (let i = 0; i < 10_000; i++) expect(ask(i)).toBe(i % 2 ? "person" : "bot");
  expect([ask(0), ask(1), ask(9_999)]).toEqual(["bot", "person", "person"]);
});

test("what a sender says of its own traffic does not count", () => {
  const forged = event({ context: { traffic: "person", ip: "203.0.113.9" } });
  expect(withTraffic(forged, "bot").context).toEqual({ traffic: "bot", ip: "203.0.113.9" });
  expect(withTraffic(event(), "person").context).toEqual({ traffic: "person" });
});

test("every entry can be met, and says where it is from", () => {
  for (const { has, source, kind: told, of = ["other" as const] } of KNOWN_AGENTS) {
    expect(has).toBe(has.toLowerCase());
    expect(source).not.toBe("");
    const [purpose = "other"] = of;
    const name = { open: "Email Opened", click: "Email Link Clicked", other: "Other" }[purpose];
    expect(kind(event({ event: name, context: { userAgent: `Mozilla/5.0 (${has})` } })), has).toBe(told);
  }
  for (const { networks, source } of KNOWN_NETWORKS) {
    expect(source).not.toBe("");
    for (const network of networks)
      expect(ownTraffic.safeParse({ networks: [{ network, kind: "bot" }] }).success).toBe(true);
  }
});
