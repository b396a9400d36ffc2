import { textArray } from "../binary-array.ts";
import type { Session } from "../session.ts";

/** How often an event arrived on a day. */
export type EventTally = {
  readonly type: string;
  /** Empty where it has none. */
  readonly name: string;
  readonly events: number;
  readonly last_at: number;
};

/** How far events have been read; null: not at all. */
export async function findReading(session: Session): Promise<number | null> {
  const [row] = await session.rows<{ read_to: number }>(READING, [session.workspaceId]);
  return row?.read_to ?? null;
}

/** The same, and no other process reads on until the transaction ends; undefined where one does. */
export async function lockReading(session: Session, begin: number): Promise<number | undefined> {
  await session.rows(BEGIN_READING, [session.workspaceId, begin]);
  const [row] = await session.rows<{ read_to: number }>(LOCK_READING, [session.workspaceId]);
  return row?.read_to;
}

export async function keepReading(session: Session, readTo: number): Promise<void> {
  await session.rows(KEEP_READING, [session.workspaceId, readTo]);
}

/** The first hour, from one on, in which anything arrived; undefined where nothing did. */
export async function findNextHour(session: Session, from: number): Promise<number | undefined> {
  const [row] = await session.rows<{ hour: number | null }>(NEXT_HOUR, [session.workspaceId, from]);
  return row?.hour ?? undefined;
}

/** What arrived from one instant to before another, counted by type and name: the most frequent. */
export function countArrived(session: Session, from: number, to: number, most: number): Promise<EventTally[]> {
  return session.rows(COUNT, [session.workspaceId, from, to, most]);
}

/** An event to learn from what events are made of. */
export type SampledEvent = {
  readonly type: string;
  readonly name: string;
  readonly identity_id: number | null;
  readonly body: string;
};

/** Some of what arrived in that time, as it lies there; of one type and name where they are given. */
export function sampleArrived(
  session: Session,
  { from, to, most, only }: { from: number; to: number; most: number; only?: { type: string; name: string } },
): Promise<SampledEvent[]> {
  return session.rows(SAMPLE, [session.workspaceId, from, to, most, only?.type ?? null, only?.name ?? null]);
}

export async function keepEventTallies(session: Session, day: number, tallies: readonly EventTally[]): Promise<void> {
  await session.rows(KEEP_TALLIES, [
    session.workspaceId,
    day,
    textArray(tallies.map(({ type }) => type)),
    textArray(tallies.map(({ name }) => name)),
    textArray(tallies.map(({ events }) => String(events))),
    textArray(tallies.map(({ last_at }) => String(last_at))),
  ]);
}

/** By type and name since a day, the most frequent first. */
export function findEventTallies(session: Session, since: number, most: number): Promise<EventTally[]> {
  return session.rows(TALLIES, [session.workspaceId, since, most]);
}

/** What there is in events of a name. */
export type EventMemberRow = {
  readonly type: string;
  readonly name: string;
  readonly path: string;
  readonly kinds: readonly string[];
  /** JSON. */
  readonly examples: string;
};

export function findEventMembers(session: Session, types: readonly string[], names: readonly string[]) {
  return session.rows<EventMemberRow>(MEMBERS, [session.workspaceId, textArray(types), textArray(names)]);
}

export async function keepEventMembers(
  session: Session,
  day: number,
  members: readonly EventMemberRow[],
): Promise<void> {
  await session.rows(KEEP_MEMBERS, [
    session.workspaceId,
    day,
    textArray(members.map(({ type }) => type)),
    textArray(members.map(({ name }) => name)),
    textArray(members.map(({ path }) => path)),
    textArray(members.map(({ kinds }) => kinds.join(","))),
    textArray(members.map(({ examples }) => examples)),
  ]);
}

/** Forgets what was not seen since a day. */
export async function dropEventTallies(session: Session, before: number): Promise<void> {
  await session.rows(DROP_TALLIES, [session.workspaceId, before]);
  await session.rows(DROP_MEMBERS, [session.workspaceId, before]);
}

/** How many tallies a day has: hostile names are as many as you like. */
export async function countEventTallies(session: Session, day: number): Promise<number> {
  const [row] = await session.rows<{ count: number }>(COUNT_TALLIES, [session.workspaceId, day]);
  return row?.count ?? 0;
}

const READING = { name: "find-reading", text: "select read_to from event_reading where workspace_id = $1" };

const BEGIN_READING = {
  name: "begin-reading",
  text: "insert into event_reading (workspace_id, read_to) values ($1, $2) on conflict do nothing",
};

const LOCK_READING = { name: "lock-reading", text: `${READING.text} for update skip locked` };

const KEEP_READING = {
  name: "keep-reading",
  text: "update event_reading set read_to = $2 where workspace_id = $1",
};

const NEXT_HOUR = {
  name: "find-next-hour",
  text: "select min(hour) as hour from conservation where workspace_id = $1 and hour >= $2 and stored > 0",
};

const COUNT = {
  name: "count-arrived",
  text: `
    select type, left(coalesce(name, ''), 200) as name, count(*)::bigint as events, max(received_at) as last_at
    from event
    where workspace_id = $1 and received_at >= $2 and received_at < $3 and not minimal
    group by 1, 2 order by events desc limit $4`,
};

const SAMPLE = {
  name: "sample-arrived",
  text: `
    select type, left(coalesce(name, ''), 200) as name, identity_id, body from event
    where workspace_id = $1 and received_at >= $2 and received_at < $3 and not minimal
      and ($5::text is null or (type = $5 and left(coalesce(name, ''), 200) = $6))
    limit $4`,
};

const KEEP_TALLIES = {
  name: "keep-event-tallies",
  text: `
    insert into event_tally (workspace_id, day, type, name, events, last_at)
    select $1, $2, type, name, events::bigint, last_at::bigint
    from unnest($3::text[], $4::text[], $5::text[], $6::text[]) as tally (type, name, events, last_at)
    on conflict (workspace_id, day, type, name) do update set
      events = event_tally.events + excluded.events, last_at = greatest(event_tally.last_at, excluded.last_at)`,
};

const TALLIES = {
  name: "find-event-tallies",
  text: `
    select type, name, sum(events)::bigint as events, max(last_at) as last_at
    from event_tally where workspace_id = $1 and day >= $2
    group by type, name order by sum(events) desc, type, name limit $3`,
};

const MEMBERS = {
  name: "find-event-members",
  text: `
    select type, name, path, kinds, examples::text as examples from event_member
    where workspace_id = $1 and (type, name) in (select * from unnest($2::text[], $3::text[]))
    order by type, name, path`,
};

const KEEP_MEMBERS = {
  name: "keep-event-members",
  text: `
    insert into event_member (workspace_id, type, name, path, kinds, examples, seen_on)
    select $1, type, name, path, string_to_array(kinds, ','), examples::json, $2
    from unnest($3::text[], $4::text[], $5::text[], $6::text[], $7::text[])
      as member (type, name, path, kinds, examples)
    on conflict (workspace_id, type, name, path) do update set
      kinds = excluded.kinds, examples = excluded.examples, seen_on = excluded.seen_on`,
};

const DROP_TALLIES = {
  name: "drop-event-tallies",
  text: "delete from event_tally where workspace_id = $1 and day < $2",
};

const DROP_MEMBERS = {
  name: "drop-event-members",
  text: "delete from event_member where workspace_id = $1 and seen_on < $2",
};

const COUNT_TALLIES = {
  name: "count-event-tallies",
  text: "select count(*)::int as count from event_tally where workspace_id = $1 and day = $2",
};
