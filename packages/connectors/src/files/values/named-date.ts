import { type CivilTime, fullYear } from "./civil-time.ts";

const LOCALES = ["en", "de", "fr", "es", "pt", "ru"];
/** Shorter or older forms than those of the Unicode locale data. */
const SHORT_MONTHS =
  "sept:9 mrz:3 янв:1 фев:2 мар:3 апр:4 мая:5 июн:6 июл:7 авг:8 сен:9 сент:9 окт:10 ноя:11 нояб:11 дек:12";
const FILLERS = "st nd rd th of at on the um der den le er à a las de do da в г год года";

type Words = { readonly months: ReadonlyMap<string, number>; readonly fillers: ReadonlySet<string> };
let known: Words | undefined;

/** Reads a date that names its month, in one of six languages: `Dec 1, 2010`, `1 декабря 2010 г.`. */
export function readNamedDate(text: string): CivilTime | undefined {
  known ??= words();
  const numbers: string[] = [];
  let month: number | undefined;
  for (const [token] of text.matchAll(/\d+|[\p{L}\p{M}]+/gu)) {
    if (/^\d/.test(token)) {
      numbers.push(token);
      continue;
    }
    const word = keyOf(token);
    const named = known.months.get(word);
    if (named !== undefined && month === undefined) month = named;
    else if (!known.fillers.has(word)) return undefined;
  }
  const [first, second] = numbers;
  if (month === undefined || first === undefined || second === undefined || numbers.length > 2) return undefined;
  const [year, day] = first.length === 4 ? [first, second] : [second, first];
  if ((year.length !== 4 && year.length !== 2) || day.length > 2) return undefined;
  return { year: fullYear(year), month, dayOfMonth: Number(day) };
}

function words(): Words {
  const months = new Map(LOCALES.flatMap((locale) => [...monthsIn(locale, "long"), ...monthsIn(locale, "short")]));
  for (const entry of SHORT_MONTHS.split(" ")) {
    const [name = "", month] = entry.split(":");
    months.set(name, Number(month));
  }
  const weekdays = LOCALES.flatMap((locale) => [...weekdaysIn(locale, "long"), ...weekdaysIn(locale, "short")]);
  return { months, fillers: new Set([...FILLERS.split(" "), ...weekdays]) };
}

type Style = "long" | "short";

/** The names of the months, alone and beside a day: Russian and others inflect them there. */
function monthsIn(locale: string, month: Style): (readonly [string, number])[] {
  const alone = new Intl.DateTimeFormat(locale, { month, timeZone: "UTC" });
  const besideDay = new Intl.DateTimeFormat(locale, { month, day: "numeric", timeZone: "UTC" });
  return Array.from({ length: 12 }, (_, at) =>
    [alone, besideDay].map((format) => {
      const parts = format.formatToParts(Date.UTC(2001, at, 1));
      return [keyOf(parts.find(({ type }) => type === "month")?.value ?? ""), at + 1] as const;
    }),
  ).flat();
}

function weekdaysIn(locale: string, weekday: Style): string[] {
  const format = new Intl.DateTimeFormat(locale, { weekday, timeZone: "UTC" });
  return Array.from({ length: 7 }, (_, at) => keyOf(format.format(Date.UTC(2001, 0, at + 1))));
}

function keyOf(word: string): string {
  return word
    .normalize("NFKD")
    .toLowerCase()
    .replace(/[\p{M}.]/gu, "");
}
