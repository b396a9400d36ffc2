import { type Random, randomOf } from "../random.ts";

/** Sent to `/v1/batch`, or to `/v1/page` and its like. */
export type SentEvent = {
  readonly messageId: string;
  readonly type: "page" | "track" | "identify";
  readonly [member: string]: unknown;
};

/** Visitors and users, or only users who are known by nothing but their id. */
export type Who = "everyone" | "users";

export type Traffic = {
  /** An event of somebody; of a few people most of the time. */
  next(now: number): SentEvent;
  /** Everyone's first event: whoever signs in later does it at once. */
  first(lead: number, now: number): SentEvent;
};

const PATHS = ["/", "/pricing", "/docs/start", "/blog/lead-scoring", "/demo", "/customers", "/careers", "/security"];
const NAMES = [
  "Feature Used",
  "Form Submitted",
  "Email Opened",
  "Content Downloaded",
  "Webinar Registered",
  "Demo Requested",
  "Trial Started",
];
const AGENTS = ["Windows NT 10.0; Win64; x64", "Macintosh; Intel Mac OS X 10_15_7", "X11; Linux x86_64"].map(
  (system) => `Mozilla/5.0 (${system}) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36`,
);
const COUNTRIES = ["US", "DE", "GB", "FR", "JP", "BR"];
const INDUSTRIES = ["Software", "Finance", "Retail", "Health", "Logistics"];
const SENIORITIES = ["staff", "manager", "senior", "vp", "c-level"];

/**
 * What visitors of a site send: 70 % pages, 25 % other events, 5 % traits, of about 600 bytes each. Half of the leads
 * have signed in; the busiest hundredth of them sends 21 % of the events, the busiest fifth 58 %.
 */
export function trafficOf(leads: number, seed: number, who: Who = "everyone"): Traffic {
  const random = randomOf(seed);
  const next = (now: number): SentEvent => {
    const lead = Math.floor(random.next() ** 3 * leads);
    if (who === "users") return undeviced(sent(2 * lead + 2, now));
    return sent(lead, now);
  };
  const sent = (lead: number, now: number): SentEvent => {
    const kind = random.next();
    if (kind < 0.7) return page(lead, now, random);
    return kind < 0.95 ? track(lead, now, random) : identify(lead - (lead % 2), now, random);
  };
  const first = (lead: number, now: number) => (lead % 2 === 0 ? identify(lead, now, random) : page(lead, now, random));
  return { next, first };
}

function undeviced({ anonymousId: _, ...event }: SentEvent & { readonly anonymousId?: unknown }): SentEvent {
  return event as SentEvent;
}

const hex = (random: Random) =>
  random
    .below(2 ** 32)
    .toString(16)
    .padStart(8, "0");

function common(lead: number, now: number, random: Random) {
  const device = `a-${lead.toString(16).padStart(8, "0")}-8f3e-4d21-b1c7-${(lead * 7919).toString(16).padStart(12, "0")}`;
  return {
    messageId: `ajs-next-${now}-${hex(random)}${hex(random)}${hex(random)}`,
    timestamp: new Date(now - random.below(3000)).toISOString(),
    anonymousId: device,
    ...(lead % 2 === 0 && { userId: `user-${lead}` }),
  };
}

const contextOf = (lead: number, path: string) => ({
  userAgent: AGENTS[lead % AGENTS.length],
  locale: "en-US",
  timezone: "America/New_York",
  page: { path, url: `https://www.acme.example${path}`, title: "Acme – the widget company" },
  library: { name: "analytics.js", version: "next-1.84.3" },
});

function page(lead: number, now: number, random: Random): SentEvent {
  const path = random.pick(PATHS, 2);
  const referrer = random.chance(0.3) ? "https://www.google.com/" : "https://www.acme.example/";
  const properties = { path, url: `https://www.acme.example${path}`, title: "Acme – the widget company", referrer };
  return { ...common(lead, now, random), type: "page", properties, context: contextOf(lead, path) };
}

function track(lead: number, now: number, random: Random): SentEvent {
  const event = random.pick(NAMES, 2);
  const properties = {
    plan: "team",
    seats: random.below(50),
    pages: random.below(40),
    source: "in-app",
    section: "report",
  };
  return { ...common(lead, now, random), type: "track", event, properties, context: contextOf(lead, "/app/reports") };
}

function identify(lead: number, now: number, random: Random): SentEvent {
  const company = lead % 5000;
  const traits = {
    email: `person.${lead}@company-${company}.example`,
    name: `Person ${lead} of Company ${company}`,
    title: "Head of Operations",
    seniority: SENIORITIES[lead % SENIORITIES.length],
    company: `Company ${company}`,
    industry: INDUSTRIES[company % INDUSTRIES.length],
    employees: 10 + (company % 900),
    country: COUNTRIES[company % COUNTRIES.length],
  };
  return { ...common(lead, now, random), type: "identify", traits, context: contextOf(lead, "/login") };
}
