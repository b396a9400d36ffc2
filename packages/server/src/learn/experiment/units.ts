import type { FollowedRow } from "@plumbline/store";

/** What is put into an arm as a whole, with what became of it; instants in ms. */
export type Unit = {
  readonly name: string;
  readonly place: number;
  /** When the first of its leads was enrolled. */
  readonly at: number;
  readonly leads: readonly FollowedRow[];
  /** Whether its horizon has passed. */
  readonly isMatured: boolean;
  /** When the first of its leads converted within the horizon of the unit. */
  readonly convertedAt: number | null;
  /** Whether any of its leads had converted before the first of them was enrolled. */
  readonly convertedBefore: boolean;
  /** Whether the sign of each guard was seen within the days of the guard; null until they have passed. */
  readonly guards: readonly (boolean | null)[];
};

/** Spans, in ms. */
type Horizons = {
  /** Within which a unit converts, or not. */
  readonly horizon: number;
  /** Within which the sign of each guard counts. */
  readonly guards: readonly number[];
  /** When nothing was seen any more. */
  readonly until: number;
};

export type Followed = {
  /** Those that count, and those that had converted before. */
  readonly units: readonly Unit[];
  /** Leads that turned out to be one person with one of another arm, or of none. */
  readonly contaminated: readonly FollowedRow[];
};

/**
 * Gathers leads into the units that were put into arms: leads of one account are no independent observations, so that
 * a unit is counted once. It has the horizon of the first of its leads; `until` is when nothing was seen any more.
 */
export function unitsOf(rows: readonly FollowedRow[], { horizon, guards, until }: Horizons): Followed {
  const contaminated = rows.filter((row) => row.contaminated);
  const counted = rows.filter((row) => !row.contaminated && row.merged_into === null);
  const units = [...Map.groupBy(counted, ({ unit }) => unit)].map(([name, leads]) =>
    unitOf(name, leads, { horizon, guards, until }),
  );
  return { units, contaminated };
}

function unitOf(name: string, leads: readonly FollowedRow[], { horizon, guards, until }: Horizons): Unit {
  const [first] = leads.toSorted((a, b) => a.at - b.at || a.lead_id - b.lead_id) as [FollowedRow, ...FollowedRow[]];
  const conversions = leads.map(({ converted_at }) => converted_at).filter((at) => at !== null);
  return {
    ...{ name, leads, place: first.place, at: first.at },
    isMatured: first.at + horizon <= until,
    convertedAt: conversions.length > 0 ? Math.min(...conversions) : null,
    convertedBefore: leads.some(({ converted_before }) => converted_before),
    guards: guards.map((days, i) =>
      first.at + days <= until ? leads.some((lead) => (lead.guards[i] ?? null) !== null) : null,
    ),
  };
}
