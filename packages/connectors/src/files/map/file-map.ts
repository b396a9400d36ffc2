import { EVENT_TYPES, findZone, UTC } from "@plumbline/scoring";
import { z } from "zod";
import { timeFormat } from "../values/time-format.ts";

/** What a column's values are read as. */
const KINDS = ["text", "words", "number", "count", "currency", "boolean", "date", "country", "list"] as const;
export type Kind = (typeof KINDS)[number];

const scalar = z.union([z.string(), z.number(), z.boolean()]);
const column = z.string().min(1);

/**
 * Names chosen by the user, with what they stand for. By way of a Map: a record would drop the name
 * `__proto__` without a word.
 */
function byName<Schema extends z.ZodType>(schema: Schema) {
  return z
    .preprocess(
      (value) =>
        typeof value === "object" && value !== null && !Array.isArray(value) ? new Map(Object.entries(value)) : value,
      z.map(z.string(), schema),
    )
    .transform((entries): Readonly<Record<string, z.output<Schema>>> => Object.fromEntries(entries));
}

const origin = z
  .strictObject({
    column: column.exactOptional().describe("The column, or in JSON the path, that holds the value"),
    columns: z.array(column).min(1).exactOptional().describe("Several columns, joined"),
    join: z.string().exactOptional().describe("What stands between joined columns; a space where nothing is said"),
    value: scalar.exactOptional().describe("A constant"),
    default: scalar.exactOptional().describe("The value where the column has none"),
    as: z
      .enum(KINDS)
      .exactOptional()
      .describe(
        "What it is read as: count is a whole number of people or things, currency what stands beside a number, words a text of which COMPUTER_SOFTWARE becomes Computer Software",
      ),
    rename: byName(scalar).exactOptional().describe("Values, and what they are to be called"),
    format: z
      .string()
      .refine((format) => timeFormat(format, UTC) !== undefined, { error: "bad-format" })
      .exactOptional()
      .describe(
        "Of dates: excel, seconds, milliseconds, microseconds, nanoseconds, or a pattern such as DD.MM.YYYY HH:mm",
      ),
    zone: z
      .string()
      .refine((name) => findZone(name) !== undefined, { error: "unknown-zone" })
      .exactOptional()
      .describe("Of dates: the time zone of clocks that say none"),
    dayFirst: z.boolean().exactOptional().describe("Of dates: whether 1/12/2010 is the first of December"),
    decimal: z.enum([".", ","]).exactOptional().describe("Of numbers: the mark before the fraction"),
    separator: z.string().min(1).exactOptional().describe("Of lists: what stands between the elements"),
  })
  .refine((said) => [said.column, said.columns, said.value].filter((one) => one !== undefined).length === 1, {
    error: "not-one-source",
  });

const source = z
  .union([column, origin])
  .transform((said): Source => (typeof said === "string" ? { column: said } : said));

/** Where a value comes from, and how it is read. */
export type Source = z.output<typeof origin>;

const ignore = z
  .union([z.literal("*"), z.array(column)])
  .exactOptional()
  .describe("Columns to leave out; * for all that are not named here");

const named = z.union([z.literal("*").transform(() => ({})), byName(source)]).exactOptional();

const eventType = z.preprocess(
  // One of the six words is the type itself; any other word is a column.
  (said) => (EVENT_TYPES.some((type) => type === said) ? { value: said } : said),
  source,
);

const leads = z.strictObject({
  id: source.exactOptional(),
  email: source.exactOptional(),
  anonymousId: source.exactOptional(),
  traits: named,
  ignore,
});

const events = z.strictObject({
  messageId: source.exactOptional(),
  userId: source.exactOptional(),
  anonymousId: source.exactOptional(),
  email: source.exactOptional(),
  groupId: source.exactOptional(),
  previousId: source.exactOptional(),
  timestamp: source.exactOptional(),
  type: eventType.exactOptional(),
  event: source.exactOptional(),
  name: source.exactOptional(),
  properties: named,
  traits: named,
  context: named,
  ignore,
});

const outcomes = z.strictObject({
  messageId: source.exactOptional(),
  id: source.exactOptional(),
  email: source.exactOptional(),
  outcome: source.exactOptional(),
  timestamp: source.exactOptional(),
  createdAt: source.exactOptional(),
  value: source.exactOptional(),
  currency: source.exactOptional(),
  reason: source.exactOptional(),
  properties: named,
  ignore,
});

/**
 * How the columns of files become leads, events and outcomes. Columns that are not named become traits or
 * properties under their own names, unless they are ignored.
 */
export const fileMap = z.strictObject({
  leads: leads.exactOptional(),
  events: events.exactOptional(),
  outcomes: outcomes.exactOptional(),
});

export type LeadMap = z.output<typeof leads>;
export type EventMap = z.output<typeof events>;
export type OutcomeMap = z.output<typeof outcomes>;
export type FileMap = z.output<typeof fileMap>;

/** The keys that may stand at a place of a map, for suggestions. */
export function knownKeys([part, ...deeper]: readonly string[]): readonly string[] {
  if (part === undefined) return Object.keys(fileMap.shape);
  const parts: Readonly<Record<string, z.ZodObject>> = { leads, events, outcomes };
  const shape = Object.hasOwn(parts, part) ? parts[part]?.shape : undefined;
  if (deeper.length === 0 && shape) return Object.keys(shape);
  return Object.keys(origin.shape);
}
