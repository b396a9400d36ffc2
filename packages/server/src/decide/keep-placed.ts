import {
  type Announcement,
  changeScores,
  type HistoryRow,
  keepHistory,
  keepOutbox,
  keepScores,
  keepTransitions,
  type ScoreRow,
  type Session,
  type TransitionRow,
} from "@plumbline/store";
import type { Configuration } from "../configuration.ts";
import { announceScore, announceTransition } from "./announce.ts";
import type { Placed } from "./place-leads.ts";
import { differs, writePlacing } from "./record.ts";

/** What has changed, for those who watch live. */
export type ScoreChange = { readonly versionId: number; readonly subjectId: number };

/**
 * Writes where leads or accounts are now, with their history, their transitions and what is to be announced.
 * The subjects have to be locked.
 */
export async function keepPlaced(
  session: Session,
  { presence }: Pick<Configuration, "presence">,
  placed: readonly Placed[],
  now: number,
): Promise<ScoreChange[]> {
  const changed = placed.filter(({ before, after, by, formerly }) => {
    return differs(before, after) || by.versionId !== formerly;
  });
  const known: ScoreRow[] = [];
  const fresh: ScoreRow[] = [];
  for (const { version, by, subjectId, before, after } of changed) {
    (before === null ? fresh : known).push(writePlacing(after, version.versionId, subjectId, now, by.versionId));
  }
  if (known.length > 0) await changeScores(session, known);
  if (fresh.length > 0) await keepScores(session, fresh);
  const history = changed.flatMap(historyRow);
  if (history.length > 0) await keepHistory(session, history);
  const transitions = placed.flatMap((one) => transitionRows(one, now).map((row) => ({ row, by: one.by })));
  const ids =
    transitions.length > 0
      ? await keepTransitions(
          session,
          transitions.map(({ row }) => row),
        )
      : [];
  if (presence.types.length > 0) {
    const announced: Announcement[] = [
      ...placed.filter(isNews).map((one) => announceScore(one, now)),
      ...transitions.flatMap(({ row, by }, i) => (row.muted ? [] : announceTransition(row, ids[i] as number, by))),
    ].filter(({ type }) => presence.types.includes(type));
    if (announced.length > 0) await keepOutbox(session, announced, now);
  }
  return changed.map(({ version, subjectId }) => ({ versionId: version.versionId, subjectId }));
}

/** Whether a live score or band is another one than before. */
function isNews({ version, before, after }: Placed): boolean {
  return version.isLive && (before?.total !== after.total || before?.band?.band !== after.band?.band);
}

/**
 * Where the day of the last change ended, once a later day brings another one: also where that one changes no total,
 * since the score is dated by it from then on, and nothing else says since when the total stands.
 */
function historyRow({ version, formerly, subjectId, before, after }: Placed): HistoryRow[] {
  if (!version.isLive || before === null || before.day >= after.day) return [];
  return [
    {
      model_id: version.modelId,
      subject_id: subjectId,
      day: before.day,
      version_id: formerly,
      total: before.total,
      band: before.band?.band ?? null,
    },
  ];
}

function transitionRows({ version, by, subjectId, transitions }: Placed, now: number): TransitionRow[] {
  return transitions.map(({ from, to, on, total, lines, cause, muted }) => ({
    model_id: version.modelId,
    version_id: by.versionId,
    subject_id: subjectId,
    from_band: from,
    to_band: to,
    on_day: on,
    at: now,
    cause,
    total,
    lines: JSON.stringify(lines),
    muted,
  }));
}
