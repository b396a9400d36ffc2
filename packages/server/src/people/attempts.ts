/** So many attempts in a window. */
export type Rule = {
  /** In seconds. */
  readonly window: number;
  readonly max: number;
};

export type Attempts = {
  /** Counts an attempt; `retryAfter` in seconds where it is one too many. */
  consume(key: string, rule: Rule): { readonly allowed: boolean; readonly retryAfter: number | null };
};

/** Whoever guesses may invent any number of keys; old ones are forgotten before memory is full. */
const MOST_KEYS = 50_000;

/** Counts attempts of this process, in fixed windows that begin with the first attempt. */
export function newAttempts(now: () => number): Attempts {
  const windows = new Map<string, { count: number; until: number }>();
  return {
    consume: (key, { window, max }) => {
      const at = now();
      const known = windows.get(key);
      const current = known && known.until > at ? known : { count: 0, until: at + window * 1000 };
      // Put at the end: the map is in the order of its windows' begin, more or less.
      if (current !== known) {
        windows.delete(key);
        windows.set(key, current);
        if (windows.size > MOST_KEYS) forget(windows);
      }
      if (current.count >= max) return { allowed: false, retryAfter: Math.ceil((current.until - at) / 1000) };
      current.count += 1;
      return { allowed: true, retryAfter: null };
    },
  };
}

function forget(windows: Map<string, unknown>): void {
  for (const key of windows.keys()) {
    if (windows.size <= MOST_KEYS / 2) return;
    windows.delete(key);
  }
}
