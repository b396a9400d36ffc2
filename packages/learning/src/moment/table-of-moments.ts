import type { FeatureSet } from "../feature/feature-set.ts";
import type { LeakFacts } from "../guard/find-leaks.ts";
import { isStaffField } from "../guard/staff-fields.ts";
import { mean } from "../numbers/sum.ts";
import { buildTable } from "../table/build-table.ts";
import type { Row, Table } from "../table/table.ts";
import type { Wait } from "../truth/wait.ts";
import type { Figures, Moment } from "./moment-table.ts";

/** Moments as rows to learn from. */
export type MomentRows = {
  /**
   * `time` is the moment's day. A row counts as often as it had days to be drawn from, in parts of the usual number: so
   * the rows stand for all leads that are open on a day, as those do of whom it will be asked.
   */
  readonly table: Table;
  /** What the guard has to know of them. */
  readonly facts: Pick<LeakFacts, "knownAt" | "firstAt" | "decidedAt" | "setByStaff">;
  /** By row, for a timing model. */
  readonly waits: readonly Wait[];
  /** By row: whose moment it is. */
  readonly ids: readonly string[];
};

/** Most of a trait's values came from a list that does not say since when. */
const MOSTLY = 0.5;

/** The moments that have the features of a set, by columns, with the evidence that the leak guard goes by. */
export function tableOfMoments(moments: readonly Moment[], { features }: FeatureSet): MomentRows {
  const taken = moments.flatMap((moment) => (moment.figures ? [{ moment, figures: moment.figures }] : []));
  const open = taken.map(({ moment: { openDays = 1 } }) => openDays);
  const usual = mean(open);
  const rows = taken.map(({ moment: { converted, day }, figures: { values } }, i): Row => {
    return { values, converted: converted === 1, time: day, weight: (open[i] as number) / usual };
  });
  const figures = taken.map((one) => one.figures);
  const known: Record<string, Float64Array> = {};
  const first: Record<string, Float64Array> = {};
  for (const [f, { name, reading }] of features.entries()) {
    first[name] = Float64Array.from(figures, ({ firstOn }) => firstOn[f] as number);
    // That nothing happened yet is known at any time; what a trait is may have been told later, by a list.
    if (!("trait" in reading)) continue;
    const knownAt = Float64Array.from(figures, (own) => (isKnown(own, name) ? (own.firstOn[f] as number) : Number.NaN));
    if (isMostlyDated(figures, name, knownAt)) known[name] = knownAt;
  }
  return {
    table: buildTable(rows, features),
    facts: {
      knownAt: known,
      firstAt: first,
      decidedAt: Float64Array.from(figures, ({ decidedOn }) => decidedOn ?? Number.NaN),
      setByStaff: features.flatMap(({ name, reading }) =>
        "trait" in reading && isStaffField(reading.trait) ? [name] : [],
      ),
    },
    waits: taken.map(({ moment }) => moment.wait),
    ids: taken.map(({ moment }) => moment.id),
  };
}

const isKnown = ({ values }: Figures, name: string): boolean => (values[name] ?? null) !== null;

function isMostlyDated(figures: readonly Figures[], name: string, knownAt: Float64Array): boolean {
  let [known, dated] = [0, 0];
  for (const [row, own] of figures.entries()) {
    if (!isKnown(own, name)) continue;
    known += 1;
    if (!Number.isNaN(knownAt[row])) dated += 1;
  }
  return known === 0 || dated >= MOSTLY * known;
}
