import { routes } from "@plumbline/api";
import {
  type CompiledModel,
  type DayShare,
  type EventShare,
  eventShares,
  type Facts,
  formatDay,
  fromPoints,
  type JsonObject,
  type Line,
  type Model,
  parseDay,
  ruleShares,
  scoreNow,
} from "@plumbline/scoring";
import { type EventRow, findEventsOf, findLead, type LeadRow, type Session } from "@plumbline/store";
import { z } from "zod";
import { eventOf } from "../../collect/kept-event.ts";
import type { Configuration } from "../../configuration.ts";
import { membersOf } from "../../score/evidence-members.ts";
import { pastFacts } from "../../score/past-score.ts";
import { compileKept } from "../../score/readers.ts";
import { answer } from "../answer.ts";
import type { Api } from "../api.ts";
import { pageOf, readCursor } from "../cursor.ts";
import type { KnownConfigurations } from "../known-configurations.ts";
import { bad } from "../read-request.ts";
import { found, Refusal } from "../refusal.ts";
import { sayInstant } from "../say-score.ts";
import { factsOfLeads } from "./facts-of-leads.ts";
import { versionOf } from "./past-score-route.ts";
import { traitsBehind } from "./trait-evidence.ts";

/** What a line of a score stands on. */
export function evidenceRoute(api: Api, known: KnownConfigurations): void {
  answer(api, routes.leads.evidence, async ({ session, params, query, now }) => {
    const configuration = await known(session);
    const lead = found(await findLead(session, Number(params.id)), "lead");
    const { on, until, isPast } = dayIn(query.on, configuration, now);
    const row = await versionOf(session, configuration, query.model, {
      at: isPast ? until : now,
      leadId: lead.lead_id,
    });
    const live = configuration.leadVersions.find(({ versionId }) => versionId === row.version_id);
    const compiled = live?.compiled ?? (await compileKept(session, row.body as Model, configuration.zone));
    const asked = { lead, on, modelId: row.model_id, compiled, until };
    const facts = await factsOn(session, configuration, asked, isPast || !live);
    const whose = ruleIn(compiled.model, query.rule);
    const shares = ruleShares(compiled, facts, on, query.rule);
    const own = linesOf(compiled, facts, on, query.rule);
    const page =
      shares === undefined
        ? { items: [], next: null }
        : await eventPage(session, { ...asked, facts, rule: query.rule, of: whose.of, days: shares.days }, query);
    return {
      model: row.model_name,
      version: row.number,
      rule: query.rule,
      on: formatDay(on),
      line: own.length === 0 ? null : sayStages(own),
      signal: shares?.signal.name ?? null,
      of: whose.of,
      unit: shares?.unit ?? null,
      days: (shares?.days ?? []).map(sayDay),
      events: page.items,
      traits: await traitsBehind(session, lead, own[0], until),
      next: page.next,
    };
  });
}

/** The day that is asked for, and the last instant (ms) that counts. */
function dayIn(text: string | undefined, { zone }: Configuration, now: number) {
  const today = zone.dayOf(now);
  const on = text === undefined ? today : parseDay(text);
  if (on === undefined) throw bad("query", "on", "bad-format", "date");
  if (on > today) throw bad("query", "on", "too-large", formatDay(today));
  const isPast = on < today;
  return { on, isPast, until: isPast ? zone.instantOf(on + 1, 0) - 1 : Number.MAX_SAFE_INTEGER };
}

/** The lines of a rule. */
function linesOf(compiled: CompiledModel, facts: Facts, on: number, rule: string): Line[] {
  const verdict = scoreNow(compiled, facts, on);
  return verdict.scored ? verdict.lines.filter((line) => "rule" in line && line.rule === rule) : [];
}

type Asked = {
  readonly lead: LeadRow;
  readonly on: number;
  readonly modelId: number;
  readonly compiled: CompiledModel;
  /** The last instant (ms) that counts. */
  readonly until: number;
};

function ruleIn({ rules, markets = [] }: Model, id: string): { readonly of: "lead" | "account" } {
  const rule = rules.find((one) => one.id === id);
  const isOfMarket = markets.some((market) => Object.hasOwn(market.rules ?? {}, id));
  if (!rule && !isOfMarket) throw new Refusal({ code: "not-found", what: "rule" });
  return { of: rule?.of ?? "lead" };
}

/** Of today, and what is measured as it happens, what is kept; of a day that has passed, everything anew. */
async function factsOn(session: Session, configuration: Configuration, asked: Asked, isPast: boolean): Promise<Facts> {
  const { lead, on, modelId, compiled } = asked;
  if (isPast) {
    return pastFacts(session, configuration, { leadId: lead.lead_id, chief: lead.chief, on, modelId, compiled });
  }
  return found((await factsOfLeads(session, configuration, [lead])).get(lead.lead_id), "lead").of(modelId);
}

/** The stages of a rule, as its lines say them. */
function sayStages(lines: readonly Line[]) {
  const of = (wanted: (line: Line) => boolean) => lines.filter(wanted).reduce((sum, { points }) => sum + points, 0);
  return {
    dimension: lines[0]?.dimension ?? "",
    points: fromPoints(of(({ kind }) => kind === "rule")),
    limited: fromPoints(of((line) => line.kind === "limit" && line.limit === "rate")),
    decayed: fromPoints(of(({ kind }) => kind === "decay")),
    capped: fromPoints(of((line) => line.kind === "limit" && line.limit === "total")),
    given: fromPoints(of(() => true)),
  };
}

function sayDay({ day, amount, counted, kept, points, limited, decayed, left }: DayShare) {
  return {
    day: formatDay(day),
    amount: rounded(amount),
    counted: rounded(counted),
    kept: kept / 1_000_000,
    points: fromPoints(points),
    limited: fromPoints(limited),
    decayed: fromPoints(decayed),
    left: fromPoints(left),
  };
}

const rounded = (amount: number): number => Math.round(amount * 1000) / 1000;

const cursor = z.tuple([z.int(), z.string().max(500)]);

type Counted = Asked & {
  readonly facts: Facts;
  readonly rule: string;
  readonly of: "lead" | "account";
  readonly days: readonly DayShare[];
};

/** The events that the rule counts, the newest first, some at a time. */
async function eventPage(
  session: Session,
  { lead, on, compiled, until, facts, rule, of, days }: Counted,
  { limit, cursor: text }: { readonly limit: number; readonly cursor?: string | undefined },
) {
  const place = readCursor(cursor, text);
  const members = await membersOf(session, lead, of);
  const rows = await findEventsOf(session, [...members.keys()], { until });
  const byMessage = new Map(rows.map((row) => [row.message_id, row]));
  const shares = eventShares(compiled, facts, on, rule, { events: rows.map(eventOf), days });
  const left = shares
    .toSorted((a, b) => b.event.timestamp - a.event.timestamp || (a.event.messageId < b.event.messageId ? 1 : -1))
    .filter(({ event }) => place === undefined || isAfter(event, place));
  return pageOf(
    left.slice(0, limit + 1),
    limit,
    (share) => {
      const row = byMessage.get(share.event.messageId) as EventRow;
      return sayEvent(share, row, members.get(row.identity_id ?? -1) ?? lead.lead_id);
    },
    ({ event }) => [event.timestamp, event.messageId],
  );
}

function isAfter(
  { timestamp, messageId }: { readonly timestamp: number; readonly messageId: string },
  [at, key]: readonly [number, string],
): boolean {
  return timestamp < at || (timestamp === at && messageId < key);
}

function sayEvent({ event, day, amount, points }: EventShare, row: EventRow, leadId: number) {
  return {
    messageId: event.messageId,
    lead: String(leadId),
    at: sayInstant(event.timestamp),
    day: formatDay(day),
    type: event.type,
    name: row.name,
    properties: shortOnes(event.properties ?? {}),
    amount: rounded(amount),
    points: fromPoints(points),
  };
}

const MANY_PROPERTIES = 8;
const LONG = 120;

/** Some properties, those that say something in one line. */
function shortOnes(properties: JsonObject): JsonObject {
  const short = Object.entries(properties).filter(
    ([, value]) =>
      typeof value === "number" || typeof value === "boolean" || (typeof value === "string" && value.length <= LONG),
  );
  return Object.fromEntries(short.slice(0, MANY_PROPERTIES));
}
