export const TABS = ["truth", "kpis"] as const;
export type Tab = (typeof TABS)[number];

/** How long the period of the KPIs is that ends today. */
export const SPANS = ["30d", "90d", "180d", "365d"] as const;
type Span = (typeof SPANS)[number];

export const BASES = ["cohort", "period"] as const;
export const GROUPINGS = ["source", "medium", "campaign", "market", "band", "version", "cohort"] as const;
type Grouping = (typeof GROUPINGS)[number];

/** What the address of the insights says; all of it can be sent to a colleague. */
export type InsightsSearch = {
  readonly tab?: Tab;
  /** Which question is looked at. */
  readonly study?: string;
  readonly span?: Span;
  /** Days of a period of its own. */
  readonly from?: string;
  readonly until?: string;
  readonly basis?: (typeof BASES)[number];
  readonly by?: Grouping;
  readonly touch?: "last";
  /** Which figure is drawn by group. */
  readonly figure?: string;
};

const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** What of an address the insights understand; the rest is left out. */
export function insightsSearch(given: Readonly<Record<string, unknown>>): InsightsSearch {
  const oneOf = (name: string, values: readonly unknown[]) =>
    values.includes(given[name]) ? [[name, given[name]]] : [];
  const { study, figure } = given;
  // The router reads numbers in an address by itself.
  const isStudy = typeof study === "number" || (typeof study === "string" && study !== "");
  const days = (["from", "until"] as const).flatMap((name) => {
    const day = given[name];
    return typeof day === "string" && DAY.test(day) ? [[name, day]] : [];
  });
  return Object.fromEntries([
    ...oneOf("tab", TABS),
    ...(isStudy ? [["study", String(study)]] : []),
    ...oneOf("span", SPANS),
    ...days,
    ...oneOf("basis", BASES),
    ...oneOf("by", GROUPINGS),
    ...oneOf("touch", ["last"]),
    ...(typeof figure === "string" ? [["figure", figure]] : []),
  ]);
}

const MS_PER_DAY = 86_400_000;

/** The question of an address as the API wants it. `today` is a civil day, such as `2026-03-01`. */
export function kpisAsked(search: InsightsSearch, today: string) {
  const { span = "90d", from, until, basis = "cohort", by, touch } = search;
  const isOwn = from !== undefined || until !== undefined;
  const days = isOwn
    ? { ...(from !== undefined && { from }), ...(until !== undefined && { until }) }
    : { from: dayBefore(today, Number.parseInt(span, 10) - 1), until: today };
  return { ...days, basis, ...(by && { by }), ...(touch && { touch }) };
}

export type KpisAsked = ReturnType<typeof kpisAsked>;

function dayBefore(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) - days * MS_PER_DAY).toISOString().slice(0, 10);
}
