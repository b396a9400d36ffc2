import { formatDay, type Model, parseDay, type Rule, type SignalDefinition } from "@plumbline/scoring";
import { z } from "zod";
import { asName, asWords, type LeftOut, readAs, type ScoringImport, type WhyLeftOut } from "../scoring-import.ts";

/** PHP writes a list with gaps as an object, and an empty object as a list. */
function listOf<Item extends z.ZodType>(item: Item) {
  return z.union([z.array(item), z.record(z.string(), item).transform((byId) => Object.values(byId))]);
}

const id = z.union([z.int(), z.string()]).transform(String);
const group = z.object({ id, name: z.string() });
const seconds = z
  .union([z.int(), z.string()])
  .nullish()
  .transform((value) => Number(value ?? 0));

const properties = z.object({
  emails: listOf(id).nullish(),
  assets: listOf(id).nullish(),
  forms: listOf(id).nullish(),
  pages: listOf(id).nullish(),
  page_url: z.string().nullish(),
  page_hits: seconds,
  first_time: z.boolean().nullish(),
  accumulative_time: seconds,
  returns_within: seconds,
  returns_after: seconds,
});

/** `GET /api/points`, as documented in mautic/developer-documentation-new, docs/rest_api/point_actions.rst. */
const point = z.object({
  id,
  name: z.string(),
  description: z.string().nullish(),
  type: z.string(),
  isPublished: z.boolean().default(true),
  publishUp: z.string().nullish(),
  publishDown: z.string().nullish(),
  delta: z.int(),
  repeatable: z.boolean().nullish(),
  properties: z.preprocess((value) => (Array.isArray(value) || value === null ? {} : value), properties.prefault({})),
  group: group.nullish(),
});
type Point = z.infer<typeof point>;

/** `GET /api/points/triggers`, as in docs/rest_api/point_triggers.rst there. */
const trigger = z.object({
  name: z.string(),
  description: z.string().nullish(),
  isPublished: z.boolean().default(true),
  points: z.int(),
  group: group.nullish(),
  events: listOf(z.object({ name: z.string() })).nullish(),
});
type Trigger = z.infer<typeof trigger>;

const answers = z.object({
  points: z.object({ points: listOf(point) }),
  triggers: z.object({ triggers: listOf(trigger) }).optional(),
});

const MAIN = "points";

/**
 * Reads the point actions of Mautic, and its point triggers as bands: the answer of `GET /api/points`,
 * or `{ points, triggers }` with it and the answer of `GET /api/points/triggers`. Points of a point group are a dimension beside the total, as they
 * are not part of a contact's points in Mautic either.
 */
export function importMauticScoring(data: unknown): ScoringImport {
  const read = readAs(answers, isOneAnswer(data) ? { points: data } : data);
  if (!read.ok) return read;
  const { points, triggers } = read.value;
  const leftOut: LeftOut[] = [];
  const signals: Record<string, SignalDefinition> = {};
  const dimensions: Model["dimensions"] = { [MAIN]: { label: "Points" } };
  const rules = points.points.flatMap((one): Rule[] => {
    const counted = countedOf(one);
    if (typeof counted === "string") {
      leftOut.push({ what: one.name, why: counted });
      return [];
    }
    if (one.group) dimensions[dimensionOf(one)] = asWords(one.group.name);
    if (cutsDay(one.publishUp) || cutsDay(one.publishDown)) leftOut.push({ what: one.name, why: "time-of-day" });
    signals[`point-${one.id}`] = { ...asWords(one.name), ...counted.signal };
    return [{ ...ruleFrame(one), ...counted.rule }];
  });
  const bands = bandsOf(triggers?.triggers ?? [], leftOut);
  const model: Model = {
    model: "mautic",
    label: "Points of Mautic",
    signals,
    dimensions,
    rules,
    total: { sum: [MAIN] },
    ...(bands.length > 0 ? { bands: [{ name: "New" }, ...bands] } : {}),
  };
  return { ok: true, models: [model], leftOut };
}

function isOneAnswer(data: unknown): boolean {
  return typeof data === "object" && data !== null && "total" in data;
}

function dimensionOf({ group }: Point): string {
  return group ? `group-${group.id}` : MAIN;
}

function ruleFrame(one: Point): Pick<Rule, "id" | "label" | "note" | "dimension" | "enabled" | "points"> {
  return {
    id: `point-${one.id}`,
    ...asWords(one.name, one.description),
    dimension: dimensionOf(one),
    ...(one.isPublished ? {} : { enabled: false }),
    points: one.delta,
  };
}

type Counted = {
  readonly signal: SignalDefinition;
  readonly rule: Pick<Rule, "each" | "when" | "limit" | "from" | "until">;
};

/** What a point action counts and how often it gives, or why that cannot be said. */
function countedOf(one: Point): Counted | WhyLeftOut {
  const signal = signalOf(one);
  if (typeof signal === "string") return signal;
  const name = `point-${one.id}`;
  const { page_hits: hits, first_time: firstTime } = one.properties;
  const once = !one.repeatable || (one.type === "url.hit" && firstTime === true);
  const dates = datesOf(one);
  if (one.type === "url.hit" && hits > 1) {
    if (!once || Object.keys(dates).length > 0) return "repeats-after-count";
    return { signal, rule: { when: { signal: name, atLeast: hits } } };
  }
  const cap = once && one.delta !== 0 ? { limit: { total: Math.abs(one.delta) } } : {};
  return { signal, rule: { each: name, ...cap, ...dates } };
}

/** An empty list of ids means any. */
function among(field: string, ids: readonly string[] | null | undefined): Pick<SignalDefinition, "where"> {
  return ids && ids.length > 0 ? { where: { [field]: { in: [...ids] } } } : {};
}

function signalOf({ type, properties }: Point): SignalDefinition | WhyLeftOut {
  switch (type) {
    case "asset.download":
      return { on: "Content Downloaded", ...among("asset_id", properties.assets) };
    case "email.send":
      return { on: "Email Sent", ...among("email_id", properties.emails) };
    case "email.open":
      return { on: "Email Opened", ...among("email_id", properties.emails) };
    case "form.submit":
      return { on: "Form Submitted", ...among("form_id", properties.forms) };
    case "page.hit":
      // Only landing pages of Mautic have an id.
      return { on: "page", where: { page_id: { exists: true } }, ...among("page_id", properties.pages) };
    case "url.hit":
      return visitOf(properties);
    default:
      return "unknown-kind";
  }
}

const MONTH_IN_SECONDS = 31 * 86_400;

function visitOf({
  page_url: url,
  accumulative_time,
  returns_within,
  returns_after,
}: Point["properties"]): SignalDefinition | WhyLeftOut {
  if (accumulative_time > 0) return "time-on-page";
  if (returns_after > 0) return "time-away";
  if (url?.includes("[")) return "pattern";
  if (returns_within > MONTH_IN_SECONDS) return "too-long-a-time";
  // Mautic keeps the address as HTML has it.
  const pattern = url?.trim().replaceAll("&amp;", "&");
  if (!pattern) return "unknown-kind";
  const visit: SignalDefinition = { on: "page", where: { url: { matches: pattern } } };
  return returns_within > 0 ? { ...visit, times: 2, within: durationOf(returns_within) } : visit;
}

/** The shortest way to write so many seconds. */
function durationOf(seconds: number): string {
  if (seconds % 3600 === 0) return `${seconds / 3600}h`;
  return seconds % 60 === 0 ? `${seconds / 60}m` : `${seconds}s`;
}

const MIDNIGHT = /T00:00(:00)?/;

function cutsDay(time: string | null | undefined): boolean {
  return Boolean(time) && !MIDNIGHT.test(time as string);
}

/** Publication from and until; a publication that ends at midnight ends with the day before. */
function datesOf({ publishUp, publishDown }: Point): Pick<Rule, "from" | "until"> {
  const up = publishUp ? parseDay(publishUp.slice(0, 10)) : undefined;
  const down = publishDown ? parseDay(publishDown.slice(0, 10)) : undefined;
  return {
    ...(up === undefined ? {} : { from: formatDay(up) }),
    ...(down === undefined ? {} : { until: formatDay(cutsDay(publishDown) ? down : down - 1) }),
  };
}

/** A trigger fires from a number of points on: the lower bound of a band. */
function bandsOf(triggers: readonly Trigger[], leftOut: LeftOut[]): NonNullable<Model["bands"]> {
  const bands: NonNullable<Model["bands"]> = [];
  const names = new Set(["New"]);
  for (const one of triggers.toSorted((a, b) => a.points - b.points)) {
    for (const event of one.events ?? []) leftOut.push({ what: `${one.name}: ${event.name}`, why: "action" });
    const why = whyNoBand(one, bands.at(-1)?.from);
    if (why) {
      leftOut.push({ what: one.name, why });
      continue;
    }
    const own = asName(one.name);
    const name = names.has(own) ? asName(`${own} ${one.points}`) : own;
    names.add(name);
    bands.push({ name, ...asWords(one.name, one.description), from: one.points });
  }
  return bands;
}

function whyNoBand({ isPublished, group, points }: Trigger, below: number | undefined): WhyLeftOut | undefined {
  if (!isPublished) return "switched-off";
  if (group) return "threshold-of-part";
  return points === below ? "same-threshold" : undefined;
}
