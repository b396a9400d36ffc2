import {
  accountOf,
  addEvent,
  addStanding,
  addTraits,
  type CompiledModel,
  type Day,
  type Facts,
  ineligible,
  type LeadHistory,
  type Measurer,
  mergeStates,
  newLead,
  newStanding,
  type SignalStates,
  type Standing,
  score,
  type TraitHistory,
  traitsOf,
  type Verdict,
} from "@plumbline/scoring";
import {
  type EventRow,
  findAdjustments,
  findEventsOf,
  findIdentitiesOf,
  findMembersEver,
  type Session,
} from "@plumbline/store";
import { eventOf } from "../collect/kept-event.ts";
import type { Configuration } from "../configuration.ts";
import { adjustmentOf, factsOf } from "./facts-of.ts";
import { membersNow, membersThen } from "./past-identities.ts";

export type PastQuestion = {
  readonly leadId: number;
  /** The identity that names the lead now. */
  readonly chief: string;
  readonly on: Day;
  readonly modelId: number;
  readonly compiled: CompiledModel;
  /** By what had been received at this instant (ms); by all that is known now, without it. */
  readonly knownAt?: number | undefined;
};

/** More members of an account are not looked through. */
const MOST_MEMBERS = 2000;

/**
 * What a model says of a lead on a day that has passed, or today: worked out anew from the events until the end of
 * that day, with the traits, account, standing and adjustments that these make.
 */
export async function pastScore(
  session: Session,
  configuration: Pick<Configuration, "joinByEmail" | "freeMail">,
  question: PastQuestion,
): Promise<Verdict> {
  return score(question.compiled, await pastFacts(session, configuration, question), question.on);
}

/** What such a score depends on. */
export async function pastFacts(
  session: Session,
  configuration: Pick<Configuration, "joinByEmail" | "freeMail">,
  question: PastQuestion,
): Promise<Facts> {
  const { leadId, on, modelId, compiled, knownAt = Number.MAX_SAFE_INTEGER } = question;
  const members =
    question.knownAt === undefined
      ? await membersNow(session, leadId)
      : await membersThen(session, { ...question, joinByEmail: configuration.joinByEmail }, knownAt);
  const window = { until: compiled.zone.instantOf(on + 1, 0) - 1, knownAt };
  const ids = [...members.values()];
  const own = await findEventsOf(session, ids, window);
  const { history, standing } = told(own, compiled.measurer);
  const account = compiled.readsAccounts
    ? await accountThen(session, configuration, { leadId, history, own, window, measurer: compiled.measurer })
    : undefined;
  const adjustments = (await findAdjustments(session, ids))
    .filter((row) => row.model_id === modelId && row.at <= knownAt)
    .map(adjustmentOf);
  return factsOf(history, ineligible(standing)?.because, account, adjustments);
}

/** What events say together, in whatever order they are. */
function told(rows: readonly EventRow[], measurer: Measurer): { history: LeadHistory; standing: Standing } {
  const history = newLead();
  let standing = newStanding;
  for (const row of rows) {
    const event = eventOf(row);
    addEvent(history, event, measurer);
    const choice = row.consent_choice;
    standing = addStanding(standing, event, choice === "given" || choice === "withdrawn" ? { choice } : {});
  }
  return { history, standing };
}

type Own = {
  readonly leadId: number;
  readonly history: LeadHistory;
  readonly own: readonly EventRow[];
  readonly window: { readonly until: number; readonly knownAt: number };
  readonly measurer: Measurer;
};

/** The account that a lead had, with what everyone had done who belonged to it then. */
async function accountThen(
  session: Session,
  { freeMail }: Pick<Configuration, "freeMail">,
  { leadId, history, own, window, measurer }: Own,
): Promise<Facts["account"]> {
  const key = accountOf(history, freeMail);
  if (key === undefined) return undefined;
  const others = await membersOfAccount(session, { freeMail, key, window, measurer, except: leadId });
  const states = others.states.reduce(mergeStates, history.states);
  return { traits: groupTraits([...own, ...others.rows], key), states };
}

type PastAccountQuestion = Pick<PastQuestion, "on" | "compiled" | "knownAt"> & {
  /** Of the account. */
  readonly key: string;
};

/** What a model of accounts says of one on a day that has passed: worked out anew from the events of its members. */
export async function pastAccountScore(
  session: Session,
  { freeMail }: Pick<Configuration, "freeMail">,
  { key, on, compiled, knownAt = Number.MAX_SAFE_INTEGER }: PastAccountQuestion,
): Promise<Verdict> {
  const { measurer } = compiled;
  const window = { until: compiled.zone.instantOf(on + 1, 0) - 1, knownAt };
  const { rows, states } = await membersOfAccount(session, { freeMail, key, window, measurer, except: undefined });
  return score(compiled, { traits: groupTraits(rows, key), states: states.reduce(mergeStates, new Map()) }, on);
}

type Asked = Pick<Own, "window" | "measurer"> &
  Pick<Configuration, "freeMail"> & { readonly key: string; readonly except: number | undefined };

/** What those said who may have belonged to an account, and what each had done who did and may be scored. */
async function membersOfAccount(session: Session, { freeMail, key, window, measurer, except }: Asked) {
  const ever = await findMembersEver(session, key, window.until, MOST_MEMBERS);
  const others = await findIdentitiesOf(
    session,
    ever.filter((id) => id !== except),
  );
  const leadOf = new Map(others.map(({ identity_id, lead_id }) => [identity_id, lead_id]));
  const rows = await findEventsOf(session, [...leadOf.keys()], window);
  const byLead = Map.groupBy(rows, ({ identity_id }) => leadOf.get(identity_id ?? -1));
  const members = [...byLead.values()].map((some) => told(some, measurer));
  const counted = members.filter(
    ({ history, standing }) => accountOf(history, freeMail) === key && !ineligible(standing),
  );
  return { rows, states: counted.map(({ history }): SignalStates => history.states) };
}

/** What `group` events said of an account. */
function groupTraits(rows: readonly EventRow[], key: string): Facts["traits"] {
  const history: TraitHistory = new Map();
  for (const row of rows) {
    if (row.type !== "group") continue;
    const { groupId, traits, timestamp, messageId } = eventOf(row);
    if (groupId === key && traits) addTraits(history, traits, { at: timestamp, messageId });
  }
  return traitsOf(history);
}
