import { type Event, quickDigest, type SignalState } from "@plumbline/scoring";

/** The states of one lead by the place of their signal in `FOLD_MODEL`. */
export type StatesByHand = (SignalState | undefined)[];

type Days = { readonly kind: SignalState["kind"]; days: number[]; cells: unknown[]; overflow: boolean };

const MS_PER_DAY = 86_400_000;
const SILENCE_OF_VISITS = 30 * 60_000;
const SILENCE_OF_READING = 60_000;

/** The places of the signals in `FOLD_MODEL`. */
const [QUIET, VISITS, READING, PRODUCT_PAGES, CAMPAIGNS] = [0, 1, 2, 3, 4];
const [PRICING, PRODUCT, DOCS, BLOG, CAREERS, CASES, SECURITY, PARTNERS] = [5, 6, 7, 8, 9, 10, 11, 12];
const [ENTERPRISE, COMPARISON, BY_SEARCH, FOR_PRICES, HOME] = [13, 14, 15, 16, 17];
const [MAIL_OPENED, LINK_CLICKED, BOUNCED, UNSUBSCRIBED, FORM, DEMO, TRIAL, REGISTERED] = [
  18, 19, 20, 21, 22, 23, 24, 25,
];
const [ATTENDED, FILE, VIDEO, CHAT, TICKET, INVITE, REPORT, SETTINGS] = [26, 27, 28, 29, 30, 31, 32, 33];
const [HUMAN_LINK, DOWNLOADS, WHITE_PAPERS, INTEREST, BASKET, LARGEST, LARGE_ORDERS] = [35, 36, 37, 38, 39, 40, 41];
const [REFUNDS, SEATS, FEATURES, FEATURE_COUNTS, LONG_VIDEOS, DEMO_AFTER_PRICING] = [42, 43, 44, 45, 46, 47];
const [BINGE, SALES_TICKETS] = [48, 49];

/**
 * What a generator would write for the fifty signals, knowing where each event has its fields, of
 * what type they are, and that days are UTC's: the limit for any engine that keeps such states. Names of events
 * are compared as they are written, text without regard to case. 64 keys a day are never reached here.
 */
export function measureByHand(states: StatesByHand, event: Event): void {
  const { timestamp } = event;
  const day = Math.floor(timestamp / MS_PER_DAY);
  count(states, QUIET, day);
  if (event.type === "page") measurePage(states, event, timestamp, day);
  else if (event.type === "track") measureTrack(states, event, day);
}

type Page = { readonly path: string; readonly referrer: string; readonly search: string };

// biome-ignore lint/complexity/noExcessiveCognitiveComplexity: this is what a generator of code would write.
function measurePage(states: StatesByHand, event: Event, timestamp: number, day: number): void {
  const { page, campaign } = event.context as { readonly page: Page; readonly campaign?: { readonly name: string } };
  stretch(states, VISITS, timestamp, day, SILENCE_OF_VISITS);
  if (campaign !== undefined) countKey(states, CAMPAIGNS, campaign.name, day);
  const path = page.path.toLowerCase();
  if (path === "/") count(states, HOME, day);
  else if (path.startsWith("/p")) {
    if (path.startsWith("/pricing")) {
      count(states, PRICING, day);
      step(states, DEMO_AFTER_PRICING, event, 0, 2, day);
    } else if (path.startsWith("/product")) {
      countKey(states, PRODUCT_PAGES, page.path, day);
      count(states, PRODUCT, day);
    } else if (path.startsWith("/partners")) count(states, PARTNERS, day);
  } else if (path.startsWith("/docs")) {
    stretch(states, READING, timestamp, day, SILENCE_OF_READING);
    count(states, DOCS, day);
  } else if (path.startsWith("/blog")) count(states, BLOG, day);
  else if (path.startsWith("/c")) {
    if (path.startsWith("/careers")) count(states, CAREERS, day);
    else if (path.startsWith("/case-studies")) {
      count(states, CASES, day);
      step(states, BINGE, event, 0, 1, day);
    }
  } else if (path.startsWith("/security")) count(states, SECURITY, day);
  else if (path.startsWith("/lp")) step(states, HUMAN_LINK, event, 1, 2, day);
  if (path.includes("enterprise")) count(states, ENTERPRISE, day);
  if (path.includes("/compare/") || path.includes("-vs-")) count(states, COMPARISON, day);
  const { referrer, search } = page;
  if (referrer !== "") {
    const folded = referrer.toLowerCase();
    if (folded.includes("google.") || folded.includes("bing.")) count(states, BY_SEARCH, day);
  }
  if (search !== "") {
    const folded = search.toLowerCase();
    if (folded.includes("price") || folded.includes("cost")) count(states, FOR_PRICES, day);
  }
}

function measureTrack(states: StatesByHand, event: Event, day: number): void {
  const { properties = {} } = event;
  switch (event.event) {
    case "Email Opened":
      // What is read once a day is kept as what is read as it is.
      count(states, MAIL_OPENED, day);
      break;
    case "Email Link Clicked":
      count(states, LINK_CLICKED, day);
      step(states, HUMAN_LINK, event, 0, 2, day);
      break;
    case "Email Bounced":
      count(states, BOUNCED, day);
      break;
    case "Unsubscribed":
      count(states, UNSUBSCRIBED, day);
      break;
    case "Form Submitted":
      count(states, FORM, day);
      break;
    case "Demo Requested":
      count(states, DEMO, day);
      step(states, DEMO_AFTER_PRICING, event, 1, 2, day);
      break;
    case "Trial Started":
      count(states, TRIAL, day);
      break;
    case "Webinar Registered":
      count(states, REGISTERED, day);
      break;
    case "Webinar Attended":
      count(states, ATTENDED, day);
      break;
    case "File Downloaded": {
      count(states, FILE, day);
      countKey(states, DOWNLOADS, properties["file"] as string, day);
      const kind = (properties["kind"] as string).toLowerCase();
      if (kind === "white paper" || kind === "e-book") count(states, WHITE_PAPERS, day);
      break;
    }
    case "Video Played":
      count(states, VIDEO, day);
      if ((properties["seconds"] as number) >= 60) count(states, LONG_VIDEOS, day);
      break;
    case "Chat Started":
      count(states, CHAT, day);
      break;
    case "Support Ticket Opened": {
      count(states, TICKET, day);
      const topic = (properties["topic"] as string).toLowerCase();
      if (topic === "pricing" || topic === "contract" || topic === "upgrade") count(states, SALES_TICKETS, day);
      break;
    }
    case "Invite Sent":
      count(states, INVITE, day);
      break;
    case "Report Created":
      count(states, REPORT, day);
      break;
    case "Settings Opened":
      count(states, SETTINGS, day);
      break;
    case "Product Viewed":
      countKey(states, INTEREST, properties["product"] as string, day);
      break;
    case "Order Completed": {
      const hundredths = Math.round((properties["value"] as number) * 100);
      amount(states, BASKET, "sum", hundredths, day);
      amount(states, LARGEST, "max", hundredths, day);
      if (hundredths >= 50_000) count(states, LARGE_ORDERS, day);
      break;
    }
    case "Order Refunded":
      amount(states, REFUNDS, "sum", Math.round((properties["value"] as number) * 100), day);
      break;
    case "Seats Changed":
      amount(states, SEATS, "max", (properties["seats"] as number) * 100, day);
      break;
    case "Feature Used": {
      const feature = properties["feature"] as string;
      countKey(states, FEATURES, feature, day);
      countKey(states, FEATURE_COUNTS, feature, day);
    }
  }
}

function count(states: StatesByHand, place: number, day: number): void {
  const state = states[place] as Days | undefined;
  if (state === undefined) states[place] = { kind: "count", days: [day], cells: [1], overflow: false };
  else {
    const at = placeFor(state, day);
    state.cells[at] = ((state.cells[at] as number | undefined) ?? 0) + 1;
  }
}

function amount(states: StatesByHand, place: number, kind: "sum" | "max", hundredths: number, day: number): void {
  const state = states[place] as Days | undefined;
  if (state === undefined) states[place] = { kind, days: [day], cells: [hundredths], overflow: false };
  else {
    const at = placeFor(state, day);
    const known = state.cells[at] as number | undefined;
    if (known === undefined) state.cells[at] = hundredths;
    else state.cells[at] = kind === "sum" ? known + hundredths : Math.max(known, hundredths);
  }
}

function countKey(states: StatesByHand, place: number, key: string, day: number): void {
  const state = states[place] as Days | undefined;
  if (state === undefined) states[place] = { kind: "keyed", days: [day], cells: [[key, 1]], overflow: false };
  else {
    const at = placeFor(state, day);
    const cell = state.cells[at] as (string | number)[] | undefined;
    if (cell === undefined) state.cells[at] = [key, 1];
    else {
      let i = 0;
      while (i < cell.length && (cell[i] as string) < key) i += 2;
      if (cell[i] === key) cell[i + 1] = (cell[i + 1] as number) + 1;
      else cell.splice(i, 0, key, 1);
    }
  }
}

function stretch(states: StatesByHand, place: number, at: number, day: number, silence: number): void {
  const state = states[place] as Days | undefined;
  if (state === undefined) {
    states[place] = { kind: "spans", days: [day], cells: [["", [at, at]]], overflow: false, silence };
    return;
  }
  const cell = placeFor(state, day);
  const known = state.cells[cell] as [string, number[]] | undefined;
  if (known === undefined) {
    state.cells[cell] = ["", [at, at]];
    return;
  }
  const spans = known[1];
  const last = spans.length - 1;
  if (at >= (spans[last] as number) && at - silence <= (spans[last] as number)) spans[last] = at;
  else join(spans, at, silence);
}

/** Where a stretch does not simply go on. */
function join(spans: number[], at: number, silence: number): void {
  let from = spans.length;
  while (from > 0 && (spans[from - 1] as number) >= at - silence) from -= 2;
  let to = from;
  let [first, latest] = [at, at];
  for (; to < spans.length && (spans[to] as number) <= at + silence; to += 2) {
    first = Math.min(first, spans[to] as number);
    latest = Math.max(latest, spans[to + 1] as number);
  }
  spans.splice(from, to - from, first, latest);
}

function step(states: StatesByHand, place: number, event: Event, own: number, steps: number, day: number): void {
  const { timestamp, messageId } = event;
  const digest = (quickDigest(messageId, 0) & 0xffff) * 2 ** 32 + quickDigest(messageId, 1);
  const brought = [timestamp, digest] as const;
  const first = () => (steps === 1 ? [[brought]] : own === 0 ? [[brought], []] : [[], [brought]]);
  const state = states[place] as Days | undefined;
  if (state === undefined) {
    states[place] = { kind: "steps", days: [day], cells: [first()], overflow: false };
    return;
  }
  const at = placeFor(state, day);
  const cell = state.cells[at] as (readonly [number, number])[][] | undefined;
  if (cell === undefined) {
    state.cells[at] = first();
    return;
  }
  const events = cell[own] as (readonly [number, number])[];
  let to = events.length;
  while (to > 0 && isBefore(brought, events[to - 1] as readonly [number, number])) to -= 1;
  events.splice(to, 0, brought);
  if (events.length > 64) {
    events.pop();
    state.overflow = true;
  }
}

function isBefore(a: readonly [number, number], b: readonly [number, number]): boolean {
  return a[0] < b[0] || (a[0] === b[0] && a[1] < b[1]);
}

/** Where the cell of a day is; one that was not there yet is undefined. */
function placeFor(state: Days, day: number): number {
  const { days, cells } = state;
  const last = days.length - 1;
  if (days[last] === day) return last;
  if ((days[last] as number) < day) {
    state.days = longer(days, day);
    state.cells = longer(cells, undefined);
    return last + 1;
  }
  let at = last;
  while (at >= 0 && (days[at] as number) > day) at -= 1;
  if (at >= 0 && days[at] === day) return at;
  days.splice(at + 1, 0, day);
  cells.splice(at + 1, 0, undefined);
  return at + 1;
}

function longer<Item>(list: Item[], one: Item): Item[] {
  if (list.length === 1) return [list[0] as Item, one];
  if (list.length === 2) return [list[0] as Item, list[1] as Item, one];
  if (list.length === 3) return [list[0] as Item, list[1] as Item, list[2] as Item, one];
  list.push(one);
  return list;
}
