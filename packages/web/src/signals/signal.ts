import type { Answered } from "../api.ts";

export type Signal = Answered<"signals", "list">["items"][number];
export type Unmatched = Answered<"signals", "unmatched">["items"][number];
export type Shown = "all" | "unused" | "filling";

/** What people call a signal: its label, else what the models call it, else its key. */
export function calledSignal({ definition, uses, key }: Pick<Signal, "definition" | "uses" | "key">): string {
  const label = (definition as { readonly label?: unknown }).label;
  return typeof label === "string" && label !== "" ? label : (uses[0]?.signal ?? key);
}

/** Those that are asked for, by what they are called, the label or the events they listen to. */
export function signalsFound(signals: readonly Signal[], shown: Shown, search: string): readonly Signal[] {
  const wanted = search.trim().toLowerCase();
  return signals.filter((signal) => {
    if (shown === "unused" && signal.isUsed) return false;
    if (shown === "filling" && signal.state !== "filling") return false;
    const texts = [calledSignal(signal), ...signal.uses.map((use) => use.signal), JSON.stringify(signal.definition)];
    return texts.some((text) => text.toLowerCase().includes(wanted));
  });
}

const DAY = 86_400_000;
const DAYS = 30;

/** Counts of the last 30 days up to `today`, days without any too. */
export function everyDay(days: Signal["days"], today: string): Signal["days"] {
  const counts = new Map(days.map(({ day, count }) => [day, count]));
  const last = Date.parse(`${today}T00:00:00Z`);
  return Array.from({ length: DAYS }, (_, at) => {
    const day = new Date(last - (DAYS - 1 - at) * DAY).toISOString().slice(0, 10);
    return { day, count: counts.get(day) ?? 0 };
  });
}

/** The day that counts are read up to: the newest that has any, or that of the count. */
export function lastDay({ days, countedAt }: Pick<Signal, "days" | "countedAt">): string {
  return [...days.map(({ day }) => day), (countedAt ?? "").slice(0, 10)].sort().at(-1) ?? "";
}
