import { findZone, UTC } from "@plumbline/scoring";
import {
  countArrived,
  countEventTallies,
  dropEventTallies,
  type EventTally,
  findEventMembers,
  findNextHour,
  findWorkspace,
  inTransaction,
  keepEventMembers,
  keepEventTallies,
  keepReading,
  lockReading,
  type Session,
  sampleArrived,
} from "@plumbline/store";
import type { Pool } from "pg";
import { learnMembers, withLearned } from "./learn-members.ts";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
/** What is being stored just now is read the next time. */
const LAG = 30_000;
/** So far back events are read that were there before anybody read them. */
const BACK = 30 * DAY;
const KEPT_DAYS = 90;
const MOST_NAMES = 500;
/** More names than these in a day are no names. */
const MOST_NAMES_A_DAY = 3000;
const SAMPLED = 2000;
/** Of names that are rare among the others. */
const SAMPLED_OF_RARE = 100;
const MOST_RARE = 20;

/**
 * Reads on in what has arrived: which events there were, how often, and what they are made of. It follows some way
 * behind, so that storing events costs nothing more. To be called until it returns 0.
 */
export function readEvents(pool: Pool, workspaceId: number, now: number): Promise<number> {
  return inTransaction(pool, workspaceId, async (session) => {
    const until = now - LAG;
    const begin = until - BACK;
    const readTo = await lockReading(session, begin);
    if (readTo === undefined || until - readTo < LAG) return 0;
    const from = Math.max(readTo, (await findNextHour(session, floorHour(readTo))) ?? until);
    if (from >= until) {
      await keepReading(session, until);
      return 0;
    }
    const to = Math.min(until, floorHour(from) + HOUR);
    await readOn(session, from, to);
    await keepReading(session, to);
    return to < until ? 1 : 0;
  });
}

const floorHour = (at: number): number => Math.floor(at / HOUR) * HOUR;

async function readOn(session: Session, from: number, to: number): Promise<void> {
  const zone = findZone((await findWorkspace(session))?.time_zone ?? "") ?? UTC;
  const day = zone.dayOf(from);
  const tallies = await countArrived(session, from, to, MOST_NAMES);
  if (tallies.length === 0) return;
  if ((await countEventTallies(session, day)) < MOST_NAMES_A_DAY) await keepEventTallies(session, day, tallies);
  await learn(session, from, to, day, tallies);
  await dropEventTallies(session, day - KEPT_DAYS);
}

async function learn(
  session: Session,
  from: number,
  to: number,
  day: number,
  tallies: readonly EventTally[],
): Promise<void> {
  const sampled = await sampleArrived(session, { from, to, most: SAMPLED });
  const seen = new Set(sampled.map(keyOf));
  for (const one of tallies.filter((tally) => !seen.has(keyOf(tally))).slice(0, MOST_RARE)) {
    sampled.push(...(await sampleArrived(session, { from, to, most: SAMPLED_OF_RARE, only: one })));
  }
  const learned = learnMembers(sampled);
  if (learned.length === 0) return;
  const kinds = [...new Map(learned.map((one) => [keyOf(one), one])).values()];
  const known = new Map(
    (
      await findEventMembers(
        session,
        kinds.map(({ type }) => type),
        kinds.map(({ name }) => name),
      )
    ).map((row) => [pathOf(row), row]),
  );
  await keepEventMembers(
    session,
    day,
    learned.map((one) => withLearned(known.get(pathOf(one)), one)),
  );
}

const keyOf = ({ type, name }: { readonly type: string; readonly name: string }) => JSON.stringify([type, name]);

const pathOf = ({ type, name, path }: { readonly type: string; readonly name: string; readonly path: string }) =>
  JSON.stringify([type, name, path]);
