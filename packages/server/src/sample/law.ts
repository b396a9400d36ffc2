import type { JsonObject } from "@plumbline/scoring";
import type { Company } from "./company.ts";
import type { Person } from "./person.ts";
import type { Rung } from "./titles.ts";

/** Something done, and how much of it is left: half of it is gone after so many days. */
type Trace = { amount: number; day: number };

const TRACES = {
  demo: 45,
  pricing: 30,
  webinar: 45,
  content: 60,
  trial: 45,
  contacted: 30,
  fault: 60,
  careers: 60,
} as const;
export type TraceName = keyof typeof TRACES;

/** What a lead truly did; what machines do in its name is not in it. */
export type Traces = Readonly<Record<TraceName, Trace>>;

export const noTraces = (): Traces => {
  const none = Object.keys(TRACES).map((name) => [name, { amount: 0, day: 0 }]);
  return Object.fromEntries(none) as Traces;
};

/** Adds one occurrence on a day, in place. */
export function leaveTrace(traces: Traces, name: TraceName, day: number): void {
  const trace = traces[name];
  trace.amount = faded(trace, day, TRACES[name]) + 1;
  trace.day = day;
}

const faded = ({ amount, day }: Trace, today: number, halfLife: number): number =>
  amount * 0.5 ** (Math.max(0, today - day) / halfLife);

/** Even who has every reason takes weeks: this is the most that a week's chance of an opportunity may be. */
const MOST_A_WEEK = 0.15;

/** The log-odds that each feature adds; the logistic of their sum is the share of that chance that a lead has. */
const COEFFICIENTS = {
  base: -4.9,
  authority: 1.6,
  industry: 1.5,
  size: 1.5,
  country: 0.3,
  demo: 3,
  pricing: 1.4,
  webinar: 1,
  content: 0.5,
  trial: 2.2,
  contacted: 0.5,
  fault: -0.5,
  careers: -0.8,
  unsubscribed: -1.2,
  privateMail: -0.5,
  hiddenFit: 0.4,
  hiddenIntent: 0.5,
} as const;

/** The same for the chance that an opportunity is won, once it is there. */
const WIN_COEFFICIENTS = {
  base: -0.7,
  authority: 0.5,
  industry: 0.4,
  size: 0.6,
  demo: 0.4,
  hiddenFit: 0.8,
} as const;

type Feature = Exclude<keyof typeof COEFFICIENTS, "base">;
export type Features = Readonly<Record<Feature, number>>;

const AUTHORITY: Readonly<Record<Rung, number>> = {
  "c-level": 1,
  vp: 0.9,
  director: 0.6,
  head: 0.6,
  manager: 0.3,
  senior: 0,
  staff: -0.2,
  junior: -0.6,
  intern: -1.2,
};
const INDUSTRY: Readonly<Record<string, number>> = {
  Software: 0.8,
  Finance: 0.4,
  Manufacturing: 0.3,
  Healthcare: 0.2,
  Education: -0.4,
};
const NEAR = ["US", "GB", "CA"];

function sizeOf(employees: number): number {
  if (employees < 50) return -0.3;
  if (employees <= 500) return 0.7;
  return employees <= 5000 ? 0.3 : 0;
}

/** Who the law asks about. */
export type Subject = {
  readonly person: Person;
  readonly company: Company;
  readonly traces: Traces;
  readonly hidden: { readonly fit: number; readonly intent: number };
  readonly subscribed: boolean;
};

/** The true features of a lead on a day. */
export function featuresOf({ person, company, traces, hidden, subscribed }: Subject, day: number): Features {
  const left = (name: TraceName) => faded(traces[name], day, TRACES[name]);
  const many = (name: TraceName) => Math.log(1 + left(name));
  return {
    authority: AUTHORITY[person.rung],
    industry: INDUSTRY[company.industry] ?? 0,
    size: sizeOf(company.employees),
    country: NEAR.includes(company.place.country) ? 1 : 0,
    demo: Math.min(1, left("demo")),
    pricing: many("pricing"),
    webinar: Math.min(1, left("webinar")),
    content: many("content"),
    trial: Math.min(1, left("trial")),
    contacted: Math.min(1, left("contacted")),
    fault: many("fault"),
    careers: many("careers"),
    unsubscribed: subscribed ? 0 : 1,
    privateMail: person.privateMail ? 1 : 0,
    hiddenFit: hidden.fit,
    hiddenIntent: hidden.intent,
  };
}

/** The chance that an opportunity opens within the week. */
export function weeklyChance(features: Features): number {
  let odds: number = COEFFICIENTS.base;
  for (const [name, value] of Object.entries(features)) odds += COEFFICIENTS[name as Feature] * value;
  return MOST_A_WEEK * logistic(odds);
}

/** The chance that an opportunity is won. */
export function winChance(features: Features): number {
  const { base, ...weights } = WIN_COEFFICIENTS;
  let odds: number = base;
  for (const [name, weight] of Object.entries(weights)) odds += weight * features[name as Feature];
  return logistic(odds);
}

const logistic = (odds: number): number => 1 / (1 + Math.exp(-odds));

/** The law in words and numbers, for whoever compares with it what was learned. */
export const lawText = (): JsonObject => ({
  about:
    "An invented vendor whose buyers show: about one in four known leads becomes an opportunity within the year, and two in five of those are won. However hot a lead is, it takes weeks: no week's chance is above 15 %. Who they are and what they do says most of it, chance and the hidden traits the rest, so that a year is enough for a prediction to be learned.",
  opportunity:
    "Each Monday, each known lead of the market without an opportunity or purchase: P(opportunity within the week) = mostAWeek × logistic(base + sum of coefficient × feature)",
  win: "P(won | opportunity) = logistic(base + sum of winCoefficient × feature), features as of the day the opportunity opened; decided 10 to about 120 days later, so that some are still open",
  unseen: ["hiddenFit", "hiddenIntent"],
  leaks: [
    "reason of Opportunity Lost",
    "traits lost, lostReason, customer, lifecycleStage, leadStatus",
    "Feature Used after a purchase",
  ],
  mostAWeek: MOST_A_WEEK,
  coefficients: COEFFICIENTS,
  winCoefficients: WIN_COEFFICIENTS,
  scales: {
    authority: AUTHORITY,
    industry: { ...INDUSTRY, others: 0 },
    size: { "below 50": -0.3, "50 to 500": 0.7, "501 to 5000": 0.3, "above 5000": 0 },
    country: `1 for ${NEAR.join(", ")}`,
    halfLifeDays: TRACES,
    capped: "demo, webinar, trial and contacted: what is left of them, 1 at most",
    logarithm: "pricing, content, fault and careers: ln(1 + what is left of them)",
    hidden: "hiddenFit and hiddenIntent: standard normal; hiddenIntent also drives how much a lead does",
  },
});
