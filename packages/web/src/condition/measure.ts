import type { SignalDefinition } from "@plumbline/scoring";

/** What a signal measures; `countBy` is a count by the values of a property. */
export const MEASURES = [
  "count",
  "countBy",
  "sum",
  "max",
  "distinct",
  "visits",
  "engaged",
  "steps",
  "times",
  "confirmedBy",
] as const;
export type MeasureKind = (typeof MEASURES)[number];

/** The measure of a signal: how often, where it says nothing else. */
export function measureOf(signal: SignalDefinition): MeasureKind {
  if (signal.count?.by !== undefined) return "countBy";
  return MEASURES.find((kind) => kind !== "count" && kind !== "countBy" && signal[kind] !== undefined) ?? "count";
}

const FIRSTS: Readonly<Record<MeasureKind, Partial<SignalDefinition>>> = {
  count: {},
  countBy: { count: { by: "" } },
  sum: { sum: "" },
  max: { max: "" },
  distinct: { distinct: "" },
  visits: { visits: {} },
  engaged: { engaged: {} },
  steps: { steps: [{ on: "" }, { on: "" }], within: "1h" },
  times: { times: 3, within: "1h" },
  confirmedBy: { confirmedBy: { on: "" }, within: "5m" },
};

/** The signal with another measure. Steps bring their own events: those it had become the first step, and back. */
export function withMeasure(signal: SignalDefinition, kind: MeasureKind): SignalDefinition {
  if (kind === measureOf(signal)) return signal;
  const { count, sum, max, distinct, visits, engaged, steps, times, confirmedBy, within, ...rest } = signal;
  if (kind === "steps") {
    const { any: _, on, where, ...words } = rest;
    const first = { on: on ?? "", ...(where && { where }) };
    return { ...words, steps: [first, { on: "" }], within: within ?? "1h" };
  }
  const [first] = steps ?? [];
  const isKept = within !== undefined && (kind === "times" || kind === "confirmedBy");
  return { ...first, ...rest, ...FIRSTS[kind], ...(isKept && { within }) };
}
