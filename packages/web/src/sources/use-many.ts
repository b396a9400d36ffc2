import { useRef, useState } from "react";
import { client } from "../api.ts";
import { NO_RESULT, type Result, withOne } from "./quarantine-groups.ts";
import { useRefresh } from "./use-quarantine.ts";

export type Many = {
  readonly verb: "replay" | "drop";
  readonly done: number;
  readonly of: number;
  readonly result: Result;
  readonly isRunning: boolean;
  /** Why it ended early. */
  readonly error: unknown;
};

/** Replays or drops all items of a reason, so many with each call, and tells how far it is. */
export function useMany(code: string) {
  const refresh = useRefresh();
  const [many, setMany] = useState<Many>();
  const isStopped = useRef(false);
  const start = async (verb: Many["verb"], count: number): Promise<void> => {
    isStopped.current = false;
    let told: Many = { verb, done: 0, of: count, result: NO_RESULT, isRunning: true, error: null };
    setMany(told);
    try {
      for (let before: string | null = ""; before !== null && !isStopped.current; ) {
        const body: Body = { code, ...(before !== "" && { before }) };
        const { left, next, ...one }: Step = await (verb === "replay" ? replayed(body) : dropped(body));
        before = next;
        told = { ...told, done: Math.max(told.done, count - left), result: withOne(told.result, one) };
        setMany(told);
      }
    } catch (error) {
      told = { ...told, error };
    }
    setMany({ ...told, isRunning: false });
    await refresh();
  };
  return {
    many,
    start,
    stop: () => {
      isStopped.current = true;
    },
  };
}

type Body = { readonly code: string; readonly before?: string };
type Step = Partial<Result> & { readonly left: number; readonly next: string | null };

async function replayed(body: Body): Promise<Step> {
  const { failed, ...one } = await client.quarantine.replayAll({ body });
  return { ...one, errors: failed };
}

function dropped(body: Body): Promise<Step> {
  return client.quarantine.dropAll({ body });
}
