import {
  type Answer,
  FIGURES,
  type KpiBasis,
  type KpiCell,
  type KpiFigure,
  type KpiGrouping,
  type Population,
  type routes,
} from "@plumbline/api";
import {
  BELONGS,
  type Journey,
  type KpiMissing,
  type KpiValue,
  kpisOf,
  lossReasons,
  type Money,
  type Period,
  type Rates,
  spreadCosts,
} from "@plumbline/learning";
import { type Day, formatDay, parseDay } from "@plumbline/scoring";
import type { CostRow } from "@plumbline/store";

/** What is asked of one period: its days, by when, and the journeys as they were known then, by group. */
export type Window = {
  readonly period: Period;
  readonly asOf: Day;
  /** When that day ended, or now. */
  readonly end: number;
  readonly all: readonly Journey[];
  readonly groups: ReadonlyMap<string, readonly Journey[]>;
};

export type CellsAsked = {
  readonly now: Window;
  readonly before: Window;
  readonly basis: KpiBasis;
  readonly by: KpiGrouping | null;
  /** Null where the workspace has no currency. */
  readonly rates: Rates | null;
  readonly costs: readonly CostRow[];
};

type Kpis = Answer<typeof routes.kpis.get>;

const MOST_GROUPS = 100;
const MOST_MISSING = 10;
const MOST_REASONS = 50;

/** The figures of all leads, and of each group. */
export function kpiCells(asked: CellsAsked): Pick<Kpis, "all" | "groups" | "omitted"> {
  const { now, by, costs } = asked;
  const all = cell(asked, "", now.all, asked.before.all, { costs });
  if (by === null) return { all, groups: [], omitted: 0 };
  const keys = new Set([...now.groups].filter(([, own]) => isAnyoneIn(own, now.period)).map(([key]) => key));
  for (const key of spentOn(by, costs, now)) keys.add(key);
  const created = (key: string) =>
    (now.groups.get(key) ?? []).filter((journey) => BELONGS["leads-created"](journey, now.period)).length;
  const sorted = [...keys]
    .map((key) => ({ key, leads: by === "cohort" ? 0 : created(key) }))
    .sort((a, b) => b.leads - a.leads || (a.key < b.key ? -1 : 1));
  const shown = by === "cohort" ? sorted.slice(-MOST_GROUPS) : sorted.slice(0, MOST_GROUPS);
  return {
    all,
    groups: shown.map(({ key }) =>
      cell(asked, key, now.groups.get(key) ?? [], asked.before.groups.get(key) ?? [], spendingOn(by, key, costs)),
    ),
    omitted: sorted.length - shown.length,
  };
}

const POPULATIONS = Object.values(BELONGS);

function isAnyoneIn(journeys: readonly Journey[], period: Period): boolean {
  return journeys.some((journey) => POPULATIONS.some((belongs) => belongs(journey, period)));
}

/** What was spent on a group, in a month only where it says one; null where costs are not told apart so. */
type Spending = { readonly costs: readonly CostRow[]; readonly within?: Period } | null;

/** Every cost, or every day of it, is of exactly one group, so that groups add up to all. */
function spendingOn(by: KpiGrouping, key: string, costs: readonly CostRow[]): Spending {
  switch (by) {
    case "source":
      return { costs: costs.filter(({ source }) => source === key) };
    case "medium":
    case "campaign":
      return { costs: costs.filter((cost) => (cost[by] ?? "") === key) };
    case "cohort":
      return { costs, within: monthOf(key) };
    default:
      return null;
  }
}

/** The groups on which something was spent. */
function spentOn(by: KpiGrouping, costs: readonly CostRow[], window: Window): readonly string[] {
  if (by === "cohort") return (spread({ costs }, window) ?? []).map(({ day }) => formatDay(day).slice(0, -3));
  if (by !== "source" && by !== "medium" && by !== "campaign") return [];
  return costs.filter((cost) => spread({ costs: [cost] }, window)?.length).map((cost) => cost[by] ?? "");
}

function monthOf(key: string): Period {
  const [year, month] = key.split("-").map(Number) as [number, number];
  const next = month === 12 ? `${year + 1}-01` : `${year}-${String(month + 1).padStart(2, "0")}`;
  return { from: parseDay(`${key}-01`) ?? 0, before: parseDay(`${next}-01`) ?? 0 };
}

function spread(spending: Spending, { period, asOf }: Pick<Window, "period" | "asOf">): readonly Money[] | null {
  if (!spending) return null;
  const { from, before } = spending.within ?? period;
  return spreadCosts(
    spending.costs.map(({ from_day, until_day: until, amount, currency }) => {
      return { from: from_day, until, amount, currency };
    }),
    { from: Math.max(from, period.from), before: Math.min(before, period.before) },
    asOf,
  );
}

function cell(
  { now, before, basis, by, rates }: CellsAsked,
  key: string,
  own: readonly Journey[],
  former: readonly Journey[],
  spending: Spending,
): KpiCell {
  const figuresIn = (window: Window, journeys: readonly Journey[]) =>
    kpisOf(journeys, {
      ...{ period: window.period, basis, asOf: window.asOf, now: window.end, rates },
      costs: spread(spending, window),
    });
  const values = figuresIn(now, own);
  // The cohorts of this period were not there in the one before.
  const formerValues = by === "cohort" && basis === "cohort" && key !== "" ? null : figuresIn(before, former);
  const counts = new Map<Population, number>();
  const count = (population: Population): number => {
    const known = counts.get(population);
    if (known !== undefined) return known;
    const leads = own.filter((journey) => BELONGS[population](journey, now.period)).length;
    counts.set(population, leads);
    return leads;
  };
  const side = (of: Readonly<Record<KpiBasis, Population>> | null) =>
    of && { population: of[basis], leads: count(of[basis]) };
  const figures = (Object.keys(FIGURES) as KpiFigure[]).map((figure) => {
    const { unit, numerator, denominator } = FIGURES[figure];
    const { value, interval, missing } = values[figure];
    const was = formerValues?.[figure].value ?? null;
    return {
      ...{ figure, unit, value, interval },
      numerator: side(numerator),
      denominator: side(denominator),
      missing: sayMissing(missing),
      before: { value: was, change: value === null || was === null ? null : value - was },
    };
  });
  const losses = lossReasons(own, { period: now.period, basis })
    .slice(0, MOST_REASONS)
    .map(({ leads, ...loss }) => ({ ...loss, leads: leads.length }));
  return { key, figures, losses };
}

/** Each once, and not more than one reads. */
function sayMissing(missing: KpiValue["missing"]) {
  const said = new Map(missing.map((one) => [JSON.stringify(one), sayOne(one)]));
  return [...said.values()].slice(0, MOST_MISSING);
}

const sayOne = (one: KpiMissing) => (one.what === "rate" ? { ...one, day: formatDay(one.day) } : one);
