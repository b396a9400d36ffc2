import { useMemo } from "react";
import { useSay } from "../say.tsx";
import { useHabits } from "../ui/figures.tsx";
import { type KpiFigure, shareOfChange } from "./kpi.ts";

const MINUTE = 60;
const DAY = 86_400;

export type KpiWords = {
  /** A value in its unit. */
  readonly value: (value: number, unit: KpiFigure["unit"]) => string;
  /** A figure; a dash where it cannot be said. */
  readonly figure: (figure: KpiFigure) => string;
  /** Its interval; undefined where it has none. */
  readonly interval: (figure: KpiFigure) => string | undefined;
  /** By how much it has changed, with its sign; undefined where that cannot be said. */
  readonly change: (figure: KpiFigure) => string | undefined;
};

/** How figures are written, with amounts in a currency. */
export function useKpiWords(currency: string | null): KpiWords {
  const { figures, screens } = useSay();
  const { insights: say } = screens;
  const habits = useHabits();
  return useMemo(() => {
    const money = moneyIn(habits, currency);
    const value: KpiWords["value"] = (n, unit) => {
      switch (unit) {
        case "count":
          return figures.number(n);
        case "share":
        case "ratio":
          return figures.percent(n);
        case "days":
          return figures.time(n * DAY);
        case "minutes":
          return figures.time(n * MINUTE);
        case "money":
          return money(n);
        case "money-a-day":
          return say.kpis.aDay(money(n));
        case "points-a-money":
          return say.kpis.pointsFor(figures.number(Math.round(n * 10) / 10), money(1));
        case "points":
          return figures.number(Math.round(n * 10) / 10);
      }
    };
    return {
      value,
      figure: ({ value: own, unit }) => (own === null ? "–" : value(own, unit)),
      interval: ({ interval, unit }) => {
        if (!interval || (interval.low === null && interval.high === null)) return undefined;
        const end = (n: number | null) => (n === null ? say.kpis.openEnd : value(n, unit));
        return say.interval(end(interval.low), end(interval.high));
      },
      change: (figure) => {
        const { change } = figure.before;
        if (change === null) return undefined;
        if (figure.unit === "share") return say.kpis.percentPoints(figures.signed(Math.round(change * 1000) * 10));
        const share = shareOfChange(figure);
        if (share === null || Math.abs(share) > MOST_SHARE) return undefined;
        return `${share > 0 ? "+" : ""}${figures.percent(share)}`;
      },
    };
  }, [figures, say, habits, currency]);
}

const WHOLE = 100;
/** A change by more is no change but another matter: what was before says more. */
const MOST_SHARE = 10;

function moneyIn(habits: string, currency: string | null): (amount: number) => string {
  const of = (digits: number) =>
    new Intl.NumberFormat(habits, {
      ...(currency !== null && { style: "currency", currency }),
      maximumFractionDigits: digits,
      minimumFractionDigits: 0,
    });
  const [whole, fine] = [of(0), of(2)];
  return (amount) => (Math.abs(amount) >= WHOLE ? whole : fine).format(amount).replace("-", "−");
}
