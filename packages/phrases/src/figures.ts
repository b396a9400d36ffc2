/** A value of a trait or property, as JSON knows it. */
export type Value = null | boolean | number | string | readonly Value[] | { readonly [key: string]: Value };

/** What of a language its figures cannot know by themselves. */
type Habits = {
  readonly quotes: readonly [open: string, close: string];
  readonly comma: string;
  readonly or: string;
  readonly yes: string;
  readonly no: string;
};

const MS_PER_DAY = 86_400_000;
/** An object is shown as JSON, up to here. */
const LONGEST_JSON = 200;
/** A file may have thousands of columns. */
const MOST_NAMES = 30;

/** How one language writes numbers, days and names. */
export function figuresOf(locale: string, { quotes: [open, close], comma, or, yes, no }: Habits) {
  const numbers = new Intl.NumberFormat(locale, { maximumFractionDigits: 2, signDisplay: "negative" });
  const signs = new Intl.NumberFormat(locale, { maximumFractionDigits: 2, signDisplay: "exceptZero" });
  // A year is a number too: four digits stand together.
  const values = new Intl.NumberFormat(locale, {
    maximumSignificantDigits: 15,
    signDisplay: "negative",
    useGrouping: "min2",
  });
  const percents = new Intl.NumberFormat(locale, { style: "percent", maximumFractionDigits: 1 });
  const days = new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeZone: "UTC" });
  const ages = new Intl.RelativeTimeFormat(locale, { numeric: "auto" });
  const units = {
    second: new Intl.NumberFormat(locale, { style: "unit", unit: "second" }),
    minute: new Intl.NumberFormat(locale, { style: "unit", unit: "minute" }),
    hour: new Intl.NumberFormat(locale, { style: "unit", unit: "hour", maximumFractionDigits: 1 }),
    day: new Intl.NumberFormat(locale, { style: "unit", unit: "day", unitDisplay: "long", maximumFractionDigits: 1 }),
  };
  /** The formatters write a hyphen, which is shorter than the plus above it. */
  const withMinus = (text: string) => text.replace("-", "−");
  const quote = (text: string) => `${open}${text}${close}`;

  const value = (given: Value): string => {
    if (typeof given === "string") return quote(given);
    if (typeof given === "number") return withMinus(values.format(given));
    if (typeof given === "boolean") return given ? yes : no;
    if (Array.isArray(given) && given.length > 0) return given.map(value).join(comma);
    const json = JSON.stringify(given);
    return json.length > LONGEST_JSON ? `${json.slice(0, LONGEST_JSON)}…` : json;
  };

  return {
    /** A count or an amount, to two decimals. */
    number: (n: number) => withMinus(numbers.format(n)),
    /** Points, given in hundredths: 6050 is `60.5`. */
    points: (hundredths: number) => withMinus(numbers.format(hundredths / 100)),
    /** Points that are added or taken away: `+15`, `−10`. */
    signed: (hundredths: number) => withMinus(signs.format(hundredths / 100)),
    /** A fraction: 0.64 is `64%`. */
    percent: (fraction: number) => withMinus(percents.format(fraction)),
    /** A civil day, counted from 1970-01-01. */
    day: (day: number) => days.format(day * MS_PER_DAY),
    ago: (age: number) => ages.format(-age, "day"),
    /** A length of time, in the unit that people would use. */
    time: (seconds: number) => {
      if (seconds < 90) return units.second.format(Math.round(seconds));
      if (seconds < 90 * 60) return units.minute.format(Math.round(seconds / 60));
      if (seconds < 72 * 3600) return units.hour.format(seconds / 3600);
      return units.day.format(seconds / 86_400);
    },
    /** A name or text that people gave. */
    quote,
    /** Many of them, the first ones at least. */
    names: (all: readonly string[]) => {
      const named = all.slice(0, MOST_NAMES).map(quote).join(comma);
      return all.length > MOST_NAMES ? `${named}${comma}…` : named;
    },
    value,
    /** All of several: `a, b, c`. */
    list: (items: readonly string[]) => items.join(comma),
    /** One of several: `a, b or c`. */
    or: (items: readonly string[]) => [items.slice(0, -1).join(comma), ...items.slice(-1)].filter(Boolean).join(or),
  };
}
