import {
  type AccountByBestRow,
  countMembers,
  findByBestAmong,
  findSomeAccounts,
  type RankedPlace,
  type Session,
  walkByBest,
  walkUnscored,
} from "@plumbline/store";
import type { ScoringVersion } from "../../configuration.ts";

/** How far each way is taken. */
export type Pace = {
  /** Up to so many accounts, and members of theirs, are put in order among themselves; else leads are walked. */
  readonly accounts: number;
  readonly members: number;
  /** How many leads are looked at first, and at most, at a time. */
  readonly window: number;
  readonly widest: number;
  /** How long a page may take, in ms; what was found by then is shown, with where to go on. */
  readonly patience: number;
};

const PACE: Pace = { accounts: 1000, members: 20_000, window: 400, widest: 6400, patience: 700 };

type Wanted = { readonly band: string | null; readonly search: string | null };
export type PageByBest = { readonly rows: readonly AccountByBestRow[]; readonly next: RankedPlace | null };

/**
 * Accounts where the best of their members stands under a version of a model of leads; those nobody of whom is scored
 * come last. A page may be shorter than asked for, or empty, and yet go on.
 */
export async function accountsByBest(
  session: Session,
  { versionId }: Pick<ScoringVersion, "versionId">,
  wanted: Wanted,
  after: RankedPlace | undefined,
  limit: number,
  pace = PACE,
): Promise<PageByBest> {
  const { accounts, members } = pace;
  const some = await findSomeAccounts(session, wanted.search, accounts + 1);
  const isFew = some.length <= accounts && (await countMembers(session, some, members + 1)) <= members;
  if (isFew) return cut(await findByBestAmong(session, versionId, some, wanted.band, after, limit + 1), limit);
  return walk(session, versionId, wanted, after, limit, pace);
}

async function walk(
  session: Session,
  versionId: number,
  wanted: Wanted,
  after: RankedPlace | undefined,
  limit: number,
  { window: first, widest, patience }: Pace,
): Promise<PageByBest> {
  const deadline = performance.now() + patience;
  const found: AccountByBestRow[] = [];
  let place = after;
  let window = first;
  for (;;) {
    const { rows, looked, end } = await look(session, versionId, wanted, place, window);
    found.push(...rows);
    if (found.length > limit) return cut(found, limit);
    if (looked < window && isBehind(place)) return { rows: found, next: null };
    place = looked < window ? UNSCORED : end;
    // Whoever is asked for by the band of the best has one who is scored.
    if (isBehind(place) && wanted.band !== null) return { rows: found, next: null };
    if (performance.now() > deadline) return { rows: found, next: place ?? null };
    window = Math.min(window * 4, widest);
  }
}

function look(session: Session, versionId: number, wanted: Wanted, place: RankedPlace | undefined, window: number) {
  return isBehind(place)
    ? walkUnscored(session, versionId, wanted.search, place.id, window)
    : walkByBest(session, versionId, wanted, place, window);
}

/** Behind all who are scored stand the accounts nobody of whom is. */
const isBehind = (place: RankedPlace | undefined): place is RankedPlace => place !== undefined && place.total === null;

/** Before the first of those nobody of whom is scored. */
const UNSCORED: RankedPlace = { total: null, id: 0 };

function cut(rows: readonly AccountByBestRow[], limit: number): PageByBest {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return {
    rows: shown,
    next: rows.length > limit && last ? { total: last.place_total, id: last.place_id } : null,
  };
}
