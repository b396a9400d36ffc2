import { useState } from "react";
import { DRAFTS, useMe } from "../app/session.ts";

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
  const setKept = (next: { readonly value: Value } | undefined) => setHeld({ key, kept: next });
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
  };
}

export type Draft<Value> = {
  readonly value: Value;
  /** Whether it differs from what it began as, or did once. */
  readonly isKept: boolean;
  readonly set: (value: Value) => void;
  readonly drop: () => void;
};

function read<Value>(key: string): { readonly value: Value } | undefined {
  try {
    return (JSON.parse(localStorage.getItem(key) ?? "null") as { readonly value: Value } | null) ?? undefined;
  } catch {
    return undefined;
  }
}
