import { leaveTrace } from "./law.ts";
import type { Lead } from "./lead.ts";
import { between, chance, normal, pick, waiting } from "./random.ts";
import { isWorkday, momentOf, workdayFrom } from "./rhythm.ts";
import type { Stage } from "./stage.ts";
import { tellFrom } from "./tell.ts";

const FEATURES = ["dashboard", "report", "export", "alert", "import", "api"];
const TRIAL_DAYS = 14;

/** A trial of two weeks, used on some of its days; faults are more frequent where much is tried. */
export function startTrial(stage: Stage, lead: Lead, at: number, day: number): void {
  if (lead.trialUntil >= day || lead.customer) return;
  lead.trialUntil = day + TRIAL_DAYS;
  leaveTrace(lead.traces, "trial", day);
  tellFrom("product", stage, lead, at + 5000, {
    event: "Trial Started",
    properties: { product: lead.line, plan: "trial" },
  });
  for (let next = day + 1; next <= lead.trialUntil; next++)
    if (chance(lead.random, 0.45)) planUse(stage, lead, next, 4);
  stage.plan(lead.trialUntil, (today) => {
    const ends = momentOf(stage, lead, today);
    tellFrom("product", stage, lead, ends, { event: "Trial Ended", properties: { product: lead.line } });
  });
}

/** The life of a customer with the product, from a day on. */
export function planUsage(stage: Stage, lead: Lead, day: number): void {
  const wait = 1 + waiting(lead.random, lead.pace > 0.05 ? 4 : 9);
  stage.plan(workdayFrom(stage, lead, day + Math.floor(wait)), (today) => {
    use(stage, lead, today, 5);
    planUsage(stage, lead, today);
  });
}

const planUse = (stage: Stage, lead: Lead, day: number, often: number): void =>
  stage.plan(day, (today) => use(stage, lead, today, often));

function use(stage: Stage, lead: Lead, day: number, often: number): void {
  const { random, company } = lead;
  if (!isWorkday(company.place, stage.firstDay + day) && chance(random, 0.85)) return;
  let at = momentOf(stage, lead, day);
  const times = Math.min(30, Math.ceil(often * Math.exp(0.7 * normal(random) - 0.3)));
  for (let done = 0; done < times; done++) {
    const properties = { feature: pick(random, FEATURES), product: lead.line };
    tellFrom("product", stage, lead, at, { event: "Feature Used", properties });
    at += between(random, 5_000, 900_000);
  }
  if (chance(random, 0.035)) openTicket(stage, lead, at, day);
}

function openTicket(stage: Stage, lead: Lead, at: number, day: number): void {
  const topic = pick(lead.random, ["fault", "fault", "billing", "how-to", "sales"]);
  tellFrom("desk", stage, lead, at, { event: "Support Ticket Opened", properties: { topic, product: lead.line } });
  if (topic !== "sales") leaveTrace(lead.traces, "fault", day);
}
