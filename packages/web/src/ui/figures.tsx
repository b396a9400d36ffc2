import { Text, type TextProps } from "@mantine/core";
import { language } from "../language.ts";
import { useRemembered } from "../remembered.ts";
import { useFirstSay } from "../say.tsx";

type Shown = TextProps & { readonly title?: string };

/** Dark enough on paper, light enough at night. */
const GAIN = "light-dark(var(--mantine-color-teal-9), var(--mantine-color-teal-4))";
const LOSS = "light-dark(var(--mantine-color-red-9), var(--mantine-color-red-4))";

/** Points that were added or taken away, with their sign; green and red beside it. */
export function Signed({ points, ...rest }: Shown & { readonly points: number }) {
  const { figures } = useFirstSay();
  const color = points > 0 ? GAIN : points < 0 ? LOSS : "dimmed";
  return (
    <Text component="span" inherit={rest.size === undefined} fw={600} c={color} className="signed" {...rest}>
      {figures.signed(points * 100)}
    </Text>
  );
}

/** A total or points as they stand; a dash where there is no score. */
export function Points({ points, ...rest }: Shown & { readonly points: number | null }) {
  const { figures } = useFirstSay();
  return (
    <Text component="span" inherit={rest.size === undefined} {...rest}>
      {points === null ? "–" : figures.points(points * 100)}
    </Text>
  );
}

/** Days are written as in the sentences of the product, which know English by its British habits. */
export function useHabits(): string {
  const spoken = useRemembered(language);
  return spoken === "en" ? "en-GB" : spoken;
}

/** How one writes instants and civil days here: in the reader's language, instants in their time zone. */
export function useTimes() {
  const locale = useHabits();
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

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

function unitOf(ms: number): readonly [Intl.RelativeTimeFormatUnit, number] {
  if (ms < HOUR) return ["minute", MINUTE];
  if (ms < DAY) return ["hour", HOUR];
  if (ms < 60 * DAY) return ["day", DAY];
  return ms < 700 * DAY ? ["month", 30.44 * DAY] : ["year", 365.25 * DAY];
}

/** How long ago, and on hovering exactly when. */
export function Ago({ at, ...rest }: Shown & { readonly at: string }) {
  const { ago, instant } = useTimes();
  return (
    <Text component="time" inherit={rest.size === undefined} dateTime={at} title={instant(at)} {...rest}>
      {ago(at)}
    </Text>
  );
}
