import type { client } from "../api.ts";

type Events = ReturnType<(typeof client)["streams"]["events"]>;
export type StreamedArrival = Events extends AsyncIterable<infer Told> ? Told : never;
export type Arrival = Extract<StreamedArrival, { readonly event: "arrival" }>["data"];
export type Outcome = Arrival["outcome"];

/** An arrival with a number of its own, which tells it from others alike. */
export type Shown = Arrival & { readonly number: number };

/** What a screen knows of what has arrived: the newest first, and what came while it stood still. */
export type Seen = {
  readonly shown: readonly Shown[];
  readonly held: readonly Shown[];
  /** How many came and were not told one by one. */
  readonly skipped: number;
  readonly count: number;
};

export const NOTHING_SEEN: Seen = { shown: [], held: [], skipped: 0, count: 0 };

/** More than this, nobody reads. */
export const MOST_SHOWN = 500;

/** Adds an arrival: where the list stands still, beside it. */
export function withArrival(seen: Seen, arrival: Arrival, isPaused: boolean): Seen {
  const one = { ...arrival, number: seen.count };
  const into = isPaused ? "held" : "shown";
  return { ...seen, count: seen.count + 1, [into]: [one, ...seen[into]].slice(0, MOST_SHOWN) };
}

/** The list goes on, with all that came meanwhile. */
export function resumed(seen: Seen): Seen {
  return { ...seen, held: [], shown: [...seen.held, ...seen.shown].slice(0, MOST_SHOWN) };
}

export type ArrivalFilter = {
  readonly text: string;
  readonly outcome: Outcome | "all";
  readonly source: string | null;
};

/** Whether somebody who filters wants to see it; `text` is a part of its type, name or reason. */
export function fits({ type, name, code, outcome, source }: Arrival, filter: ArrivalFilter): boolean {
  if (filter.outcome !== "all" && outcome !== filter.outcome) return false;
  if (filter.source !== null && source !== filter.source) return false;
  const wanted = filter.text.trim().toLowerCase();
  return wanted === "" || [type, name, code].some((said) => said?.toLowerCase().includes(wanted));
}
