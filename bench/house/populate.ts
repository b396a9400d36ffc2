import {
  addEvent,
  type Event,
  encodeStates,
  type Identity,
  type LeadHistory,
  newLead,
  place,
} from "@plumbline/scoring";
import {
  inTransaction,
  type KeptEvent,
  keepEvents,
  keepLeads,
  keepScores,
  type LeadRow,
  type ScoreRow,
  type Session,
} from "@plumbline/store";
import { type Configuration, readConfiguration, type ScoringVersion } from "../../packages/server/src/configuration.ts";
import { writePlacing } from "../../packages/server/src/decide/record.ts";
import { describeLead } from "../../packages/server/src/identify/describe-lead.ts";
import { writeTraitHistory } from "../../packages/server/src/identify/known-identity.ts";
import { factsOf } from "../../packages/server/src/score/facts-of.ts";
import { trafficOf } from "../ingest/traffic.ts";
import { type Random, randomOf } from "../random.ts";
import type { House } from "./open-house.ts";

export type Population = {
  readonly leads: number;
  /** Of each lead, on average; a few have many. */
  readonly events: number;
  /** Whether events are kept too, not only what they come to. */
  readonly withEvents: boolean;
};

/**
 * So many are worked out one by one; the others are copies of them, with other ids, names and addresses. Copies have the
 * same total and stand beside each other in a ranking: the more are worked out, the less does that show.
 */
const TEMPLATES = { withEvents: 2000, without: 10_000 } as const;
const DAY = 86_400_000;
/** Stands for the number of the copy in names and addresses. */
const MARK = "x0x";

type Template = {
  readonly id: number;
  readonly key: Identity;
  readonly history: LeadHistory;
  readonly events: readonly Event[];
  readonly lead: LeadRow;
};

/** Fills a house with leads, as the flow would have left them: identities, leads, scores, and events if wanted. */
export async function populate({ database, workspace }: House, population: Population): Promise<void> {
  const { pool } = database;
  const { workspaceId, sourceId } = workspace;
  const count = Math.min(TEMPLATES[population.withEvents ? "withEvents" : "without"], population.leads);
  await inTransaction(pool, workspaceId, async (session) => {
    const configuration = await readConfiguration(session);
    const random = randomOf(9);
    const templates = Array.from({ length: count }, (_, i) => template(i + 1, population, configuration, random));
    await keepTemplates(session, templates, configuration);
    if (!population.withEvents) return;
    const events = templates.flatMap(({ id, events: own }) => own.map((event) => kept(event, id, sourceId)));
    for (let at = 0; at < events.length; at += 5000) await keepEvents(session, events.slice(at, at + 5000));
  });
  for (let copy = 1; copy * count < population.leads; copy++) {
    await inTransaction(pool, workspaceId, async (session) => {
      for (const text of population.withEvents ? [...COPIES, COPY_EVENTS] : COPIES) {
        await session.rows({ name: "", text }, [workspaceId, count, copy * count, `x${copy}x`]);
      }
    });
  }
  await pool.query("select setval(pg_get_serial_sequence('identity', 'identity_id'), $1)", [population.leads + count]);
  await pool.query("vacuum analyze identity, lead, lead_key, score, event");
}

/** As the traffic of the ingest benchmark calls those who have signed in. */
const userOf = (id: number): string => `user-${2 * id}`;

function template(id: number, { events: mean }: Population, configuration: Configuration, random: Random): Template {
  const traffic = trafficOf(100_000, id);
  const user = userOf(id);
  const name = `p${id}${MARK}`;
  const now = Date.now();
  const history = newLead();
  // Half of the mean for the most of them, and ten times as many for some.
  const many = Math.max(1, Math.round(mean * (0.4 + 3.6 * random.next() ** 5)));
  const events = Array.from({ length: many }, (_, i): Event => {
    const timestamp = now - Math.floor(random.next() ** 2 * 120 * DAY);
    const sent = i === 0 ? traffic.first(id * 2, timestamp) : traffic.next(timestamp);
    const { anonymousId: _device, ...event } = sent as Record<string, unknown>;
    return { ...event, userId: user, messageId: `${MARK}-${id}-${i}`, timestamp } as unknown as Event;
  });
  const named = events.map((event, i): Event => {
    if (i > 0)
      return event.type === "identify" ? { ...event, type: "track", event: "Feature Used", traits: {} } : event;
    return {
      ...event,
      traits: { ...event.traits, email: `${name}@company-${id % 500}.example`, name: `Person ${name}` },
    };
  });
  for (const event of named) addEvent(history, event, configuration.measurer);
  const key = `user:${user}` as Identity;
  const stamps = named.map(({ timestamp }) => timestamp);
  const lead = {
    ...describeLead({ leadId: id, chief: key, members: [] }, history, null, undefined),
    first_at: Math.min(...stamps),
    last_at: Math.max(...stamps),
  };
  return { id, key, history, events: named, lead };
}

async function keepTemplates(
  session: Session,
  templates: readonly Template[],
  { leadVersions, zone }: Configuration,
): Promise<void> {
  const today = zone.dayOf(Date.now());
  const scores = templates.flatMap(({ id, history }) =>
    leadVersions.map((version) => scoreOf(version, id, history, today)),
  );
  for (const { id, key, history, lead } of templates) {
    await session.rows({ name: "bench-identity", text: IDENTITY }, [
      ...[session.workspaceId, id, key, lead.first_at, `${MARK}-${id}-0`, lead.last_at],
      ...[Buffer.from(encodeStates(history.states)), writeTraitHistory(history.traits)],
    ]);
  }
  await keepLeads(
    session,
    templates.map(({ lead }) => lead),
  );
  await keepScores(session, scores);
}

function scoreOf(version: ScoringVersion, id: number, history: LeadHistory, today: number): ScoreRow {
  const { placing } = place(version.compiled, factsOf(history, undefined, undefined, []), null, today);
  return writePlacing(placing, version.versionId, id, Date.now());
}

function kept({ messageId, type, timestamp, userId, event, ...body }: Event, id: number, sourceId: number): KeptEvent {
  return {
    ...{ sourceId, receivedAt: Date.now(), at: timestamp, identityId: id, messageId, type, name: event ?? null },
    ...{ userId: userId ?? null, anonymousId: null, body: JSON.stringify(body), flags: null, traffic: null },
    ...{ consent: "not-needed", consentPolicy: 1, consentChoice: null, shared: true, minimal: false },
  };
}

const IDENTITY = `
  insert into identity (workspace_id, identity_id, key, lead_id, first_at, first_message, last_at, states, traits)
  values ($1, $2, $3, $2, $4, $5, $6, $7, $8)`;

/** $2: how many templates; $3: added to their ids; $4: stands in their names. */
const COPIES = [
  `insert into identity (workspace_id, identity_id, key, lead_id, first_at, first_message, last_at, states, traits)
  select $1::int, identity_id + $3::bigint, 'user:user-' || 2 * (identity_id + $3::bigint), lead_id + $3::bigint, first_at, first_message, last_at,
    states, replace(traits::text, '${MARK}', $4::text)::json
  from identity where workspace_id = $1 and identity_id <= $2::bigint`,
  `insert into lead (workspace_id, lead_id, chief, name, email, traits, words, first_at, last_at)
  select $1::int, lead_id + $3::bigint, 'user:user-' || 2 * (lead_id + $3::bigint), replace(name, '${MARK}', $4::text),
    replace(email, '${MARK}', $4::text), replace(traits::text, '${MARK}', $4::text)::jsonb,
    string_to_array(replace(array_to_string(words, ' '), '${MARK}', $4::text), ' '), first_at, last_at
  from lead where workspace_id = $1 and lead_id <= $2::bigint`,
  `insert into score (workspace_id, version_id, subject_id, total, dimensions, market, zone, cell, band, band_since,
    band_left, day, due_on, changed_at)
  select $1::int, version_id, subject_id + $3::bigint, total, dimensions, market, zone, cell, band, band_since, band_left, day,
    due_on, changed_at
  from score where workspace_id = $1 and subject_id <= $2::bigint and $4::text is not null`,
];

const COPY_EVENTS = `
  insert into event (workspace_id, source_id, received_at, at, identity_id, message_id, type, name, user_id, body,
    consent, consent_policy, shared, minimal)
  select $1::int, source_id, received_at, at, identity_id + $3::bigint, message_id, type, name,
    'user-' || 2 * (identity_id + $3::bigint), body, consent, consent_policy, shared, minimal
  from event where workspace_id = $1 and identity_id <= $2::bigint and $4::text is not null`;
