import { type Asked, type KpiGrouping, type KpiJourney, routes } from "@plumbline/api";
import { BELONGS, type Journey, type Period, RATE_LASTS, type Rates, ratesFrom } from "@plumbline/learning";
import { type Day, formatDay, parseDay } from "@plumbline/scoring";
import { type CostRow, findCosts, findNamesOfLeads, findRatesOf, findWorkspace, type Session } from "@plumbline/store";
import { answer } from "../answer.ts";
import type { Api } from "../api.ts";
import { pageOf, readIdCursor } from "../cursor.ts";
import type { KnownConfigurations } from "../known-configurations.ts";
import { bad } from "../read-request.ts";
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

  answer(api, routes.kpis.leads, async ({ session, query, now }) => {
    const { population, group, reason, limit, isBefore } = query;
    if (group !== undefined && query.by === undefined) throw bad("query", "by", "missing");
    const reading = await journeyReading(session, await known(session));
    const asked = plan(query, reading, now);
    const told = await tell(session, reading, asked, query, true);
    const time = isBefore ? asked.before : asked.now;
    const belongs = BELONGS[population];
    const own = told.leads
      .flatMap((lead) => {
        const journey = told.journeyOf(lead, time);
        const isIn = journey !== null && belongs(journey, time.period);
        const isOfGroup = isIn && (group === undefined || told.keyOf(lead, journey) === group);
        return isOfGroup && (reason === undefined || journey.lost?.reason === reason) ? [{ lead, journey }] : [];
      })
      .sort((a, b) => a.lead.id - b.lead.id);
    const after = readIdCursor(query.cursor) ?? 0;
    const page = own.filter(({ lead }) => lead.id > after).slice(0, limit + 1);
    const leads = page.map(({ lead }) => lead);
    const names = await findNamesOfLeads(
      session,
      leads.map(({ id }) => id),
    );
    const nameOf = new Map(names.map((row) => [row.lead_id, row]));
    const touches = await readTouches(session, query.touch, leads, asked.now.end, true);
    const say = ({ lead, journey }: (typeof page)[number]) => ({
      ...sayJourney(lead, journey, touches),
      name: nameOf.get(lead.id)?.name ?? null,
      email: nameOf.get(lead.id)?.email ?? null,
    });
    return { ...pageOf(page, limit, say, ({ lead }) => [lead.id]), count: own.length };
  });
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

/** Everyone of whom there is something to tell in either period, and how they are grouped. */
async function tell(
  session: Session,
  reading: JourneyReading,
  { now, before }: Plan,
  { by, touch }: Pick<Query, "by" | "touch">,
  isListed = false,
) {
  const leads = await readJourneys(session, reading, {
    from: before.period.from,
    before: now.period.before,
    until: now.end,
    withSource: isListed || by === "source",
  });
  const touches: Touched = BY_TOUCH.includes(by)
    ? await readTouches(session, touch, leads, now.end, false)
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
