import type { LogisticData } from "../logistic/fit-logistic.ts";
import { designOf, type Terms } from "../logistic/terms.ts";
import type { Table } from "../table/table.ts";
import type { Wait } from "../truth/wait.ts";

export type Waiting = { readonly table: Table; readonly waits: readonly Wait[] };

/**
 * A row for each interval that a lead waited in: the lead's terms, the interval's own, and whether the wait ended there.
 * An interval in which a wait was lost sight of counts by the share of it that was seen, in the manner of actuaries' life
 * tables (Berkson & Gage, "Calculation of survival rates for cancer", 1950).
 */
export function spellsOf({ table, waits }: Waiting, terms: Terms, ends: readonly number[]): LogisticData {
  const leads = designOf(table, terms);
  const [start, term, value, label, weight]: [number[], number[], number[], number[], number[]] = [[0], [], [], [], []];
  for (const [lead, wait] of waits.entries()) {
    for (let k = 0; k < ends.length; k++) {
      const seen = shareSeen(wait, ends[k - 1] ?? 0, ends[k] as number);
      if (seen === 0) break;
      for (let at = leads.start[lead] as number; at < (leads.start[lead + 1] as number); at++) {
        term.push(leads.term[at] as number);
        value.push(leads.value[at] as number);
      }
      term.push(terms.count + k);
      value.push(1);
      start.push(term.length);
      label.push(Number(wait.ended && wait.time <= (ends[k] as number)));
      weight.push((table.weight[lead] as number) * seen);
    }
  }
  const design = {
    rows: label.length,
    terms: terms.count + ends.length,
    start: Int32Array.from(start),
    term: Int32Array.from(term),
    value: Float64Array.from(value),
  };
  return { design, label, weight };
}

/** How much of an interval the lead was seen to wait in; all of that in which it converted. */
function shareSeen({ time, ended }: Wait, start: number, end: number): number {
  if (time <= start) return 0;
  return ended ? 1 : Math.min(1, (time - start) / (end - start));
}
