import type { Model, Rule, SignalDefinition } from "@plumbline/scoring";

export const SIGNAL_COUNT = 30;

/** Thirty signals: most count, some count by a key, some add up, some are visits. */
const signals = Object.fromEntries(
  Array.from({ length: SIGNAL_COUNT }, (_, i): [string, SignalDefinition] => {
    const on = `Event ${i}`;
    if (i % 10 === 3) return [`signal-${i}`, { on, count: { by: "product" } }];
    if (i % 10 === 6) return [`signal-${i}`, { on, sum: "value" }];
    if (i % 10 === 9) return [`signal-${i}`, { on, visits: {} }];
    return [`signal-${i}`, { on }];
  }),
);

/** One rule for each signal, with limits and decay of every kind. */
const eachRules = Array.from({ length: SIGNAL_COUNT }, (_, i): Rule => {
  const rule: Rule = {
    id: `each-${i}`,
    dimension: i % 2 === 0 ? "engagement" : "interest",
    each: `signal-${i}`,
    points: i % 7 === 5 ? -5 : 5 + (i % 10),
  };
  if (i % 10 === 3) return { ...rule, points: { table: { Analytics: 5, Suite: 10 }, otherwise: 1 } };
  if (i % 6 === 0) return { ...rule, limit: { perDay: 1 } };
  if (i % 6 === 1) return { ...rule, limit: { perDay: 2, total: 60 }, decay: { halfLife: "14d" } };
  if (i % 6 === 2) return { ...rule, window: "60d", decay: "none" };
  if (i % 6 === 3) return { ...rule, decay: { linear: "90d" } };
  if (i % 6 === 4) return { ...rule, group: "web" };
  return {
    ...rule,
    points: {
      tiers: [
        { from: 1, to: 2, points: 5 },
        { from: 3, points: 10 },
      ],
    },
  };
});

const fit = (id: string, when: Rule["when"], points: number): Rule => ({
  id,
  dimension: "fit",
  when: when as never,
  points,
});

const whenRules: readonly Rule[] = [
  fit("country", { trait: "country", in: ["Germany", "France", "Italy"] }, 5),
  fit("software", { trait: "industry", is: "Software" }, 15),
  fit("finance", { trait: "industry", in: ["Banking", "Insurance"] }, 10),
  fit("mid-size", { trait: "employees", between: [50, 500] }, 10),
  fit("enterprise", { trait: "employees", gt: 5000 }, 5),
  fit("c-level", { trait: "seniority", is: "c-level" }, 20),
  fit("marketing", { trait: "department", is: "marketing" }, 5),
  fit("free-mail", { trait: "email", endsWith: ["@gmail.com", "@yahoo.com"] }, -10),
  fit("customer", { trait: "customer", is: true }, -20),
  fit(
    "budget",
    {
      all: [
        { trait: "budget", gte: 10_000 },
        { trait: "timeline", is: "this quarter" },
      ],
    },
    15,
  ),
  fit("no-phone", { not: { trait: "phone", exists: true } }, -2),
  fit("new", { trait: "createdAt", withinLast: "30d" }, 5),
  fit("close-to-ideal", { profile: "ideal", atLeast: 60 }, 10),
  { id: "often", dimension: "engagement", when: { signal: "signal-0", in: "30d", atLeast: 3 }, points: 10 },
  { id: "spends", dimension: "engagement", when: { signal: "signal-6", moreThan: 100 }, points: 10 },
  { id: "gone-quiet", dimension: "engagement", when: { signal: "signal-1", daysSince: { moreThan: 30 } }, points: -15 },
  {
    id: "likes-analytics",
    dimension: "interest",
    when: { signal: "signal-3", key: "Analytics", atLeast: 2 },
    points: 5,
  },
  {
    id: "clicks",
    dimension: "engagement",
    when: { rate: { of: "signal-2", to: "signal-4" }, moreThan: 0.5 },
    points: 5,
  },
  {
    id: "asks",
    dimension: "engagement",
    when: {
      any: [
        { signal: "signal-7", in: "14d" },
        { signal: "signal-8", in: "14d" },
      ],
    },
    points: 10,
  },
  { id: "closeness", dimension: "fit", points: { of: { profile: "ideal" }, times: 0.1 } },
];

/** Fifty rules as a company ends up with: half about who a lead is, half about what it does. */
export const RESCORE_MODEL: Model = {
  model: "fifty-rules",
  signals,
  profiles: {
    ideal: {
      conditions: [
        { when: { trait: "industry", in: ["Software", "Banking"] }, weight: 2 },
        { when: { trait: "employees", gte: 50, lte: 500 } },
        { when: { trait: "country", is: "Germany" } },
      ],
    },
  },
  dimensions: {
    fit: { clip: [-20, 60] },
    engagement: { clip: [-50, 100], decay: { halfLife: "30d" } },
    interest: {},
  },
  groups: { web: { dimension: "engagement", limit: { total: 40 } } },
  rules: [...whenRules, ...eachRules],
  total: { sum: ["fit", "engagement", "interest"], clip: [0, 100] },
  bands: [{ name: "Suspect" }, { name: "Lead", above: 40 }, { name: "SQL", above: 60, leaveBelow: 55 }],
};
