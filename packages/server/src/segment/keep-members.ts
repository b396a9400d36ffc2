import { type Day, type Facts, formatDay } from "@plumbline/scoring";
import {
  dropSegmentMembers,
  findSegmentMembers,
  keepEntries,
  keepOutbox,
  keepSegmentMembers,
  type SegmentMemberRow,
  type Session,
} from "@plumbline/store";
import type { Configuration } from "../configuration.ts";
import { said } from "../decide/announce.ts";
import type { Cause } from "../decide/place-leads.ts";
import type { CompiledSegment, StandingOf } from "./compiled-segment.ts";

/** Why somebody entered or left: what happened to the lead, or that the segment itself was asked of everyone. */
type EntryCause = Cause | "fill";

type Entry = {
  readonly segment: Pick<CompiledSegment, "segmentId" | "name">;
  readonly leadId: number;
  readonly entered: boolean;
  readonly on: Day;
  readonly cause: EntryCause;
  readonly muted: boolean;
};

type Subject = { readonly leadId: number; readonly merged: readonly number[] };

/** Memberships of locked leads, from before something happens to them until it is known what came of it. */
export type Memberships = {
  /** Lives through the days that came since somebody was last looked at, with what was known then. */
  live(factsThen: (leadId: number) => Facts, standing: (leadId: number) => StandingOf): void;
  /** Asks every segment of a lead as it is now. */
  judge(lead: Subject, facts: Facts, standing: StandingOf, cause: Cause): void;
  /** Writes what has changed, and that leads are no more that became part of others. */
  keep(session: Session, gone: readonly number[]): Promise<void>;
};

const NOBODY: Memberships = { live: () => {}, judge: () => {}, keep: async () => {} };

type Member = { inside: boolean; since: number; dueOn: Day | null };

/** Reads what the segments of a workspace know of leads; where there are no segments, nothing is asked at all. */
export async function readMemberships(
  session: Session,
  { segments, presence }: Pick<Configuration, "segments" | "presence">,
  leads: readonly Subject[],
  gone: readonly number[],
  { today, now }: Moment,
): Promise<Memberships> {
  if (segments.length === 0) return NOBODY;
  const ids = new Set([...leads.flatMap(({ leadId, merged }) => [leadId, ...merged]), ...gone]);
  const rows = await findSegmentMembers(session, [...ids]);
  const kept = new Map(rows.map((row) => [keyOf(row.segment_id, row.lead_id), row]));
  const members = new Map([...kept].map(([key, row]) => [key, memberOf(row)]));
  const entries: Entry[] = [];
  const written: SegmentMemberRow[] = [];
  const dropped: SegmentMemberRow[] = [];

  const live: Memberships["live"] = (factsThen, standing) => {
    for (const { leadId } of leads) {
      const due = segments.flatMap((segment) => {
        const member = members.get(keyOf(segment.segmentId, leadId));
        return isDue(member, today) ? [{ segment, member }] : [];
      });
      if (due.length === 0) continue;
      const facts = factsThen(leadId);
      for (const { segment, member } of due) {
        const turns = liveOn(segment, member, facts, standing(leadId), { today, now });
        entries.push(...turns.map((turn) => ({ segment, leadId, ...turn, ...howOf(segment, "day", false) })));
      }
    }
  };

  /** What is to be written of one membership. */
  const note = (row: SegmentMemberRow): void => {
    const was = kept.get(keyOf(row.segment_id, row.lead_id));
    if (row.inside || row.due_on !== null) {
      if (!isSame(was, row)) written.push(row);
    } else if (was) dropped.push(was);
  };

  const judge: Memberships["judge"] = ({ leadId, merged }, facts, standing, cause) => {
    for (const segment of segments) {
      const { segmentId } = segment;
      const before = members.get(keyOf(segmentId, leadId)) ?? { inside: false, since: now, dueOn: null };
      const { inside, dueOn } = segment.judge(facts, standing, today);
      let { since } = before;
      if (inside !== before.inside) {
        entries.push({ segment, leadId, entered: inside, on: today, ...howOf(segment, cause, merged.length > 0) });
        const others = merged.flatMap((id) => members.get(keyOf(segmentId, id)) ?? []);
        since = sinceOf(inside, others, now);
      }
      note({ lead_id: leadId, segment_id: segmentId, inside, since, due_on: dueOn });
    }
  };

  const keep: Memberships["keep"] = async (writing, goneIds) => {
    const left = rows.filter(({ lead_id }) => goneIds.includes(lead_id));
    const names = new Map(segments.map(({ segmentId, name }) => [segmentId, name]));
    const ended = left
      .filter(({ inside }) => inside)
      .map(({ segment_id, lead_id }): Entry => {
        const segment = { segmentId: segment_id, name: names.get(segment_id) ?? "" };
        return { segment, leadId: lead_id, entered: false, on: today, cause: "merge", muted: true };
      });
    if (written.length > 0) await keepSegmentMembers(writing, written);
    if (dropped.length + left.length > 0) await dropSegmentMembers(writing, [...dropped, ...left]);
    if (entries.length + ended.length > 0) await tell(writing, presence, [...entries, ...ended], now);
  };
  return { live, judge, keep };
}

type Moment = { readonly today: Day; readonly now: number };

const memberOf = ({ inside, since, due_on }: SegmentMemberRow): Member => ({ inside, since, dueOn: due_on });

/** Lives through the days that came for a member; when it entered and left on the way. */
function liveOn(
  { judge }: CompiledSegment,
  member: Member,
  facts: Facts,
  standing: StandingOf,
  { today, now }: Moment,
): { readonly entered: boolean; readonly on: Day }[] {
  const turns: { entered: boolean; on: Day }[] = [];
  for (let on = member.dueOn; on !== null && on <= today; on = member.dueOn) {
    const { inside, dueOn } = judge(facts, standing, on);
    if (inside !== member.inside) {
      turns.push({ entered: inside, on });
      member.since = now;
    }
    member.inside = inside;
    member.dueOn = dueOn;
  }
  return turns;
}

/** Of those that became one, it is in as long as the first of them was. */
function sinceOf(inside: boolean, others: readonly Member[], now: number): number {
  return inside ? Math.min(now, ...others.filter((one) => one.inside).map(({ since }) => since)) : now;
}

const keyOf = (segmentId: number, leadId: number): string => `${segmentId}/${leadId}`;

function isDue(member: Member | undefined, today: Day): member is Member {
  return member?.dueOn != null && member.dueOn <= today;
}

function isSame(a: SegmentMemberRow | undefined, b: SegmentMemberRow): boolean {
  return a !== undefined && a.inside === b.inside && a.since === b.since && a.due_on === b.due_on;
}

/** A merge is silent, and so is a segment that is being filled. */
function howOf({ isLive }: CompiledSegment, cause: Cause, isMerge: boolean) {
  if (!isLive) return { cause: "fill" as const, muted: true };
  return isMerge || cause === "merge" ? { cause: "merge" as const, muted: true } : { cause, muted: false };
}

async function tell(
  session: Session,
  { types }: Configuration["presence"],
  entries: readonly Entry[],
  now: number,
): Promise<void> {
  await keepEntries(
    session,
    entries.map(({ segment, leadId, entered, on, cause, muted }) => ({
      segment_id: segment.segmentId,
      lead_id: leadId,
      entered,
      on_day: on,
      at: now,
      cause,
      muted,
    })),
  );
  const announced = entries
    .filter(({ muted }) => !muted)
    .map(({ segment, leadId, entered, on, cause }) =>
      said(`segment.${entered ? "entered" : "left"}`, now, {
        segment: segment.name,
        lead: String(leadId),
        on: formatDay(on),
        cause,
      }),
    )
    .filter(({ type }) => types.includes(type));
  if (announced.length > 0) await keepOutbox(session, announced, now);
}
