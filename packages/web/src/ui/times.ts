const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

type Times = ReturnType<typeof makeTimes>;

const made = new Map<string, Times>();

/**
 * How one writes instants and civil days in a language, instants in the time zone of whoever reads. Making a formatter
 * takes far longer than using it, and lists use them in every row: they are made once for each language, and again
 * where the reader's clock has moved.
 */
export function timesOf(locale: string, now = new Date()): Times {
  const name = `${locale} ${now.getTimezoneOffset()}`;
  const known = made.get(name) ?? makeTimes(locale);
  made.set(name, known);
  return known;
}

function makeTimes(locale: string) {
  const instant = new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeStyle: "short" });
  const clock = new Intl.DateTimeFormat(locale, { timeStyle: "short" });
  // A civil day has no time zone: it is written as it stands.
  const day = new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeZone: "UTC" });
  const shortDay = new Intl.DateTimeFormat(locale, { day: "numeric", month: "short", timeZone: "UTC" });
  const ago = new Intl.RelativeTimeFormat(locale, { numeric: "auto", style: "short" });
  return {
    instant: (iso: string) => instant.format(new Date(iso)),
    clock: (iso: string) => clock.format(new Date(iso)),
    /** Of a civil day such as `2026-03-01`. */
    day: (iso: string) => day.format(new Date(`${iso}T00:00:00Z`)),
    shortDay: (iso: string) => shortDay.format(new Date(`${iso}T00:00:00Z`)),
    ago: (iso: string, now = Date.now()) => {
      const [unit, length] = unitOf(Math.abs(now - Date.parse(iso)));
      return ago.format(Math.round((Date.parse(iso) - now) / length), unit);
    },
  };
}

function unitOf(ms: number): readonly [Intl.RelativeTimeFormatUnit, number] {
  if (ms < HOUR) return ["minute", MINUTE];
  if (ms < DAY) return ["hour", HOUR];
  if (ms < 60 * DAY) return ["day", DAY];
  return ms < 700 * DAY ? ["month", 30.44 * DAY] : ["year", 365.25 * DAY];
}
