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

/** A few paths get most of the visits; thousands get the rest. */
const page: Make = ({ chance, pick, below }) => {
  const path = chance(0.6) ? pick(HOT_PATHS, 2) : `/${pick(SECTIONS)}/article-${below(20_000)}`;
  const campaign = chance(0.1) ? { campaign: { name: pick(["spring", "summer", "autumn"]), medium: "email" } } : {};
  return {
    type: "page",
    context: { ...campaign, page: { path, referrer: pick(REFERRERS), search: chance(0.05) ? "?q=price" : "" } },
  };
};

const value = ({ below }: Random): JsonObject => ({ value: below(100_000) / 100, currency: "EUR" });

/** Twenty-five names: page views make half of all events, then the commoner first. */
const KINDS: readonly Make[] = [
  track("Email Opened", ({ pick }) => ({ campaign: pick(["a", "b", "c"]) })),
  track("Feature Used", ({ below }) => ({ feature: `feature-${below(30)}` })),
  track("Email Link Clicked", () => ({ link: "https://example.com/lp/spring" })),
  track("Product Viewed", ({ pick }) => ({ product: pick(PRODUCTS, 2) })),
  track("Video Played", ({ below }) => ({ seconds: below(200) })),
  track("File Downloaded", ({ pick }) => ({ file: pick(FILES, 3), kind: pick(["white paper", "e-book", "brochure"]) })),
  track("Order Completed", value),
  track("Report Created"),
  () => ({ type: "identify", traits: { plan: "pro" } }),
  track("Form Submitted", () => ({ form: "newsletter" })),
  track("Webinar Registered"),
  track("Webinar Attended"),
  track("Chat Started"),
  track("Support Ticket Opened", ({ pick }) => ({ topic: pick(["bug", "pricing", "upgrade"]) })),
  track("Seats Changed", ({ below }) => ({ seats: below(50) })),
  track("Demo Requested"),
  track("Trial Started"),
  track("Invite Sent"),
  track("Order Refunded", value),
  track("Email Bounced"),
  track("Unsubscribed"),
  track("Settings Opened"),
  track("Logged Out"),
  () => ({ type: "screen", name: "Home" }),
];

const MS_PER_DAY = 86_400_000;
const FIRST = Date.parse("2026-09-01T00:00:00Z");

/** Events of ninety days as they arrive: in the order of time, a few late. */
export function makeEvents(count: number, leads: number, seed = 2): readonly LeadEvent[] {
  const random = randomOf(seed);
  const { next, below, chance, pick } = random;
  return Array.from({ length: count }, (_, i) => {
    const make = chance(0.5) ? page : pick(KINDS, 1.5);
    const late = chance(0.02) ? below(3 * MS_PER_DAY) : 0;
    const lead = Math.floor(next() ** 2 * leads);
    const timestamp = FIRST + Math.floor((i / count) * 90 * MS_PER_DAY) - late;
    const event = { messageId: `message-${i}`, userId: `user-${lead}`, timestamp, ...make(random) } as Event;
    return { lead, event: JSON.parse(JSON.stringify(event)) as Event };
  });
}
