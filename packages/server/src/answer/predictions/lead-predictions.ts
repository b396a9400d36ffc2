import type { Answer, routes } from "@plumbline/api";
import type { CompiledPrediction } from "@plumbline/learning";
import { type Facts, formatDay, type Model } from "@plumbline/scoring";
import { findLead, findPredictions, type PredictionRow, type Session } from "@plumbline/store";
import type { Configuration } from "../../configuration.ts";
import { planIn } from "../../learn/begin-training.ts";
import { factsOfPage, factsPlanFor } from "../../publish/page-facts.ts";
import { readersFor } from "../../score/readers.ts";
import { found } from "../refusal.ts";

type LeadPrediction = Answer<typeof routes.predictions.ofLead>["items"][number];

const FACTORS = 8;

/** What each champion says of a lead today, and why. */
export async function leadPredictions(
  session: Session,
  { zone }: Configuration,
  leadId: number,
  now: number,
): Promise<LeadPrediction[]> {
  const lead = found(await findLead(session, leadId), "lead");
  const today = zone.dayOf(now);
  const told: LeadPrediction[] = [];
  for (const row of await findPredictions(session)) {
    const { champion } = row;
    if (champion === null) continue;
    const model = asking(row.name, champion);
    const reader = (await readersFor(session, [model], zone)).get(champion);
    const plan = await factsPlanFor(session, model, undefined, zone);
    const facts = (
      await factsOfPage(session, plan, [{ id: lead.lead_id, name: null, account_id: lead.account_id }])
    ).get(lead.lead_id);
    if (reader && facts && facts.ineligible === undefined) {
      told.push({ ...sayPlan(row), artefact: champion, on: formatDay(today), ...say(reader, facts, today) });
    }
  }
  return told;
}

/** A model that asks for nothing but a prediction. */
function asking(name: string, artefact: string): Model {
  return { model: "prediction", predictions: { [name]: { artefact } }, dimensions: {}, rules: [], total: { sum: [] } };
}

function sayPlan(row: PredictionRow) {
  const { horizon, target } = planIn(row);
  return { name: row.name, label: row.label, horizon, target };
}

function say(reader: CompiledPrediction, facts: Facts, today: number) {
  const { probability, expected, effects } = reader.explain(facts, today);
  const timing = reader.timing(facts, today);
  return {
    told: { probability, expected, effects, factors: reader.factors(facts, today, FACTORS) },
    days: timing && { expected: timing.expected, median: timing.median },
  };
}
