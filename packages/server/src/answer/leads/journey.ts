import { routes } from "@plumbline/api";
import { fromPoints, type JsonObject, nextSteps } from "@plumbline/scoring";
import {
  findFeedback,
  findHandedOver,
  findLead,
  findNotes,
  findScores,
  findSteps,
  findTransitionsOf,
  type LeadRow,
  type Session,
} from "@plumbline/store";
import type { Configuration, ScoringVersion } from "../../configuration.ts";
import { readPlacing } from "../../decide/record.ts";
import { actingOn } from "../acting.ts";
import { answer } from "../answer.ts";
import type { Api } from "../api.ts";
import { type KnownConfigurations, liveVersion } from "../known-configurations.ts";
import { found } from "../refusal.ts";
import { sayInstant, sayInstantIf } from "../say-score.ts";
import { factsOfLeads } from "./facts-of-leads.ts";
import { type FeedbackNow, feedbackOf } from "./feedback-now.ts";
import { type Desk, deskOf, handOffBands, handOffOf, ownerIn } from "./hand-off.ts";
import {
  bandStep,
  condensed,
  contactAfter,
  feedbackStep,
  noteStep,
  type Outcome,
  outcomeIn,
  type Step,
  stepNames,
  stepOf,
} from "./journey-steps.ts";

const MOST_EVENTS = 1000;
const MOST_STEPS = 200;
const MINUTE = 60_000;

/** What was done towards a lead so far, where it stands, and what a rep does next. */
export function journeyRoute(api: Api, known: KnownConfigurations): void {
  answer(api, routes.leads.journey, async ({ session, params, query, now }) => {
    const configuration = await known(session);
    const lead = found(await findLead(session, Number(params.id)), "lead");
    const desk = await deskOf(session);
    const version =
      query.model === undefined
        ? handOffOf(desk, configuration).version
        : liveVersion(configuration, "lead", query.model);
    const bands = handOffBands(desk, version);
    const { band, steps, next } = await historyOf(session, configuration, { lead, desk, version }, now);
    const feedback =
      (await feedbackOf({ session, version, desk: { bands } }, [{ ...lead, band }])).get(lead.lead_id) ?? null;
    const [handed] = await findHandedOver(session, version.modelId, [lead.lead_id], bands);
    const contacted = handed && contactAfter(steps, handed.at);
    const stage = stageOf(outcomeOf(lead, steps), feedback, band !== null && bands.includes(band));
    return {
      model: version.name,
      stage,
      band,
      owner: ownerIn(JSON.parse(lead.traits) as JsonObject, desk),
      handOff: handed
        ? {
            at: sayInstant(handed.at),
            band: handed.band,
            contactedAt: sayInstantIf(contacted ?? null),
            minutes: contacted === undefined ? null : Math.round((contacted - handed.at) / MINUTE),
          }
        : null,
      feedback,
      next,
      advice: adviceOn(stage, contacted !== undefined),
      steps: condensed(steps, configuration.zone.dayOf).slice(0, MOST_STEPS).map(sayStep),
    };
  });
}

type Asked = { readonly lead: LeadRow; readonly desk: Desk; readonly version: ScoringVersion };

async function historyOf(session: Session, configuration: Configuration, { lead, desk, version }: Asked, now: number) {
  const { lead_id: leadId } = lead;
  const facts = found((await factsOfLeads(session, configuration, [lead])).get(leadId), "lead");
  const [row] = await findScores(session, [version.versionId], [leadId]);
  const placed = row ? readPlacing(row).band : null;
  const today = configuration.zone.dayOf(now);
  const { compiled } = (await actingOn(session, configuration, [leadId]))(version, leadId);
  const [rise] = nextSteps(compiled, facts.of(version.modelId), today, placed)?.rises ?? [];
  const ids = facts.members.map(({ id }) => id);
  const events = await findSteps(session, ids, stepNames(desk.contacts), MOST_EVENTS);
  const moves = await findTransitionsOf(session, version.modelId, leadId, Number.MAX_SAFE_INTEGER, MOST_STEPS);
  const steps: Step[] = [
    ...events.map(stepOf),
    ...moves.map(bandStep),
    ...(await findNotes(session, leadId, {}, MOST_STEPS)).map(noteStep),
    ...(await findFeedback(session, { leadId }, MOST_STEPS)).map(feedbackStep),
  ];
  return { band: row?.band ?? null, steps, next: rise ? { ...rise, total: fromPoints(rise.total) } : null };
}

/** What became of it, by the events or else by what the traits say. */
function outcomeOf({ traits }: LeadRow, steps: readonly Step[]): Outcome | undefined {
  const { customer, lost, lifecycleStage } = JSON.parse(traits) as JsonObject;
  const said = outcomeIn(steps);
  if (said) return said;
  if (customer === true || lifecycleStage === "customer") return "customer";
  if (lost === true) return "lost";
  return lifecycleStage === "opportunity" ? "opportunity" : undefined;
}

type Stage = "nurture" | "handed-off" | "accepted" | "recycled" | "rejected" | Outcome;

function stageOf(outcome: Outcome | undefined, feedback: FeedbackNow | null, isHanded: boolean): Stage {
  if (outcome) return outcome;
  if (feedback && feedback.state !== "waiting") return feedback.state;
  return isHanded ? "handed-off" : "nurture";
}

const ADVICE = {
  nurture: "nurture",
  "handed-off": "answer",
  recycled: "wait",
  rejected: "nurture",
  opportunity: "close",
  customer: "none",
  lost: "none",
} as const;

/** What is to be done about a lead now: who was accepted is called, and whoever was called is called again. */
function adviceOn(stage: Stage, isContacted: boolean) {
  if (stage === "accepted") return isContacted ? ("follow-up" as const) : ("contact" as const);
  return ADVICE[stage];
}

const sayStep = ({ at, ...step }: Step) => ({ at: sayInstant(at), ...step });
