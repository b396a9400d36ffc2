import { z } from "zod";
import { condition, filter, scalar, term } from "./condition-schema.ts";
import { date, days, duration, name, points, strict, weight } from "./strict.ts";

const words = {
  label: z.string().max(200).exactOptional().describe("What people read instead of the name"),
  note: z.string().max(2000).exactOptional().describe("Why this is here"),
};

const range = z.tuple([points, points]).describe("[lowest, highest]");
const path = z.string().min(1).max(200);

const step = strict({
  on: z.union([z.string(), z.array(z.string()).min(1)]).exactOptional(),
  where: filter.exactOptional(),
});

/** A named behaviour: which events, and what is measured of them (by default: how many). */
const signal = strict({
  ...words,
  any: z.literal(true).exactOptional().describe("Every event"),
  on: z
    .union([z.string(), z.array(z.string()).min(1)])
    .exactOptional()
    .describe("Event names, or page, screen, identify, group, alias, track"),
  where: filter.exactOptional(),
  count: strict({ perDay: z.int().min(1).exactOptional(), by: path.exactOptional() }).exactOptional(),
  sum: path.exactOptional().describe("Add up this property"),
  max: path.exactOptional().describe("The largest value of this property"),
  distinct: path.exactOptional().describe("How many different values of this property"),
  visits: strict({
    silence: duration.exactOptional(),
    atLeast: duration.exactOptional().describe("Only those that last so long, counted once they have"),
  })
    .exactOptional()
    .describe("Sessions; 30m of silence end one"),
  engaged: strict({ silence: duration.exactOptional(), by: path.exactOptional() })
    .exactOptional()
    .describe("Seconds between events that lie no further apart than the silence (1m)"),
  steps: z.array(step).min(2).max(8).exactOptional().describe("In this order, within a time; counted at the last"),
  times: z.int().min(2).max(50).exactOptional().describe("This many within a time; counted at each that completes it"),
  confirmedBy: step.exactOptional().describe("Counts only when such an event follows within a time"),
  within: duration.exactOptional(),
});
export type SignalDefinition = z.infer<typeof signal>;

const decay = z.union([
  z.literal("none"),
  strict({ halfLife: days }).describe("Half is left after this long"),
  strict({ linear: days }).describe("Falls evenly to nothing over this long"),
  strict({ expires: days }).describe("All of it until then, nothing after"),
  strict({ steps: z.array(strict({ after: days, keep: z.number().min(0).max(1) })).min(1) }),
]);
export type Decay = z.infer<typeof decay>;

const limit = strict({
  perDay: z.union([z.int().min(1), strict({ points: points.positive() })]).exactOptional(),
  perWindow: strict({
    days,
    count: z.int().min(1).exactOptional(),
    points: points.positive().exactOptional(),
  }).exactOptional(),
  total: points.positive().exactOptional().describe("At most this many points as read on a day"),
});
export type Limit = z.infer<typeof limit>;

const groupLimit = strict({
  perDay: strict({ points: points.positive() }).exactOptional(),
  perWindow: strict({ days, points: points.positive() }).exactOptional(),
  total: points.positive().exactOptional(),
});

const rulePoints = z.union([
  points,
  strict({
    of: term.exactOptional().describe("By default the key under which the signal counts"),
    table: z.record(z.string(), points),
    otherwise: points.exactOptional(),
  }),
  strict({
    of: term.exactOptional().describe("By default how often the signal happened"),
    tiers: z.array(strict({ from: z.number(), to: z.number().exactOptional(), points })).min(1),
  }),
  strict({ of: term, times: points }).describe("So many points for each unit of a number"),
]);
export type RulePoints = z.infer<typeof rulePoints>;

const rule = strict({
  id: name,
  ...words,
  owner: z.string().max(200).exactOptional(),
  dimension: name,
  group: name.exactOptional(),
  enabled: z.boolean().exactOptional(),
  when: condition.exactOptional().describe("Points while this holds"),
  each: name.exactOptional().describe("Points for each occurrence of this signal"),
  of: z.literal("account").exactOptional().describe("Read the account's signal instead of the lead's own"),
  points: rulePoints,
  limit: limit.exactOptional(),
  window: days.exactOptional().describe("Only the last days, today included"),
  decay: decay.exactOptional(),
  from: date.exactOptional(),
  until: date.exactOptional().describe("The last day, included"),
});
export type Rule = z.infer<typeof rule>;

const threshold = {
  above: points.exactOptional().describe("Starts above this (exclusive)"),
  from: points.exactOptional().describe("Starts at this (inclusive)"),
};

const dimension = strict({
  ...words,
  clip: range.exactOptional(),
  decay: decay.exactOptional().describe("For every rule here that has none of its own"),
  labels: z
    .array(strict({ name: z.string().min(1).max(50), ...threshold }))
    .min(1)
    .exactOptional(),
});
export type Dimension = z.infer<typeof dimension>;

const group = strict({ ...words, dimension: name, limit: groupLimit });

const band = strict({
  name,
  ...words,
  ...threshold,
  cells: z.array(z.string()).min(1).exactOptional().describe("The cells of the matrix that belong to this band"),
  leaveBelow: points.exactOptional().describe("Who is in the band leaves it only below this"),
  coolDown: days.exactOptional().describe("Who left may come back only after this long"),
  rearmBelow: points.exactOptional().describe("Who left may come back only after having been below this"),
});
export type Band = z.infer<typeof band>;

const profile = strict({
  ...words,
  conditions: z
    .array(
      strict({
        when: condition,
        weight: points.positive().exactOptional(),
        label: z.string().max(200).exactOptional(),
      }),
    )
    .min(1),
});
export type Profile = z.infer<typeof profile>;

const total = strict({
  sum: z.union([z.array(name).min(1), z.record(name, weight)]).exactOptional(),
  matrix: strict({
    rows: name,
    columns: name,
    points: z.record(z.string(), points).exactOptional().describe("Points of each cell, to rank by"),
  }).exactOptional(),
  scale: strict({ from: range, to: range }).exactOptional().describe("Stretch one range onto another"),
  clip: range.exactOptional(),
});
export type TotalFormula = z.infer<typeof total>;

const list = z.array(scalar);

/** A trained prediction by the name that conditions and points call it, and which one it is. */
const prediction = strict({
  ...words,
  artefact: z
    .string()
    .regex(/^[0-9a-f]{32}$/, { error: "bad-hash" })
    .exactOptional()
    .describe("The hash of the trained artefact; without one, what the workspace has under this name"),
});

/** What a market changes, by name; everything else is as in the model. */
const market = strict({
  name,
  ...words,
  where: condition,
  who: condition.exactOptional(),
  lists: z.record(name, list).exactOptional(),
  signals: z.record(name, signal.partial()).exactOptional(),
  profiles: z.record(name, profile.partial()).exactOptional(),
  dimensions: z.record(name, dimension.partial()).exactOptional(),
  groups: z.record(name, group.partial()).exactOptional(),
  rules: z.record(name, rule.partial().omit({ id: true })).exactOptional(),
  total: total.partial().exactOptional(),
  bands: z.record(name, band.partial().omit({ name: true })).exactOptional(),
});
export type Market = z.infer<typeof market>;

const jsonObject = z.record(z.string(), z.json());

const exampleEvent = strict({
  event: z.string().exactOptional(),
  type: z.enum(["track", "page", "screen", "identify", "group", "alias"]).exactOptional(),
  name: z.string().exactOptional(),
  properties: jsonObject.exactOptional(),
  context: jsonObject.exactOptional(),
  daysAgo: z.int().min(0).max(36_500).exactOptional(),
  time: z
    .string()
    .regex(/^([01]\d|2[0-3]):[0-5]\d(:[0-5]\d)?$/, { error: "bad-time" })
    .exactOptional()
    .describe("Time of day, 12:00 by default"),
  times: z.int().min(1).max(1000).exactOptional(),
});

const example = strict({
  name: z.string().min(1).max(200),
  today: date.exactOptional(),
  traits: jsonObject.exactOptional(),
  account: jsonObject.exactOptional(),
  accountEvents: z.array(exampleEvent).exactOptional(),
  events: z.array(exampleEvent).exactOptional(),
  predictions: z.record(name, z.number()).exactOptional(),
  expect: strict({
    total: points.exactOptional(),
    band: z.string().exactOptional(),
    cell: z.string().exactOptional(),
    dimensions: z.record(name, points).exactOptional(),
    labels: z.record(name, z.string()).exactOptional(),
    market: z.string().nullable().exactOptional(),
    scored: z.boolean().exactOptional(),
  }),
});
export type Example = z.infer<typeof example>;

/** A named scoring scheme: the whole grammar of a model file. */
export const model = strict({
  model: name,
  ...words,
  owner: z.string().max(200).exactOptional(),
  of: z.enum(["lead", "account"]).exactOptional().describe("Whom this scores; lead by default"),
  precision: z.int().min(0).max(2).exactOptional().describe("Decimals of every line; 0 by default"),
  lists: z.record(name, list).exactOptional(),
  who: condition.exactOptional().describe("Who is scored; everyone else has no score"),
  signals: z.record(name, signal).exactOptional(),
  profiles: z.record(name, profile).exactOptional(),
  predictions: z.record(name, prediction).exactOptional().describe("Trained predictions that this model uses"),
  dimensions: z.record(name, dimension),
  groups: z.record(name, group).exactOptional(),
  rules: z.array(rule),
  total: total.exactOptional().describe("By default the sum of all dimensions"),
  bands: z.array(band).exactOptional(),
  markets: z.array(market).exactOptional(),
  examples: z.array(example).exactOptional(),
});
export type Model = z.infer<typeof model>;
