import {
  decideExperiment,
  type ExperimentPlan,
  type ExperimentState,
  lookAtExperiment,
  newExperiment,
  type Sight,
  type StopReason,
} from "@plumbline/learning";
import { findZone, UTC, type Zone } from "@plumbline/scoring";
import {
  type ExperimentRow,
  findArms,
  findExperiment,
  findLooks,
  findUnseen,
  findWorkspace,
  inTransaction,
  keepAudit,
  keepLook,
  lockExperiment,
  type Session,
} from "@plumbline/store";
import type { Pool } from "pg";
import { stopExperiment } from "./end-experiment.ts";
import { follow, planOf, statisticsOf } from "./follow.ts";
import type { Unit } from "./units.ts";

/** What is kept of a look. */
export type Found = {
  readonly state: ExperimentState;
  readonly matured: number;
  /** Of each treatment: its rate minus that of the control. */
  readonly differences: readonly (number | null)[];
};

/** Takes one more look at an experiment: what was learnt by the looks before is never taken back. */
export function lookOn(
  plan: ExperimentPlan,
  before: Found | undefined,
  units: readonly Unit[],
  daysRun: number,
): Found {
  const sight = sightOf(plan, units, daysRun);
  const rates = sight.arms.map(({ outcomes }) => (outcomes.leads > 0 ? outcomes.converted / outcomes.leads : null));
  const [control = null] = rates;
  return {
    state: lookAtExperiment(plan, before?.state ?? newExperiment(plan), sight),
    matured: sight.arms.reduce((sum, { outcomes }) => sum + outcomes.leads, 0),
    differences: rates.slice(1).map((rate) => (rate === null || control === null ? null : rate - control)),
  };
}

function sightOf(plan: ExperimentPlan, units: readonly Unit[], daysRun: number): Sight {
  const counted = units.filter(({ convertedBefore }) => !convertedBefore);
  return {
    daysRun,
    arms: plan.arms.map((_, place) => {
      const own = counted.filter((unit) => unit.place === place);
      const matured = own.filter(({ isMatured }) => isMatured);
      const count = (holds: (unit: Unit) => boolean) => ({
        leads: matured.length,
        converted: matured.filter(holds).length,
      });
      return {
        enrolled: own.length,
        outcomes: count(({ convertedAt }) => convertedAt !== null),
        guards: plan.guards.map((_guard, i) => count(({ guards }) => guards[i] === true)),
      };
    }),
  };
}

/** For how many days an experiment has been running, or was. */
export function daysRunBy({ started_at, ended_at }: ExperimentRow, zone: Zone, now: number): number {
  return started_at === null ? 0 : Math.max(0, zone.dayOf(Math.min(now, ended_at ?? now)) - zone.dayOf(started_at));
}

/** Who stops an experiment that does harm. */
const BY = "schedule";

/**
 * Looks once a day at each experiment that acts upon leads, and keeps what it has seen; how many it looked at. One that
 * does harm, or of which nothing can be concluded, is stopped at once; every other end is for people to decide.
 */
export async function lookAtExperiments(pool: Pool, workspaceId: number, now: number): Promise<number> {
  const { unseen, zone } = await inTransaction(pool, workspaceId, async (session) => {
    const own = await zoneOf(session);
    return { unseen: await findUnseen(session, own.dayOf(now)), zone: own };
  });
  for (const experimentId of unseen) {
    const harm = await inTransaction(pool, workspaceId, (session) => keepSeen(session, experimentId, zone, now));
    if (!harm) continue;
    const stop = (session: Session) => stopFor(session, experimentId, harm, now);
    await inTransaction(pool, workspaceId, stop, { configuration: "changing" });
  }
  return unseen.length;
}

type Harm = Extract<StopReason, { kind: "sample-ratio" | "guard" }>;

async function keepSeen(session: Session, experimentId: number, zone: Zone, now: number): Promise<Harm | undefined> {
  const row = await findExperiment(session, experimentId);
  if (row?.state !== "running") return undefined;
  const plan = statisticsOf(planOf(row), await findArms(session, [experimentId]));
  const { units } = await follow(session, row, now);
  const last = (await findLooks(session, experimentId)).at(-1);
  const found = lookOn(plan, last && (JSON.parse(last.found) as Found), units, daysRunBy(row, zone, now));
  await keepLook(session, experimentId, { on_day: zone.dayOf(now), at: now, found: JSON.stringify(found) });
  const decision = decideExperiment(plan, found.state);
  return decision.do === "stop" && isHarm(decision.because) ? decision.because : undefined;
}

const isHarm = (because: StopReason): because is Harm => because.kind === "sample-ratio" || because.kind === "guard";

/** Somebody may have ended it in the meantime. */
async function stopFor(session: Session, experimentId: number, because: Harm, now: number): Promise<void> {
  const row = await lockExperiment(session, experimentId);
  if (row?.state !== "running") return;
  await stopExperiment(session, row, now);
  const audit = { by: BY, action: "experiments.stop", subject: String(experimentId) };
  await keepAudit(session, { ...audit, details: { model: row.model_name, because } }, now);
}

export async function zoneOf(session: Session): Promise<Zone> {
  return findZone((await findWorkspace(session))?.time_zone ?? "") ?? UTC;
}
