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
  /** Whether the sign of each guard was seen within the horizon. */
  readonly guards: readonly boolean[];
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
export function unitsOf(
  rows: readonly FollowedRow[],
  { horizon, until }: { readonly horizon: number; readonly until: number },
): Followed {
  const contaminated = rows.filter((row) => row.contaminated);
  const counted = rows.filter((row) => !row.contaminated && row.merged_into === null);
  const units = [...Map.groupBy(counted, ({ unit }) => unit)].map(([name, leads]) =>
    unitOf(name, leads, horizon, until),
  );
  return { units, contaminated };
}

function unitOf(name: string, leads: readonly FollowedRow[], horizon: number, until: number): Unit {
  const [first] = leads.toSorted((a, b) => a.at - b.at || a.lead_id - b.lead_id) as [FollowedRow, ...FollowedRow[]];
  const end = first.at + horizon;
  const within = (times: readonly (number | null)[]) => times.filter((at) => at !== null);
  const conversions = within(leads.map(({ converted_at }) => converted_at));
  return {
    ...{ name, leads, place: first.place, at: first.at },
    isMatured: end <= until,
    convertedAt: conversions.length > 0 ? Math.min(...conversions) : null,
    convertedBefore: leads.some(({ converted_before }) => converted_before),
    guards: first.guards.map((_, i) => within(leads.map(({ guards }) => guards[i] ?? null)).length > 0),
  };
}
