import type { Session } from "../session.ts";

/** How far a signal is filled from the past. */
export type SignalRow = {
  readonly key: string;
  readonly state: "filling" | "current";
  readonly started_at: number;
};

export function findSignals(session: Session): Promise<SignalRow[]> {
  return session.rows(FIND, [session.workspaceId]);
}

const FIND = { name: "find-signals", text: "select key, state, started_at from signal_fill where workspace_id = $1" };
