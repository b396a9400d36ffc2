import type { Answered } from "../api.ts";

export type Kpis = Answered<"kpis", "get">;
export type KpiCell = Kpis["all"];
export type KpiFigure = KpiCell["figures"][number];
export type KpiMissing = KpiFigure["missing"][number];
export type KpiName = KpiFigure["figure"];
export type KpiSide = NonNullable<KpiFigure["numerator"]>;
export type Loss = KpiCell["losses"][number];

/** The figures by what they tell of. */
export const FIGURE_GROUPS = {
  funnel: ["leads", "opportunities", "customers", "lead-to-opportunity", "opportunity-to-customer", "win-rate"],
  time: ["cycle-length", "speed-to-lead"],
  money: ["revenue", "costs", "cac", "roi", "velocity"],
  quality: ["lead-quality", "lead-quality-per-cost"],
} as const satisfies Readonly<Record<string, readonly KpiName[]>>;

export const FIGURE_NAMES: readonly KpiName[] = Object.values(FIGURE_GROUPS).flat();

/** Of these less is better; of costs alone neither. */
const LESS_IS_BETTER: readonly KpiName[] = ["cac", "cycle-length", "speed-to-lead"];

export type Trend = "better" | "worse" | "same" | "other";

/** Whether a figure has become better since the period before; undefined where that cannot be said. */
export function trendOf({ figure, before: { change } }: KpiFigure): Trend | undefined {
  if (change === null) return undefined;
  if (change === 0) return "same";
  if (figure === "costs") return "other";
  return change > 0 === LESS_IS_BETTER.includes(figure) ? "worse" : "better";
}

/** By which share a figure has changed; null where there was nothing before. */
export function shareOfChange({ before: { value, change } }: KpiFigure): number | null {
  return value === null || change === null || value === 0 ? null : change / Math.abs(value);
}

/** Which leads are looked at: of a figure's side, of a group, or of those lost for a reason. */
export type Behind = {
  readonly title: string;
  readonly population: KpiSide["population"];
  /** The key of a group; undefined for all. */
  readonly group?: string;
  readonly reason?: string;
};
