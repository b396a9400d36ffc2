import {
  catchUp,
  type Day,
  type Facts,
  higher,
  type Line,
  type Placing,
  place,
  scoreNow,
  type Transition,
} from "@plumbline/scoring";
import { findScores, type ScoreRow, type Session } from "@plumbline/store";
import type { ActingVersion, ScoringVersion } from "../configuration.ts";
import { readPlacing } from "./record.ts";

/** Where a lead or an account was, is, and how it got there, under one version. */
export type Placed = {
  readonly version: ScoringVersion;
  /** The version that says so: that of the lead's arm where it is in an experiment, else the same. */
  readonly by: ActingVersion;
  /** The id of the version that had said so before. */
  readonly formerly: number;
  readonly subjectId: number;
  readonly before: Placing | null;
  readonly after: Placing;
  readonly transitions: readonly Caused[];
};

/** A transition with the lines of the score that caused it. */
export type Caused = Transition & { readonly lines: readonly Line[]; readonly cause: Cause; readonly muted: boolean };

export type Cause = "event" | "day" | "merge" | "publish" | "adjustment" | "account" | "standing";

/** Where leads or accounts were, by version and subject. */
export type Places = {
  /** What is kept. */
  kept(version: ScoringVersion, subjectId: number): Placing | null;
  /** The id of the version that gave what is kept. */
  keptBy(version: ScoringVersion, subjectId: number): number;
  /**
   * Where it is to be taken from here: what is kept; of those that became one, the higher band; of a version on
   * its way, where the live version had the subject.
   */
  get(version: ScoringVersion, subjectId: number): Placing | null;
  set(version: ScoringVersion, subjectId: number, placing: Placing): void;
};

/** Scores that were read before, of these leads. */
type ReadScores = { readonly leadIds: ReadonlySet<number>; readonly rows: readonly ScoreRow[] };

function rowsIn(
  read: ReadScores | undefined,
  versionIds: readonly number[],
  ids: readonly number[],
): readonly ScoreRow[] | undefined {
  if (versionIds.length === 0) return [];
  return read && ids.every((id) => read.leadIds.has(id)) ? read.rows : undefined;
}

/** The versions whose scores have to be known to go on under these. */
export function versionIdsOf(versions: readonly ScoringVersion[]): number[] {
  return versions.flatMap(({ versionId, follows }) => (follows ? [versionId, follows.versionId] : [versionId]));
}

type Subject = { readonly subjectId: number; readonly merged: readonly number[] };

export async function readPlaces(
  session: Session,
  versions: readonly ScoringVersion[],
  subjects: readonly Subject[],
  read?: ReadScores,
): Promise<Places> {
  const ids = subjects.flatMap(({ subjectId, merged }) => [subjectId, ...merged]);
  const versionIds = versionIdsOf(versions);
  const rows = rowsIn(read, versionIds, ids) ?? (await findScores(session, versionIds, ids));
  const kept = new Map(versionIds.map((versionId) => [versionId, new Map<number, Placing>()]));
  const others = new Map(versionIds.map((versionId) => [versionId, new Map<number, number>()]));
  for (const row of rows) {
    kept.get(row.version_id)?.set(row.subject_id, readPlacing(row));
    if (row.by_version_id !== null) others.get(row.version_id)?.set(row.subject_id, row.by_version_id);
  }
  const now = new Map([...kept].map(([versionId, placings]) => [versionId, new Map(placings)]));
  for (const version of versions) {
    const live =
      versions.find(({ modelId, isLive }) => isLive && modelId === version.modelId) ?? version.follows ?? version;
    const taken = subjects.filter(({ merged }) => merged.length > 0 || live !== version);
    for (const subject of taken) {
      const own = placingsOf(subject, kept.get(version.versionId));
      const places = own.length > 0 ? own : placingsOf(subject, kept.get(live.versionId));
      const [first, ...others] = places;
      if (!first) continue;
      const highest = others.reduce((a, b) => higher(version.compiled, a, b), first);
      now.get(version.versionId)?.set(subject.subjectId, highest);
    }
  }
  return {
    kept: ({ versionId }, subjectId) => kept.get(versionId)?.get(subjectId) ?? null,
    keptBy: ({ versionId }, subjectId) => others.get(versionId)?.get(subjectId) ?? versionId,
    get: ({ versionId }, subjectId) => now.get(versionId)?.get(subjectId) ?? null,
    set: ({ versionId }, subjectId, placing) => void now.get(versionId)?.set(subjectId, placing),
  };
}

function placingsOf({ subjectId, merged }: Subject, placings: ReadonlyMap<number, Placing> | undefined): Placing[] {
  return [subjectId, ...merged].flatMap((id) => placings?.get(id) ?? []);
}

/**
 * Lives through the days that came since a subject was last looked at, with what was known of it before. Returns
 * the transitions of those days, and leaves where it got to in `places`. Where another version speaks for it from now
 * on, it goes on in the band that it has, and nobody is told that this one puts it elsewhere.
 */
export function liveOn(
  version: ScoringVersion,
  by: ScoringVersion,
  subjectId: number,
  factsThen: () => Facts,
  places: Places,
  today: Day,
): readonly Caused[] {
  // Nothing was ever recorded of one that is only taken over.
  if (!places.kept(version, subjectId)) return NOTHING;
  const previous = places.get(version, subjectId);
  if (places.keptBy(version, subjectId) !== by.versionId) {
    const facts = factsThen();
    const { placing, transitions } = place(by.compiled, facts, previous, today);
    places.set(version, subjectId, placing);
    return withLines(by, facts, transitions, "publish", true);
  }
  if (previous?.dueOn == null || previous.dueOn > today) return NOTHING;
  const facts = factsThen();
  const { placing, transitions } = catchUp(by.compiled, facts, previous, today);
  places.set(version, subjectId, placing);
  return withLines(by, facts, transitions, "day", false);
}

const NOTHING: readonly Caused[] = [];

/** Places a subject today, by all that is known of it now. */
export function placeNow(
  version: ScoringVersion,
  by: ActingVersion,
  subjectId: number,
  facts: Facts,
  places: Places,
  today: Day,
  how: { readonly cause: Cause; readonly muted: boolean; readonly before: readonly Caused[] },
): Placed {
  const before = places.kept(version, subjectId);
  const formerly = places.keptBy(version, subjectId);
  const { placing, transitions } = place(by.compiled, facts, places.get(version, subjectId), today);
  places.set(version, subjectId, placing);
  const caused = [...how.before, ...withLines(by, facts, transitions, how.cause, how.muted)];
  return { version, by, formerly, subjectId, before, after: placing, transitions: caused };
}

/** Lines are worked out only for what is announced: most scores never need them. */
function withLines(
  { compiled, isLive }: ScoringVersion,
  facts: Facts,
  transitions: readonly Transition[],
  cause: Cause,
  muted: boolean,
): Caused[] {
  if (!isLive) return [];
  return transitions.map((transition) => {
    const verdict = scoreNow(compiled, facts, transition.on);
    return { ...transition, lines: verdict.scored ? verdict.lines : [], cause, muted };
  });
}
