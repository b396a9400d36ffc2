import type { JsonObject } from "@plumbline/scoring";
import { campaignsOf, playCampaigns } from "./campaigns.ts";
import { castOf } from "./cast.ts";
import { featuresOf, lawText, weeklyChance, winChance } from "./law.ts";
import { isInMarket, type Lead } from "./lead.ts";
import { leadTraits } from "./person.ts";
import { between, chance, randomOf } from "./random.ts";
import { momentOf, weekdayOf } from "./rhythm.ts";
import { decideWeek } from "./sales.ts";
import { pageOf } from "./site.ts";
import { newStage, type Stage } from "./stage.ts";
import { tellFrom, tellFromWeb, urlOf } from "./tell.ts";
import { playTurns } from "./turns.ts";
import { planUsage } from "./usage.ts";
import { planVisits, playVisit, tellCompany } from "./visits.ts";

export type SampleOptions = {
  readonly seed: number | string;
  /** How many people and machines there are; about 60 times as many events. */
  readonly leads: number;
  /** Days since 1970; everything lies in the 365 days of UTC before it. */
  readonly lastDay: number;
};

const DAYS = 365;
const WEEKS_AHEAD = 13;

/**
 * A year of an invented vendor's marketing and sales: raw items in Segment's shape, in the order in
 * which they arrive (`receivedAt`), which is not quite the order in which they happened
 * (`timestamp`); a few arrive twice. The same options give the same items. Days are played one by
 * one, so that memory grows with the leads and not with the events. What the generator returns in
 * the end is what `sampleLaw` gives.
 */
export function* generateSample({ seed, leads, lastDay }: SampleOptions): Generator<JsonObject, JsonObject> {
  const stage = newStage(lastDay - DAYS, DAYS, randomOf(seed, "stage"));
  const campaigns = campaignsOf(stage);
  const cast = [...castOf(seed, leads, DAYS)];
  for (const lead of cast) stage.plan(lead.startsOn, (day) => enter(stage, lead, day));
  for (let day = 0; day < DAYS; day++) {
    const isMonday = weekdayOf(stage.firstDay + day) === 1;
    const today = campaigns(day);
    for (const lead of cast) {
      playCampaigns(stage, today, lead, day);
      if (isMonday) playWeek(stage, lead, day, seed);
    }
    // After the campaigns and the week, which plan for this very day, too.
    stage.play(day);
    // The earliest that the next day has to say, at the far side of the date line, is still of this one.
    if (day > 0) yield* stage.arrivalsOf(day - 1);
  }
  yield* stage.arrivalsOf(DAYS - 1);
  return lawOf(cast);
}

/**
 * The truth behind a sample: the coefficients by which opportunities open and are won, and of each
 * lead its hidden traits, its chances and what became of it. Not for learning, but for comparing
 * with what was learned. Plays the whole year; whoever reads the items too has it from
 * `generateSample` as the value that the generator returns.
 */
export function sampleLaw(options: SampleOptions): JsonObject {
  const items = generateSample(options);
  for (;;) {
    const { done, value } = items.next();
    if (done) return value;
  }
}

function enter(stage: Stage, lead: Lead, day: number): void {
  if (lead.kind === "crawler") crawl(stage, lead, day);
  else join(stage, lead, day);
}

function join(stage: Stage, lead: Lead, day: number): void {
  if (lead.imported) {
    const at = momentOf(stage, lead, day);
    lead.known = true;
    const source = lead.random.next() < 0.5 ? "Purchased List" : "Referral";
    const status = lead.customer ? { customer: true, lifecycleStage: "customer" } : { leadStatus: "New" };
    const traits = { ...leadTraits(lead.person, lead.company), leadSource: source, ...status };
    tellFrom("crm", stage, lead, at, { type: "identify", traits });
    tellCompany(stage, lead, at + 1000);
  } else {
    playVisit(stage, lead, day);
  }
  planVisits(stage, lead, day + 1);
  if (lead.customer) planUsage(stage, lead, day);
}

function playWeek(stage: Stage, lead: Lead, day: number, seed: number | string): void {
  if (day < lead.startsOn || lead.kind === "crawler") return;
  decideWeek(stage, lead, day);
  playTurns(stage, lead, day, seed);
}

/** A machine reads page after page, a second or two each, and comes back. */
function crawl(stage: Stage, lead: Lead, day: number): void {
  const { random, devices } = lead;
  const device = devices[0];
  if (!device) return;
  let at = stage.firstDay * 86_400_000 + day * 86_400_000 + between(random, 0, 80_000_000);
  for (let left = between(random, 8, 40); left > 0; left--) {
    const page = pageOf(random, chance(random, 0.5) ? "blog" : "docs", lead.line);
    const { path, title } = chance(random, 0.1) ? pageOf(random, "pricing", lead.line) : page;
    tellFromWeb(stage, lead, device, at, { type: "page", properties: { path, title, url: urlOf(path) } });
    at += between(random, 400, 2_500);
  }
  stage.plan(day + between(random, 5, 40), (next) => crawl(stage, lead, next));
}

function lawOf(cast: readonly Lead[]): JsonObject {
  const known = cast.filter(({ known, kind }) => known && kind === "prospect");
  const count = (state: Lead["opportunity"]) => known.filter(({ opportunity }) => opportunity === state).length;
  const [won, lost, open] = [count("won"), count("lost"), count("open")];
  return {
    ...lawText(),
    leads: cast.length,
    baseRate: known.length === 0 ? 0 : won / known.length,
    outcomes: { known: known.length, opportunities: won + lost + open, won, lost, open },
    weeksAhead: WEEKS_AHEAD,
    perLead: cast.map(truthOf),
  };
}

function truthOf(lead: Lead): JsonObject {
  const features = featuresOf(lead, DAYS);
  const [weekly, win] = [weeklyChance(features), winChance(features)];
  return {
    userIds: lead.known ? lead.userIds : [],
    anonymousIds: lead.devices.map(({ anonymousId }) => anonymousId),
    email: lead.known ? lead.person.email : null,
    kind: lead.kind,
    features,
    // The chance of a purchase that opens within the weeks ahead, if nothing more is done.
    probability: isInMarket(lead) ? (1 - (1 - weekly) ** WEEKS_AHEAD) * win : 0,
    // The chance that the year would bring a purchase, summed up week by week as it went.
    yearProbability: 1 - lead.unsold,
    outcome: lead.opportunity,
  };
}
