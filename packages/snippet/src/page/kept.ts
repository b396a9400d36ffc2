/** What is kept in the visitor's own browser; where that is forbidden, nothing is. */
export function kept<Value>(key: string, store: () => Storage = () => localStorage): Value | undefined {
  try {
    const text = store().getItem(key);
    return text === null ? undefined : (JSON.parse(text) as Value);
  } catch {
    return undefined;
  }
}

/** Keeps a value, or drops it where it is undefined. */
export function keep(key: string, value: unknown, store: () => Storage = () => localStorage): void {
  try {
    if (value === undefined) store().removeItem(key);
    else store().setItem(key, JSON.stringify(value));
  } catch {
    // A browser that keeps nothing is no reason to break the page.
  }
}

/** Drops everything whose key begins so. */
export function dropAll(beginning: string): void {
  try {
    for (const key of Object.keys(localStorage)) if (key.startsWith(beginning)) keep(key, undefined);
  } catch {
    // Where nothing may be kept, nothing is.
  }
}
