import { expect, test } from "vitest";
import { SAMPLE_CURRENCY, sampleMoney } from "./money.ts";
import { PLACES } from "./places.ts";
import { weekdayOf } from "./rhythm.ts";

const year = { seed: 1, leads: 5000, firstDay: 20_000, lastDay: 20_365 };

test("the same seed spends the same, within its year", () => {
  const { costs } = sampleMoney(year);
  expect(sampleMoney(year)).toEqual(sampleMoney(year));
  expect(sampleMoney({ ...year, seed: 2 })).not.toEqual(sampleMoney(year));
  for (const { from_day, until_day, amount } of costs) {
    expect([from_day >= year.firstDay, until_day < year.lastDay, until_day >= from_day]).toEqual([true, true, true]);
    expect(amount).toBeGreaterThan(0);
  }
});

test("every currency in which something is sold has a rate within the week, near what its prices are made by", () => {
  const { rates } = sampleMoney(year);
  const perDollar = new Map(PLACES.map((place) => [place.currency, place.perDollar]));
  const own = perDollar.get(SAMPLE_CURRENCY) ?? Number.NaN;
  for (const [currency, local] of perDollar) {
    if (currency === SAMPLE_CURRENCY) continue;
    const days = rates.filter((rate) => rate.currency === currency).map(({ day, rate }) => ({ day, rate }));
    for (const { day, rate } of days) {
      expect(weekdayOf(day) % 6).not.toBe(0);
      expect(Math.abs(Math.log(rate / (local / own)))).toBeLessThan(0.15);
    }
    const gaps = days.map(({ day }, i) => day - (days[i - 1]?.day ?? year.firstDay - 7));
    expect(Math.max(...gaps)).toBeLessThan(7);
  }
});
