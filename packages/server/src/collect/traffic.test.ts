import { readFileSync } from "node:fs";
import {
  compile,
  type Event,
  type Model,
  measurerFor,
  parseModel,
  type SignalStates,
  score,
  UTC,
} from "@plumbline/scoring";
import { expect, test } from "vitest";
import { classifyTraffic, withTraffic } from "./traffic.ts";

type Happened = {
  readonly after: number;
  readonly do: "delivered" | "opened" | "clicked" | "viewed";
  readonly by?: "person" | "machine";
  readonly agent?: string;
  readonly ip?: string;
  readonly link?: string;
  readonly method?: string;
};
type Sequence = {
  readonly name: string;
  readonly source: string;
  readonly held: boolean;
  readonly events: readonly Happened[];
};
type Labelled = {
  readonly sources: Readonly<Record<string, string>>;
  readonly agents: Readonly<Record<string, string>>;
  readonly sequences: readonly Sequence[];
};

const SPEC = new URL("../../../../spec/traffic.json", import.meta.url);
const { sources, agents, sequences } = JSON.parse(readFileSync(SPEC, "utf8")) as Labelled;

const DELIVERED = Date.parse("2026-03-02T00:00:00Z");
const NAMES = { delivered: "Email Delivered", opened: "Email Opened", clicked: "Email Link Clicked" };

function eventOf(happened: Happened, messageId: string): Event {
  const { agent, ip, link, method } = happened;
  const event: Event = {
    messageId,
    type: happened.do === "viewed" ? "page" : "track",
    ...(happened.do !== "viewed" && { event: NAMES[happened.do] }),
    timestamp: DELIVERED + Math.round(happened.after * 1000),
    userId: "ann",
    properties: { ...(link && { link_url: link, path: link }), ...(method && { method }) },
    context: { ...(agent !== undefined && { userAgent: agents[agent] as string }), ...(ip && { ip }) },
  };
  return withTraffic(event, classifyTraffic({ userAgent: undefined, ip: undefined, event }));
}

/** The ways of docs/traffic.md to count a click, and the one that trusts everybody. */
const WAYS = {
  every: { on: "Email Link Clicked" },
  classified: { on: "Email Link Clicked", where: { "context.traffic": { is: "person" } } },
  confirmed: {
    on: "Email Link Clicked",
    confirmedBy: { on: "page", where: { "context.traffic": { is: "person" } } },
    within: "2m",
  },
  both: {
    on: "Email Link Clicked",
    where: { "context.traffic": { is: "person" } },
    confirmedBy: { on: "page", where: { "context.traffic": { is: "person" } } },
    within: "2m",
  },
} as const;

type Way = keyof typeof WAYS;
const NAMES_OF_WAYS = Object.keys(WAYS) as Way[];

function modelOf(way: Way): Model {
  const parsed = parseModel({
    model: way,
    signals: { clicked: WAYS[way] },
    dimensions: { engagement: {} },
    rules: [{ id: "click", dimension: "engagement", each: "clicked", points: 1 }],
  });
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  return parsed.model;
}

const MODELS = NAMES_OF_WAYS.map((way) => {
  const model = modelOf(way);
  return { way, compiled: compile(model), measurer: measurerFor([model], UTC) };
});

/** The score of these events, all of them long past. */
function pointsOf({ compiled, measurer }: (typeof MODELS)[number], events: readonly Event[]): number {
  const states: SignalStates = new Map();
  for (const event of events) measurer.measure(states, event);
  const verdict = score(compiled, { traits: {}, states }, UTC.dayOf(DELIVERED + 10 * 86_400_000));
  return verdict.scored ? verdict.total / 100 : 0;
}

type Click = { readonly sequence: Sequence; readonly human: boolean; readonly counts: Readonly<Record<Way, boolean>> };

/** Each click on its own with all that is not a click: a click never confirms another. */
function clicksOf(sequence: Sequence): Click[] {
  const events = sequence.events.map((happened, i) => eventOf(happened, `m${i}`));
  const others = events.filter((_, i) => sequence.events[i]?.do !== "clicked");
  return sequence.events.flatMap((happened, i): Click[] => {
    if (happened.do !== "clicked") return [];
    const counted = MODELS.map((model) => [model.way, pointsOf(model, [...others, events[i] as Event]) === 1]);
    return [{ sequence, human: happened.by === "person", counts: Object.fromEntries(counted) as Click["counts"] }];
  });
}

const CLICKS = sequences.flatMap(clicksOf);

type Figures = { readonly clicks: number; readonly precision: number; readonly recall: number };

function figuresOf(clicks: readonly Click[], way: Way): Figures {
  const counted = clicks.filter(({ counts }) => counts[way]);
  const right = counted.filter(({ human }) => human).length;
  const human = clicks.filter((click) => click.human).length;
  const share = (part: number, whole: number) => Math.round((part / whole) * 1000) / 1000;
  return { clicks: clicks.length, precision: share(right, counted.length), recall: share(right, human) };
}

const tuned = CLICKS.filter(({ sequence }) => !sequence.held);
const held = CLICKS.filter(({ sequence }) => sequence.held);

const table = (clicks: readonly Click[]) =>
  Object.fromEntries(NAMES_OF_WAYS.map((way) => [way, figuresOf(clicks, way)]));

test("the set is as large as it says, and a third of it was held back", () => {
  expect(sequences.length).toBeGreaterThanOrEqual(300);
  expect(sequences.filter((sequence) => sequence.held).length / sequences.length).toBeCloseTo(1 / 3, 1);
  for (const { source, name } of sequences) expect(sources[source], name).toBeDefined();
  expect(new Set(sequences.map(({ name }) => name)).size).toBe(sequences.length);
});

// The figures of docs/traffic.md. They are of this set: no claim is made about anybody's mail.
test("precision and recall of “this click is a person's”, where lists were made and where not", () => {
  console.table(table(tuned));
  console.table(table(held));
  expect(table(tuned)).toEqual({
    every: { clicks: 646, precision: 0.24, recall: 1 },
    classified: { clicks: 646, precision: 0.561, recall: 0.981 },
    confirmed: { clicks: 646, precision: 0.818, recall: 0.955 },
    both: { clicks: 646, precision: 0.884, recall: 0.935 },
  });
  expect(table(held)).toEqual({
    every: { clicks: 307, precision: 0.257, recall: 1 },
    classified: { clicks: 307, precision: 0.547, recall: 0.962 },
    confirmed: { clicks: 307, precision: 0.884, recall: 0.962 },
    both: { clicks: 307, precision: 0.936, recall: 0.924 },
  });
});

const isFast = ({ name }: Sequence) => name.includes("a fast reader");
const isIsolated = ({ name }: Sequence) => name.startsWith("a reader in an isolated browser");
const lost = (clicks: readonly Click[], way: Way) =>
  clicks.filter(({ human, counts }) => human && !counts[way]).map(({ sequence }) => sequence.name);

test.each(NAMES_OF_WAYS)("no fast person loses a point: %s", (way) => {
  const fast = CLICKS.filter(({ sequence }) => isFast(sequence));
  expect(fast.filter(({ human }) => human).length).toBeGreaterThan(50);
  expect(lost(fast, way)).toEqual([]);
});

/** Whether a page was seen by the person soon after each click of a sequence. */
const showsPages = ({ events }: Sequence) =>
  events.every(
    ({ do: what, by, after }) =>
      what !== "clicked" ||
      by !== "person" ||
      events.some((one) => one.do === "viewed" && one.by === "person" && one.after >= after && one.after < after + 120),
  );

test("nobody to whom a page was shown loses a point, but in an isolated browser", () => {
  const shown = CLICKS.filter(({ sequence }) => showsPages(sequence));
  expect(lost(shown, "confirmed")).toEqual([]);
  const both = shown.filter(({ sequence }) => !isIsolated(sequence));
  expect(lost(both, "both")).toEqual([]);
  expect(lost(shown, "both").length).toBeGreaterThan(0);
});

/** With `limit: { perDay: 1 }`, what counts is whether a lead of whom nobody clicked gets points. */
const idle = sequences.filter(
  ({ events }) => !events.some(({ do: what, by }) => what === "clicked" && by === "person"),
);
const fooled = (way: Way) =>
  idle.filter((sequence) => CLICKS.some((click) => click.sequence === sequence && click.counts[way])).length;

test("leads who never clicked and get points all the same", () => {
  expect(idle.length).toBe(198);
  expect(Object.fromEntries(NAMES_OF_WAYS.map((way) => [way, fooled(way)]))).toEqual({
    every: 186,
    classified: 42,
    confirmed: 9,
    both: 6,
  });
});

test("docs/traffic.md says the same", () => {
  const page = readFileSync(new URL("../../../../docs/traffic.md", import.meta.url), "utf8");
  const titles = { every: "every click", classified: "by agent and network", confirmed: "confirmed", both: "both" };
  const cell = (share: number) => share.toFixed(3);
  for (const way of NAMES_OF_WAYS) {
    const [a, b] = [figuresOf(tuned, way), figuresOf(held, way)];
    const cells = [a.precision, a.recall, b.precision, b.recall].map(cell);
    expect(page).toContain(`| ${titles[way]} | ${cells.join(" | ")} | ${fooled(way)} of ${idle.length} |`);
  }
  const human = CLICKS.filter((click) => click.human).length;
  expect(page.replaceAll("\n", " ")).toContain(
    `${sequences.length} sequences (a delivery and what followed: ${CLICKS.length} clicks, ${human} of them by people)`,
  );
});
