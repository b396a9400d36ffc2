import { count, figures } from "./figures.ts";

const { day, quote } = figures;

/** Where a lead is, and what comes next. */
export const bands = {
  since: (band: string, on: number) => `${band} since ${day(on)}`,
  noneSince: (on: number) => `below every band since ${day(on)}`,

  outlook: {
    rises: (band: string, on: number) => `rises to ${band} on ${day(on)} unless something happens`,
    falls: (band: string, on: number) => `falls to ${band} on ${day(on)} unless something happens`,
    fallsOut: (on: number) => `falls below every band on ${day(on)} unless something happens`,
    changes: (on: number) => `the score next changes by itself on ${day(on)}`,
    steady: () => "nothing changes by itself",
    step: (signal: string, key: string | null, times: number, band: string) => {
      const what = key === null ? quote(signal) : `${quote(signal)} (${quote(key)})`;
      return times === 1
        ? `one more ${what} is enough for ${band}`
        : `${what} ${count(times, "more time", "more times")} is enough for ${band}`;
    },
  },
};

export type Bands = typeof bands;
