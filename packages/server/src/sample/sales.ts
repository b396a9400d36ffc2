import { type Features, featuresOf, leaveTrace, weeklyChance, winChance } from "./law.ts";
import { isInMarket, type Lead } from "./lead.ts";
import { between, chance, normal, pick, waiting, weighted } from "./random.ts";
import { momentOf, workdayFrom } from "./rhythm.ts";
import type { Stage } from "./stage.ts";
import { tellFrom } from "./tell.ts";
import { planUsage } from "./usage.ts";

const REPS = ["rep-north", "rep-south", "rep-east", "rep-west", "rep-inside"];
const REASONS = ["price", "competitor", "no budget", "no decision", "timing", "product gap"];
const HOUR = 3_600_000;

/** A rep answers a request: mostly within hours, now and then within minutes or days. */
export function contactSoon(stage: Stage, lead: Lead, at: number): void {
  const due = at + Math.min(6 * 24, Math.exp(0.8 + 1.3 * normal(lead.random))) * HOUR;
  stage.plan(Math.floor(due / (24 * HOUR)) - stage.firstDay, (day) => contact(stage, lead, day, due));
}

/** A rep writes, calls or meets, without having been asked where there is no instant. */
function contact(stage: Stage, lead: Lead, day: number, at = momentOf(stage, lead, day)): void {
  const { random } = lead;
  if (!lead.known || lead.customer || lead.company.role !== "market") return;
  const channel = weighted(random, [
    ["email", 5],
    ["phone", 4],
    ["meeting", 1],
  ] as const);
  const reached = chance(random, channel === "email" ? 0.35 : 0.45);
  const rep = REPS[lead.number % REPS.length] ?? "";
  tellFrom("crm", stage, lead, at, { event: "Sales Contacted", properties: { channel, rep, reached } });
  leaveTrace(lead.traces, "contacted", day);
  if (!reached) return;
  const asked = (yes: number) => (chance(random, yes) ? "yes" : "no");
  const traits = {
    ...{ owner: rep, leadStatus: "Contacted", budget: asked(0.4), authority: asked(0.45) },
    ...{ need: asked(0.6), timeline: asked(0.35) },
  };
  tellFrom("crm", stage, lead, at + between(random, 60_000, HOUR), { type: "identify", traits });
  if (channel === "email")
    tellFrom("mailer", stage, lead, at + 2 * HOUR, { event: "Email Replied", properties: { campaign_type: "sales" } });
  else if (chance(random, 0.4))
    tellFrom("crm", stage, lead, at + HOUR, { event: "Meeting Booked", properties: { rep } });
}

/** What the law says on a Monday of everyone whom it asks about. */
export function decideWeek(stage: Stage, lead: Lead, day: number): void {
  if (lead.known && chance(lead.random, 0.012)) contact(stage, lead, day);
  if (!isInMarket(lead)) return;
  const features = featuresOf(lead, day);
  const weekly = weeklyChance(features);
  lead.unsold *= 1 - weekly * winChance(features);
  if (chance(lead.random, weekly))
    openOpportunity(stage, lead, workdayFrom(stage, lead, day + between(lead.random, 0, 4)), features);
}

function openOpportunity(stage: Stage, lead: Lead, day: number, features: Features): void {
  const { random, company } = lead;
  lead.opportunity = "open";
  const dollars = Math.round(
    Math.min(400_000, (1500 + 95 * company.employees ** 0.75) * Math.exp(0.5 * normal(random))),
  );
  const { currency, perDollar } = company.place;
  const deal = {
    opportunity_id: `opp-${lead.number + 1}`,
    value: Math.round((dollars * perDollar) / 100) * 100,
    currency,
    product: lead.line,
  };
  const won = chance(random, winChance(features));
  stage.plan(day, (today) => {
    contact(stage, lead, today);
    const at = momentOf(stage, lead, today) + HOUR;
    tellFrom("crm", stage, lead, at, { event: "Opportunity Created", properties: { ...deal, stage: "Qualification" } });
    tellFrom("crm", stage, lead, at, {
      type: "identify",
      traits: { leadStatus: "Opportunity", lifecycleStage: "opportunity" },
    });
  });
  // The larger the company, the more have to agree.
  const cycle = 10 + waiting(random, 18 + 4 * Math.log(company.employees));
  stage.plan(workdayFrom(stage, lead, day + Math.ceil(Math.min(150, cycle))), (today) => {
    if (won) win(stage, lead, today, deal);
    else lose(stage, lead, today, deal);
  });
}

type Deal = {
  readonly opportunity_id: string;
  readonly value: number;
  readonly currency: string;
  readonly product: string;
};

function win(stage: Stage, lead: Lead, day: number, deal: Deal): void {
  const at = momentOf(stage, lead, day);
  lead.opportunity = "won";
  lead.customer = true;
  tellFrom("crm", stage, lead, at, { event: "Opportunity Won", properties: deal });
  const traits = { customer: true, lifecycleStage: "customer", leadStatus: "Won" };
  tellFrom("crm", stage, lead, at + HOUR, { type: "identify", traits });
  planUsage(stage, lead, day + 3);
}

function lose(stage: Stage, lead: Lead, day: number, deal: Deal): void {
  const at = momentOf(stage, lead, day);
  const reason = pick(lead.random, REASONS);
  lead.opportunity = "lost";
  tellFrom("crm", stage, lead, at, { event: "Opportunity Lost", properties: { ...deal, reason } });
  const traits = { lost: true, lostReason: reason, leadStatus: "Lost" };
  tellFrom("crm", stage, lead, at + HOUR, { type: "identify", traits });
}
