import { useState } from "react";
import { DRAFTS, useMe } from "../app/session.ts";
import { afterSending, type Kept, keptOf } from "./kept.ts";

/**
 * What somebody is writing, kept in this browser until it is sent or given up: it survives a reload and another
 * screen, and is nobody else's and no other workspace's. `name` says what it is for, and the id of whom it is about.
 */
export function useDraft<Value>(name: string, start: Value): Draft<Value> {
  const { user, workspace } = useMe();
  const key = `${DRAFTS}${user.id}.${workspace}.${name}`;
  const [held, setHeld] = useState(() => ({ key, kept: read<Value>(key) }));
  // Another workspace may be shown by the same screen.
  const kept = held.key === key ? held.kept : read<Value>(key);
  const setKept = (next: Kept<Value> | undefined) => setHeld({ key, kept: next });
  return {
    value: kept === undefined ? start : kept.value,
    isKept: kept !== undefined,
    set: (value) => {
      setKept({ value });
      try {
        localStorage.setItem(key, JSON.stringify({ value }));
      } catch {
        // Without room it lasts as long as the screen.
      }
    },
    drop: () => {
      setKept(undefined);
      localStorage.removeItem(key);
    },
    sent: (value) => {
      // Asked of what is there by now: whoever waited for the answer holds what was there before.
      setHeld((now) => (now.key === key ? { key, kept: afterSending(now.kept, value) } : now));
      if (afterSending(read<Value>(key), value) === undefined) localStorage.removeItem(key);
    },
  };
}

/** Forgets what was being written under all names that begin so, by whoever is here in this workspace. */
export function useForgetDrafts(): (beginning: string) => void {
  const { user, workspace } = useMe();
  return (beginning) => {
    const whole = `${DRAFTS}${user.id}.${workspace}.${beginning}`;
    for (const key of Object.keys(localStorage)) if (key.startsWith(whole)) localStorage.removeItem(key);
  };
}

export type Draft<Value> = {
  readonly value: Value;
  /** Whether it differs from what it began as, or did once. */
  readonly isKept: boolean;
  readonly set: (value: Value) => void;
  readonly drop: () => void;
  /** Drops what has got through; what was typed since it was sent stays. */
  readonly sent: (value: Value) => void;
};

function read<Value>(key: string): Kept<Value> | undefined {
  return keptOf<Value>(localStorage.getItem(key));
}
