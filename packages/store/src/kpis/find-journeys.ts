import { bigintArray, textArray } from "../binary-array.ts";
import type { Session } from "../session.ts";

/** When a lead was first handed to sales; the total is in hundredths. */
export type FirstHandOffRow = {
  readonly lead_id: number;
  readonly at: number;
  readonly on_day: number;
  readonly to_band: string;
  readonly total: number | null;
};

/**
 * When leads first entered one of the bands in which sales has them, before an instant; all of them, or some. A
 * transition is of the lead that its subject, an identity, belongs to now.
 */
export function findFirstHandOffs(
  session: Session,
  asked: {
    readonly modelId: number;
    readonly bands: readonly string[];
    readonly before: number;
    readonly leadIds?: readonly number[] | undefined;
  },
): Promise<FirstHandOffRow[]> {
  const values = [session.workspaceId, asked.modelId, textArray(asked.bands), asked.before];
  return asked.leadIds
    ? session.rows(HANDED_OF, [...values, bigintArray(asked.leadIds)])
    : session.rows(HANDED, values);
}

/** When a rep first got in touch with leads from an instant on, by events of these names, in small letters. */
export function findFirstContacts(
  session: Session,
  since: ReadonlyMap<number, number>,
  names: readonly string[],
): Promise<{ readonly lead_id: number; readonly at: number }[]> {
  const values = [bigintArray([...since.keys()]), bigintArray([...since.values()]), textArray(names)];
  return session.rows(CONTACTED, [session.workspaceId, ...values]);
}

export type JourneyRow = {
  readonly lead_id: number;
  readonly first_at: number;
  readonly market: string | null;
  /** As it stands, in hundredths. */
  readonly total: number | null;
  /** Since which day it stands; null where nobody scored the lead. */
  readonly scored_on: number | null;
  /** What the lead's traits say of where it came from. */
  readonly said_source: string | null;
};

/**
 * Leads that somebody knows by name or id and that were first seen in a span of time (from the first instant to before
 * the second), or who are among `others`.
 */
export function findJourneys(
  session: Session,
  { from, before, versionId, others, withSource }: JourneysWanted,
): Promise<JourneyRow[]> {
  return session.rows(JOURNEYS, [session.workspaceId, from, before, versionId, bigintArray(others), withSource]);
}

export type JourneysWanted = {
  readonly from: number;
  readonly before: number;
  /** Whose scores are asked; null: none. */
  readonly versionId: number | null;
  readonly others: readonly number[];
  /** Whether traits are to be read, which are long. */
  readonly withSource: boolean;
};

/**
 * The totals of some leads as they were recorded at the end of a day, or first after it where none had been by then; of
 * leads that have no other than the one that stands, nothing. In hundredths; null where it was not to be scored.
 */
export function findTotalsOn(
  session: Session,
  { modelId, day, leadIds }: { readonly modelId: number; readonly day: number; readonly leadIds: readonly number[] },
): Promise<{ readonly lead_id: number; readonly total: number | null }[]> {
  return session.rows(TOTALS, [session.workspaceId, modelId, day, bigintArray(leadIds)]);
}

/** How leads are called. */
export function findNamesOfLeads(
  session: Session,
  leadIds: readonly number[],
): Promise<{ readonly lead_id: number; readonly name: string | null; readonly email: string | null }[]> {
  return session.rows(NAMES, [session.workspaceId, bigintArray(leadIds)]);
}

/** The versions of a model that were live, in the order in which they became it. */
export function findLiveTimes(
  session: Session,
  modelId: number,
): Promise<{ readonly number: number; readonly live_at: number }[]> {
  return session.rows(LIVE, [session.workspaceId, modelId]);
}

const handed = (which: string) => `
    select distinct on (identity.lead_id) identity.lead_id, at, on_day, to_band, total
    from transition
    join identity on identity.workspace_id = $1 and identity.identity_id = transition.subject_id
    where transition.workspace_id = $1 and model_id = $2 and to_band = any($3::text[]) and not muted and at < $4${which}
    order by identity.lead_id, at, transition_id`;

const HANDED = { name: "find-first-hand-offs", text: handed("") };

const HANDED_OF = {
  name: "find-first-hand-offs-of",
  text: handed(" and identity.lead_id = any($5::bigint[])"),
};

// An event never happened after it arrived, and months are partitions by arrival.
const CONTACTED = {
  name: "find-first-contacts",
  text: `
    select lead_id, contact.at
    from unnest($2::bigint[], $3::bigint[]) as handed (lead_id, at)
    cross join lateral (
      select min(event.at) as at
      from identity join event on event.workspace_id = $1 and event.identity_id = identity.identity_id
      where identity.workspace_id = $1 and identity.lead_id = handed.lead_id
        and event.at >= handed.at and event.received_at >= handed.at
        and event.type = 'track' and lower(event.name) = any($4::text[])
    ) as contact
    where contact.at is not null`,
};

const JOURNEYS = {
  name: "find-journeys",
  text: `
    select lead.lead_id, first_at, score.market, score.total, score.day as scored_on,
      case when $6 then lead.traits->>'leadSource' end as said_source
    from (
      select lead_id, chief, first_at, traits from lead
      where workspace_id = $1 and first_at >= $2 and first_at < $3
      union all
      select lead.lead_id, chief, first_at, traits
      from unnest($5::bigint[]) as other (lead_id)
      join lead on lead.workspace_id = $1 and lead.lead_id = other.lead_id
      where first_at < $2 or first_at >= $3
    ) as lead
    left join score on score.workspace_id = $1 and score.version_id = $4 and score.subject_id = lead.lead_id
    where chief not like 'anonymous:%'`,
};

const TOTALS = {
  name: "find-totals-on",
  text: `
    select lead_id, line.total
    from unnest($4::bigint[]) as one (lead_id) cross join lateral (
      (select 0 as place, total from score_history as history
        where history.workspace_id = $1 and history.model_id = $2 and history.subject_id = one.lead_id
          and history.day <= $3
        order by day desc limit 1)
      union all
      (select 1, total from score_history as history
        where history.workspace_id = $1 and history.model_id = $2 and history.subject_id = one.lead_id
          and history.day > $3
        order by day limit 1)
      order by place limit 1
    ) as line`,
};

const NAMES = {
  name: "find-names-of-leads",
  text: "select lead_id, name, email from lead where workspace_id = $1 and lead_id = any($2::bigint[])",
};

const LIVE = {
  name: "find-live-times",
  text: `
    select version.number, live_at
    from publication
    join model_version as version on version.workspace_id = $1 and version.version_id = publication.version_id
    where publication.workspace_id = $1 and version.model_id = $2 and live_at is not null
    order by live_at, publication_id`,
};
