import type { Event, JsonObject } from "@plumbline/scoring";
import { type Random, randomOf } from "../random.ts";

/** An event and the lead, by number, to whom it belongs. */
export type LeadEvent = { readonly lead: number; readonly event: Event };

type Make = (random: Random) => Partial<Event>;

const track =
  (event: string, properties: (random: Random) => JsonObject = () => ({})): Make =>
  (random) => ({ type: "track", event, properties: properties(random) });

const HOT_PATHS = ["/", "/pricing", "/product", "/product/analytics", "/docs", "/blog", "/lp/spring", "/careers"];
const SECTIONS = ["blog", "docs", "product", "case-studies", "compare/acme", "pricing/enterprise", "partners"];
const REFERRERS = ["", "https://www.google.com/", "https://news.example.org/", "https://www.bing.com/"];
const PRODUCTS = ["Analytics", "Suite", "Mobile", "Connect", "Guard"];
const FILES = Array.from({ length: 40 }, (_, i) => `paper-${i}.pdf`);

/** A few paths get most of the views; thousands get the rest, some more than others. */
const page: Make = ({ next, chance, pick }) => {
  const path = chance(0.6) ? pick(HOT_PATHS, 2) : `/${pick(SECTIONS)}/article-${Math.floor(next() ** 3 * 3000)}`;
  const campaign = chance(0.1) ? { campaign: { name: pick(["spring", "summer", "autumn"]), medium: "email" } } : {};
  return {
    type: "page",
    context: { ...campaign, page: { path, referrer: pick(REFERRERS), search: chance(0.05) ? "?q=price" : "" } },
  };
};

const value = ({ below }: Random): JsonObject => ({ value: below(100_000) / 100, currency: "EUR" });

/** What leads do on a visit besides looking at pages, the commoner first. */
const ACTIONS: readonly Make[] = [
  track("Feature Used", ({ below }) => ({ feature: `feature-${below(30)}` })),
  track("Product Viewed", ({ pick }) => ({ product: pick(PRODUCTS, 2) })),
  track("Video Played", ({ below }) => ({ seconds: below(200) })),
  track("File Downloaded", ({ pick }) => ({ file: pick(FILES, 3), kind: pick(["white paper", "e-book", "brochure"]) })),
  track("Email Link Clicked", () => ({ link: "https://example.com/lp/spring" })),
  track("Report Created"),
  track("Order Completed", value),
  () => ({ type: "identify", traits: { plan: "pro" } }),
  track("Form Submitted", () => ({ form: "newsletter" })),
  track("Webinar Registered"),
  track("Chat Started"),
  track("Support Ticket Opened", ({ pick }) => ({ topic: pick(["bug", "pricing", "upgrade"]) })),
  track("Demo Requested"),
  track("Trial Started"),
  track("Invite Sent"),
  track("Settings Opened"),
  track("Logged Out"),
  () => ({ type: "screen", name: "Home" }),
];

/** What happens to leads outside visits: one event on its own. */
const SINGLES: readonly Make[] = [
  track("Email Opened", ({ pick }) => ({ campaign: pick(["a", "b", "c"]) })),
  track("Seats Changed", ({ below }) => ({ seats: below(50) })),
  track("Webinar Attended"),
  track("Order Refunded", value),
  track("Email Bounced"),
  track("Unsubscribed"),
];

const MS_PER_DAY = 86_400_000;
const SPAN = 90 * MS_PER_DAY;
const FIRST = Date.parse("2026-09-01T00:00:00Z");

/** Of a visit, its length in events, on average; and the time between two of them, in ms. */
const VISIT_LENGTH = 8;
const PAUSE = 45_000;
const SHARE_OF_SINGLES = 0.15;
/** How much more active the first leads are than the last: e^7 times; a tenth of them makes half of the visits. */
const STEEPNESS = 7;

/**
 * Events of ninety days as they arrive: most in visits of some pages and actions, those of different
 * leads in between each other; some on their own; one in fifty up to three days late.
 */
export function makeEvents(count: number, leads: number, seed = 2): LeadEvent[] {
  const random = randomOf(seed);
  const { next, below, chance, pick } = random;
  const made: { readonly lead: number; readonly text: string; readonly arrives: number }[] = [];
  const add = (lead: number, timestamp: number, make: Make): void => {
    const event = { messageId: `message-${made.length}`, userId: `user-${lead}`, timestamp, ...make(random) } as Event;
    const arrives = timestamp + (chance(0.02) ? below(3 * MS_PER_DAY) : 0);
    made.push({ lead, text: JSON.stringify(event), arrives });
  };
  while (made.length < count) {
    const lead = Math.floor((-Math.log(1 - next() * (1 - Math.exp(-STEEPNESS))) / STEEPNESS) * leads);
    let timestamp = FIRST + below(SPAN);
    if (chance((SHARE_OF_SINGLES * VISIT_LENGTH) / (1 - SHARE_OF_SINGLES + SHARE_OF_SINGLES * VISIT_LENGTH))) {
      add(lead, timestamp, pick(SINGLES, 2));
      continue;
    }
    do {
      add(lead, timestamp, chance(0.65) ? page : pick(ACTIONS, 1.5));
      timestamp += 1000 + Math.floor(-PAUSE * Math.log(1 - next()));
    } while (chance(1 - 1 / VISIT_LENGTH));
  }
  made.length = count;
  // Decoded one after the other, as they arrive: so they lie in memory, too.
  return made
    .sort((a, b) => a.arrives - b.arrives)
    .map(({ lead, text }) => ({ lead, event: JSON.parse(text) as Event }));
}

/** The same events without visits: each is another lead's, and nearly always the first of its day. */
export function scattered(events: readonly LeadEvent[], leads: number, seed = 4): LeadEvent[] {
  const { next } = randomOf(seed);
  return events.map(({ event }) => ({ lead: Math.floor(next() ** 2 * leads), event }));
}
