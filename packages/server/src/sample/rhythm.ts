import { civilFromDay } from "@plumbline/scoring";
import type { Lead } from "./lead.ts";
import type { Place } from "./places.ts";
import { chance, normal, type Random } from "./random.ts";
import type { Stage } from "./stage.ts";

const HOUR = 3_600_000;
/** Where the weekend is Friday and Saturday. */
const FRIDAY_WEEKENDS = ["EG"];

/** 0 for Sunday to 6 for Saturday, of days since 1970. */
export const weekdayOf = (civilDay: number): number => (((civilDay + 4) % 7) + 7) % 7;

/** Whether people of a country work on a day since 1970. */
export function isWorkday({ country, holidays }: Place, civilDay: number): boolean {
  const weekday = weekdayOf(civilDay);
  if (weekday === 6 || weekday === (FRIDAY_WEEKENDS.includes(country) ? 5 : 0)) return false;
  const { month, dayOfMonth } = civilFromDay(civilDay);
  return !holidays.includes(`${month}-${dayOfMonth}`);
}

/** An instant of a day of the sample at which the lead may be at work; a few are up in the evening. */
export function momentOf(stage: Stage, { random, zone }: Lead, day: number): number {
  return zone.instantOf(stage.firstDay + day, timeOfDay(random));
}

function timeOfDay(random: Random): number {
  const hour = chance(random, 0.12)
    ? 20 + 1.3 * normal(random)
    : chance(random, 0.55)
      ? 10.4 + 1.3 * normal(random)
      : 15.2 + 1.5 * normal(random);
  return Math.floor(Math.min(23.9, Math.max(0.1, hour)) * HOUR);
}

/** The same day or, four times of five, the next on which the lead works. */
export function workdayFrom(stage: Stage, { random, company }: Lead, day: number): number {
  if (!chance(random, 0.8)) return day;
  let shifted = day;
  while (!isWorkday(company.place, stage.firstDay + shifted) && shifted < day + 9) shifted += 1;
  return shifted;
}
