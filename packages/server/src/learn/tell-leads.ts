import type { Outcome, ToldGroup, ToldLead } from "@plumbline/learning";
import { type ConsentChoice, closedSpans } from "@plumbline/scoring";
import {
  type AccountMember,
  type AdjustmentRow,
  type FeedbackSaid,
  findAdjustments,
  findFeedbackOfLeads,
  findIdentityIdsOfLeads,
  findLeadsAlone,
  findMembersAfter,
  findSubjectsAfter,
  findToldEvents,
  inTransaction,
  type Session,
  type ToldEventRow,
} from "@plumbline/store";
import type { Pool } from "pg";
import { eventOf } from "../collect/kept-event.ts";
import { adjustmentOf } from "../score/facts-of.ts";

export type TellPlan = {
  readonly workspaceId: number;
  readonly modelId: number;
  /** How many models the adjustments count for. */
  readonly models: number;
  readonly readsAccounts: boolean;
  /** Whether the page after the id of a lead or an account is told; of the others nothing is read. All, unless said. */
  readonly takes?: (after: number) => boolean;
};

/** A page of leads, with all that is known of them, is kept in memory, and the next one is read meanwhile. */
const LEADS = 200;
/** Accounts that are larger than a page are one by themselves; more members than this are told apart from the others. */
const MOST_MEMBERS = 2000;

/**
 * All that is known of every lead, a page at a time, those of one account together where a model asks for accounts.
 * Each page is one short transaction: events that arrive meanwhile may or may not be in it, and a lead that is merged
 * into another one meanwhile may be told twice.
 */
export async function* tellLeads(pool: Pool, plan: TellPlan): AsyncGenerator<readonly ToldGroup[]> {
  const walks = plan.readsAccounts ? [accountPage, alonePage] : [leadPage];
  for (const walk of walks) {
    const read = (after: AccountMember) =>
      inTransaction(pool, plan.workspaceId, async (session) => {
        const { groups, next } = await walk(session, after);
        const isTaken = plan.takes?.(after.account_id || after.lead_id) ?? true;
        return { told: isTaken ? await toldGroups(session, plan, groups) : [], next };
      });
    // The next page is read while this one is being worked on.
    let coming = read({ account_id: 0, lead_id: 0 });
    for (;;) {
      const { told, next } = await coming;
      if (next !== undefined) {
        coming = read(next);
        // Awaited in the next turn, unless nobody wants it any more.
        coming.catch(() => {});
      }
      yield told;
      if (next === undefined) break;
    }
  }
}

type Page = { readonly groups: readonly (readonly number[])[]; readonly next: AccountMember | undefined };

async function leadPage(session: Session, { lead_id: after }: AccountMember): Promise<Page> {
  const rows = await findSubjectsAfter(session, "lead", after, LEADS);
  return pageOfEach(rows.map(({ id }) => id));
}

async function alonePage(session: Session, { lead_id: after }: AccountMember): Promise<Page> {
  return pageOfEach(await findLeadsAlone(session, after, LEADS));
}

function pageOfEach(ids: readonly number[]): Page {
  const last = ids.at(-1);
  return { groups: ids.map((id) => [id]), next: last === undefined ? undefined : { account_id: 0, lead_id: last } };
}

/** As many accounts as fit into a page; where the first one does not, that one, or so much of it as is told together. */
async function accountPage(session: Session, after: AccountMember): Promise<Page> {
  const some = await findMembersAfter(session, after, LEADS + 1);
  const first = some[0]?.account_id;
  if (some.length <= LEADS) return pageOfMembers(some);
  const whole = some.filter(({ account_id }) => account_id !== some.at(-1)?.account_id);
  if (whole.length > 0) return pageOfMembers(whole);
  const rest = await findMembersAfter(session, after, MOST_MEMBERS);
  return pageOfMembers(rest.filter(({ account_id }) => account_id === first));
}

function pageOfMembers(members: readonly AccountMember[]): Page {
  const groups = [...Map.groupBy(members, ({ account_id }) => account_id).values()];
  return { groups: groups.map((own) => own.map(({ lead_id }) => lead_id)), next: members.at(-1) };
}

async function toldGroups(
  session: Session,
  plan: TellPlan,
  groups: readonly (readonly number[])[],
): Promise<readonly ToldGroup[]> {
  if (groups.length === 0) return [];
  const leadIds = groups.flat();
  const identities = await findIdentityIdsOfLeads(session, leadIds);
  const leadOf = new Map(identities.map(({ identity_id, lead_id }) => [identity_id, lead_id]));
  const ids = [...leadOf.keys()];
  const told: Told = {
    events: groupedByLead(await findToldEvents(session, ids), leadOf),
    adjustments: groupedByLead(await findAdjustments(session, ids), leadOf),
    feedback: Map.groupBy(await findFeedbackOfLeads(session, leadIds), ({ lead_id }) => lead_id),
  };
  return groups.map((group) => group.map((id) => toldLead(id, plan, told)));
}

type Told = {
  readonly events: ReadonlyMap<number, readonly ToldEventRow[]>;
  readonly adjustments: ReadonlyMap<number, readonly AdjustmentRow[]>;
  readonly feedback: ReadonlyMap<number, readonly FeedbackSaid[]>;
};

function groupedByLead<Row extends { readonly identity_id: number | null }>(
  rows: readonly Row[],
  leadOf: ReadonlyMap<number, number>,
): ReadonlyMap<number, readonly Row[]> {
  return Map.groupBy(rows, ({ identity_id }) => leadOf.get(identity_id ?? -1) ?? -1);
}

function toldLead(id: number, { modelId, models }: TellPlan, told: Told): ToldLead {
  const rows = told.events.get(id) ?? [];
  const adjustments = (told.adjustments.get(id) ?? []).filter((row) => row.model_id === modelId).map(adjustmentOf);
  const feedback = (told.feedback.get(id) ?? []).map(
    ({ says, at, reason }): Outcome => ({ kind: says, at, reason, value: null, currency: null }),
  );
  return {
    id: String(id),
    events: rows.map(eventOf),
    feedback,
    closed: closedSpans(rows.filter(saysOfStanding).map((row) => ({ event: eventOf(row), choice: choiceOf(row) }))),
    ...(adjustments.length > 0 && { adjustments: Array.from({ length: models }, () => adjustments) }),
  };
}

function choiceOf({ consent_choice: choice }: ToldEventRow): ConsentChoice | undefined {
  return choice === "given" || choice === "withdrawn" ? choice : undefined;
}

function saysOfStanding({ consent_choice, type, name }: ToldEventRow): boolean {
  return consent_choice !== null || (type === "track" && name !== null && name.startsWith("Objection "));
}
