import type { Model, SignalDefinition } from "@plumbline/scoring";

const PATHS = ["/pricing", "/product", "/docs", "/blog", "/careers", "/case-studies", "/security", "/partners"];
const EVENTS = [
  "Email Opened",
  "Email Link Clicked",
  "Email Bounced",
  "Unsubscribed",
  "Form Submitted",
  "Demo Requested",
  "Trial Started",
  "Webinar Registered",
  "Webinar Attended",
  "File Downloaded",
  "Video Played",
  "Chat Started",
  "Support Ticket Opened",
  "Invite Sent",
  "Report Created",
  "Settings Opened",
];

const entries: readonly (readonly [name: string, signal: SignalDefinition])[] = [
  ["quiet", { any: true }],
  ["visits", { on: "page", visits: {} }],
  ["reading", { on: "page", where: { path: { startsWith: "/docs" } }, engaged: {} }],
  ["pages-of-product", { on: "page", where: { path: { startsWith: "/product" } }, distinct: "path" }],
  [
    "campaigns",
    { on: "page", where: { "context.campaign.name": { exists: true } }, distinct: "context.campaign.name" },
  ],
  ...PATHS.map((path): [string, SignalDefinition] => [
    `saw ${path.slice(1)}`,
    { on: "page", where: { path: { startsWith: path } } },
  ]),
  ["saw pricing of enterprise", { on: "page", where: { path: { contains: "enterprise" } } }],
  ["saw a comparison", { on: "page", where: { path: { matches: ["*/compare/*", "*-vs-*"] } } }],
  ["came by search", { on: "page", where: { referrer: { contains: ["google.", "bing."] } } }],
  ["searched for prices", { on: "page", where: { search: { contains: ["price", "cost"] } } }],
  ["read the home page", { on: "page", where: { path: "/" }, count: { perDay: 1 } }],
  ...EVENTS.map((on): [string, SignalDefinition] => [on, { on }]),
  ["opened-daily", { on: "Email Opened", count: { perDay: 1 } }],
  [
    "clicked a human link",
    { on: "Email Link Clicked", confirmedBy: { on: "page", where: { path: { startsWith: "/lp" } } }, within: "5m" },
  ],
  ["downloads", { on: "File Downloaded", count: { by: "file" } }],
  ["white papers", { on: "File Downloaded", where: { kind: { in: ["white paper", "e-book"] } } }],
  ["interest", { on: "Product Viewed", count: { by: "product" } }],
  ["basket", { on: "Order Completed", sum: "value" }],
  ["largest-order", { on: "Order Completed", max: "value" }],
  ["large-orders", { on: "Order Completed", where: { value: { gte: 500 } } }],
  ["refunds", { on: "Order Refunded", sum: "value" }],
  ["seats", { on: "Seats Changed", max: "seats" }],
  ["features", { on: "Feature Used", distinct: "feature" }],
  ["feature-counts", { on: "Feature Used", count: { by: "feature" } }],
  ["long videos", { on: "Video Played", where: { seconds: { gte: 60 } } }],
  [
    "demo-after-pricing",
    { steps: [{ on: "page", where: { path: { startsWith: "/pricing" } } }, { on: "Demo Requested" }], within: "2h" },
  ],
  ["binge", { on: "page", where: { path: { startsWith: "/case-studies" } }, times: 3, within: "1h" }],
  ["sales-tickets", { on: "Support Ticket Opened", where: { topic: { in: ["pricing", "contract", "upgrade"] } } }],
];

/** Fifty signals of every kind. */
export const FOLD_MODEL: Model = {
  model: "fifty-signals",
  signals: Object.fromEntries(entries),
  dimensions: { engagement: {} },
  rules: [],
};
