import {
  findPresence,
  findSwitchTransitions,
  inTransaction,
  keepAnnounced,
  keepOutbox,
  lockSwitchToAnnounce,
  type SwitchRow,
} from "@plumbline/store";
import type { Pool } from "pg";
import { announceTransition } from "../decide/announce.ts";

const STEP = 500;

/**
 * Announces whom the switch to another version has put into another band, some at a time; how many. Each step is a
 * transaction of its own and notes how far it came, so that nobody is forgotten and nobody told twice.
 */
export async function announceSwitch(
  pool: Pool,
  workspaceId: number,
  now: number,
  { step = STEP }: { readonly step?: number } = {},
): Promise<number> {
  return inTransaction(pool, workspaceId, async (session) => {
    const row = await lockSwitchToAnnounce(session);
    if (!row) return 0;
    const { types } = await findPresence(session);
    const next = types.length > 0 ? await findSwitchTransitions(session, row, step) : [];
    const announced = next
      .flatMap((transition) => announceTransition(transition, transition.transition_id, byOf(row)))
      .filter(({ type }) => types.includes(type));
    if (announced.length > 0) await keepOutbox(session, announced, now);
    const last = next.length < step ? null : (next.at(-1)?.transition_id ?? null);
    await keepAnnounced(session, row.publication_id, last);
    return Math.max(1, next.length);
  });
}

const byOf = ({ model_name: name, number, of }: SwitchRow) => ({ name, number, of });
