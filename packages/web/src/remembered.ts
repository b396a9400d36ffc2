import { useSyncExternalStore } from "react";

export type Remembered<Value> = {
  get(): Value;
  set(value: Value): void;
  subscribe(onChange: () => void): () => void;
};

const PREFIX = "plumbline.";

/** A value that this browser keeps, in all its tabs; what is kept and no longer fits is forgotten. */
export function remembered<Value>(
  name: string,
  otherwise: () => Value,
  fits: (value: unknown) => value is Value,
): Remembered<Value> {
  const key = PREFIX + name;
  const listeners = new Set<() => void>();
  let value = read(key, fits) ?? otherwise();
  const take = (next: Value) => {
    value = next;
    for (const listener of listeners) listener();
  };
  window.addEventListener("storage", (event) => {
    if (event.key === key) take(read(key, fits) ?? otherwise());
  });
  return {
    get: () => value,
    set: (next) => {
      write(key, next);
      take(next);
    },
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

export function useRemembered<Value>({ get, subscribe }: Remembered<Value>): Value {
  return useSyncExternalStore(subscribe, get);
}

function read<Value>(key: string, fits: (value: unknown) => value is Value): Value | undefined {
  try {
    const value: unknown = JSON.parse(localStorage.getItem(key) ?? "null");
    return fits(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function write(key: string, value: unknown): void {
  try {
    localStorage.setItem(key, JSON.stringify(value));
  } catch {
    // Without room the choice lasts as long as the tab.
  }
}
