import { type Asked, type KpiGrouping, type KpiJourney, routes } from "@plumbline/api";
import { BELONGS, type Journey, type Period, RATE_LASTS, type Rates, ratesFrom } from "@plumbline/learning";
import { type Day, formatDay, parseDay } from "@plumbline/scoring";
import { type CostRow, findCosts, findNamesOfLeads, findRatesOf, findWorkspace, type Session } from "@plumbline/store";
import { answer } from "../answer.ts";
import type { Api } from "../api.ts";
import { pageOf, readInstantCursor } from "../cursor.ts";
import type { KnownConfigurations } from "../known-configurations.ts";
import { bad } from "../read-request.ts";
import { idsAfter, rememberedLists } from "../remembered-lists.ts";
import { sayDayIf, sayInstant, sayInstantIf } from "../say-score.ts";
import { kpiCells, type Window } from "./kpi-cells.ts";
import {
  cohortOf,
  type JourneyReading,
  journeyAt,
  journeyReading,
  type KnownLead,
  originOf,
  readJourneys,
  readTotals,
  readTouches,
  type Touched,
} from "./read-journeys.ts";

const DEFAULT_DAYS = 90;
/** Ten years; the period before is as long. */
const MOST_DAYS = 3660;
const ALL_COSTS = 1_000_000;
const MAX_ID = 2_147_483_647;

/** What came of leads: figures by `docs/kpis.md`, and the leads behind them. */
export function answerKpis(api: Api, known: KnownConfigurations): void {
  answer(api, routes.kpis.get, async ({ session, query, now }) => {
    const reading = await journeyReading(session, await known(session));
    const asked = plan(query, reading, now);
    const told = await tell(session, reading, asked, query);
    const currency = await currencyOf(session);
    const costs = await findCosts(
      session,
      { from: asked.before.period.from, until: asked.now.asOf },
      MAX_ID,
      ALL_COSTS,
    );
    const rates = currency === null ? null : await readRates(session, currency, told.leads, costs, asked);
    return {
      period: sayPeriod(asked.now.period),
      before: { ...sayPeriod(asked.before.period), asOf: formatDay(asked.before.asOf) },
      asOf: formatDay(asked.now.asOf),
      basis: query.basis,
      by: query.by ?? null,
      touch: query.touch,
      model: reading.version?.name ?? null,
      currency,
      ...kpiCells({
        ...{ now: told.windowOf(asked.now), before: told.windowOf(asked.before) },
        ...{ basis: query.basis, by: query.by ?? null, rates, costs },
      }),
    };
  });

  const lists = rememberedLists();
  answer(api, routes.kpis.leads, async ({ session, query: { cursor, limit, ...query }, now }) => {
    const { group, isBefore } = query;
    if (group !== undefined && query.by === undefined) throw bad("query", "by", "missing");
    const reading = await journeyReading(session, await known(session));
    // The pages after the first are of the same list, as it was then: nobody is in it twice, and nothing is counted anew.
    const { at, after } = readInstantCursor(cursor, now);
    const asked = plan(query, reading, at);
    const ids = await lists.idsOf(JSON.stringify([session.workspaceId, at, query]), () =>
      idsBehind(session, reading, asked, query),
    );
    const page = idsAfter(ids, after, limit + 1);
    const told = await tell(session, reading, asked, query, page);
    const leads = new Map(told.leads.map((lead) => [lead.id, lead]));
    const names = new Map((await findNamesOfLeads(session, page)).map((row) => [row.lead_id, row]));
    const touches = await readTouches(session, query.touch, told.leads, asked.now.end, true);
    const { items, next } = pageOf(
      page,
      limit,
      (id): KpiJourney[] => {
        const [lead, name] = [leads.get(id), names.get(id)];
        const journey = lead && told.journeyOf(lead, isBefore ? asked.before : asked.now);
        // Who became one with another lead since, or was erased, is none any more.
        if (!lead || !journey) return [];
        return [{ ...sayJourney(lead, journey, touches), name: name?.name ?? null, email: name?.email ?? null }];
      },
      (id) => [at, id],
    );
    return { items: items.flat(), next, count: ids.length };
  });
}

type Behind = Omit<Asked<typeof routes.kpis.leads>["query"], "cursor" | "limit">;

/** Who is behind a figure, in the order of their ids. */
async function idsBehind(
  session: Session,
  reading: JourneyReading,
  asked: Plan,
  { population, group, reason, isBefore, ...query }: Behind,
): Promise<number[]> {
  const told = await tell(session, reading, asked, query);
  const time = isBefore ? asked.before : asked.now;
  const belongs = BELONGS[population];
  const own = told.leads.filter((lead) => {
    const journey = told.journeyOf(lead, time);
    const isIn = journey !== null && belongs(journey, time.period);
    const isOfGroup = isIn && (group === undefined || told.keyOf(lead, journey) === group);
    return isOfGroup && (reason === undefined || journey.lost?.reason === reason);
  });
  return own.map(({ id }) => id).sort((a, b) => a - b);
}

type Query = Asked<typeof routes.kpis.get>["query"];
type Time = Pick<Window, "period" | "asOf" | "end">;
type Plan = { readonly now: Time; readonly before: Time };

/** The period and the one before, which is known by as many days after it: an older cohort has had no more time. */
function plan(query: Query, { zone }: JourneyReading, now: number): Plan {
  const today = zone.dayOf(now);
  const until = dayOr(query.until, today);
  const from = dayOr(query.from, until - DEFAULT_DAYS + 1);
  const asOf = Math.min(dayOr(query.asOf, today), today);
  const days = until - from + 1;
  if (days < 1) throw bad("query", "from", "too-large", formatDay(until));
  if (days > MOST_DAYS) throw bad("query", "from", "too-small", formatDay(until - MOST_DAYS + 1));
  const endOf = (day: Day) => Math.min(zone.instantOf(day + 1, 0), now + 1);
  return {
    now: { period: { from, before: until + 1 }, asOf, end: endOf(asOf) },
    before: { period: { from: from - days, before: from }, asOf: asOf - days, end: endOf(asOf - days) },
  };
}

const dayOr = (text: string | undefined, otherwise: Day): Day =>
  text === undefined ? otherwise : (parseDay(text) ?? otherwise);

const BY_TOUCH: readonly (KpiGrouping | undefined)[] = ["source", "medium", "campaign"];

/** Everyone of whom there is something to tell in either period, or some, and how they are grouped. */
async function tell(
  session: Session,
  reading: JourneyReading,
  { now, before }: Plan,
  { by, touch }: Pick<Query, "by" | "touch">,
  leadIds?: readonly number[],
) {
  const isListed = leadIds !== undefined;
  const leads = await readJourneys(session, reading, {
    from: before.period.from,
    before: now.period.before,
    until: now.end,
    withSource: isListed || by === "source",
    leadIds,
  });
  const touches: Touched = BY_TOUCH.includes(by)
    ? await readTouches(session, touch, leads, now.end, isListed)
    : new Map<number, never>();
  const { zone } = reading;
  const keyOf = keysBy(by, touches);
  // Figures are made of the scores of those who were created in the period; of a list, everybody's is shown.
  const scored = ({ period }: Time) =>
    leads.filter(({ created }) => isListed || (created >= period.from && created < period.before));
  const totals = {
    now: await readTotals(session, reading, scored(now), now),
    before: await readTotals(session, reading, scored(before), before),
  };
  const journeyOf = (lead: KnownLead, time: Time) =>
    journeyAt(lead, time, time === before ? totals.before : totals.now, zone.dayOf);
  const windowOf = (time: Time): Window => {
    const all: Journey[] = [];
    const groups = new Map<string, Journey[]>();
    for (const lead of leads) {
      const journey = journeyOf(lead, time);
      if (!journey) continue;
      all.push(journey);
      const key = keyOf(lead, journey);
      const group = groups.get(key);
      if (group) group.push(journey);
      else groups.set(key, [journey]);
    }
    return { ...time, all, groups };
  };
  return { leads, keyOf, journeyOf, windowOf };
}

/** Of which group a lead is. */
function keysBy(by: KpiGrouping | undefined, touches: Touched): (lead: KnownLead, journey: Journey) => string {
  switch (by) {
    case "source":
    case "medium":
    case "campaign":
      return (lead) => originOf(lead, touches)[by];
    case "market":
      return ({ row }) => row.market ?? "";
    case "band":
      return bandOf;
    case "version":
      return ({ version }) => String(version ?? "");
    case "cohort":
      return (_, journey) => cohortOf(journey);
    default:
      return () => "";
  }
}

const bandOf = ({ handOff }: KnownLead, { handedOver }: Journey): string =>
  handedOver === null ? "" : (handOff?.to_band ?? "");

async function currencyOf(session: Session): Promise<string | null> {
  const { currency } = ((await findWorkspace(session))?.settings ?? {}) as { readonly currency?: string | null };
  return currency ?? null;
}

/** The rates that any amount may need. */
async function readRates(
  session: Session,
  currency: string,
  leads: readonly KnownLead[],
  costs: readonly CostRow[],
  { now, before }: Plan,
): Promise<Rates> {
  const { from } = before.period;
  const deals = leads.flatMap(({ outcomes }) => outcomes.filter(({ kind, value }) => kind === "won" && value !== null));
  const foreign = new Set([...deals, ...costs].flatMap((one) => one.currency ?? []));
  foreign.delete(currency);
  if (foreign.size === 0) return ratesFrom([], currency);
  // A day more, for time zones.
  const days = deals.map(({ at }) => Math.floor(at / 86_400_000) - 1);
  const first = days.reduce((least, day) => Math.min(least, day), from);
  return ratesFrom(await findRatesOf(session, [...foreign, currency], first - RATE_LASTS, now.asOf), currency);
}

const sayPeriod = ({ from, before }: Period) => ({ from: formatDay(from), until: formatDay(before - 1) });

function sayJourney(lead: KnownLead, journey: Journey, touches: Touched): KpiJourney {
  const { score, handedOver, contacted, opportunity, customer, lost, won } = journey;
  return {
    lead: journey.lead,
    name: null,
    email: null,
    createdAt: sayInstant(lead.row.first_at),
    ...originOf(lead, touches),
    market: lead.row.market ?? "",
    band: bandOf(lead, journey),
    version: String(lead.version ?? ""),
    score,
    handedOverAt: sayInstantIf(handedOver),
    contactedAt: sayInstantIf(contacted),
    opportunityOn: sayDayIf(opportunity),
    wonOn: sayDayIf(customer),
    lostOn: sayDayIf(lost?.day ?? null),
    lostReason: lost?.reason ?? null,
    won: won.map(({ day, amount, currency }) => ({ amount, currency, day: formatDay(day) })),
  };
}
