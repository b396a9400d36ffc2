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
  type LookRow,
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
      return {
        enrolled: own.length,
        outcomes: {
          leads: matured.length,
          converted: matured.filter(({ convertedAt }) => convertedAt !== null).length,
        },
        guards: plan.guards.map((_, i) => guardedIn(own, i)),
      };
    }),
  };
}

/** Of those of whom it is known: how many there are, and of how many the sign of a guard was seen. */
export function guardedIn(
  units: readonly Unit[],
  guard: number,
): { readonly leads: number; readonly converted: number } {
  const known = units.flatMap(({ guards }) => guards[guard] ?? []);
  return { leads: known.length, converted: known.filter((isSeen) => isSeen).length };
}

/** For how many days an experiment has been running, or was. */
export function daysRunBy({ started_at, ended_at }: ExperimentRow, zone: Zone, now: number): number {
  return started_at === null ? 0 : Math.max(0, zone.dayOf(Math.min(now, ended_at ?? now)) - zone.dayOf(started_at));
}

/** Who stops an experiment that does harm. */
const BY = "schedule";

/**
 * Looks once a day at each experiment that acts upon leads, and keeps what it has seen; how many it looked at. One that
 * does harm, or of which nothing can be concluded, is stopped at once; every other end is for people to decide. One that
 * cannot be looked at or stopped keeps no other waiting: the first failure is thrown when all were looked at.
 */
export async function lookAtExperiments(pool: Pool, workspaceId: number, now: number): Promise<number> {
  const { unseen, zone } = await inTransaction(pool, workspaceId, async (session) => {
    const own = await zoneOf(session);
    return { unseen: await findUnseen(session, own.dayOf(now)), zone: own };
  });
  const failures: unknown[] = [];
  for (const experimentId of unseen) {
    try {
      const seen = await inTransaction(pool, workspaceId, (session) => see(session, experimentId, zone, now));
      if (!seen?.harm) continue;
      const stop = (session: Session) => stopFor(session, experimentId, seen, now);
      await inTransaction(pool, workspaceId, stop, { configuration: "changing" });
    } catch (error) {
      failures.push(error);
    }
  }
  if (failures.length > 0) throw failures[0];
  return unseen.length;
}

type Harm = Extract<StopReason, { kind: "sample-ratio" | "guard" }>;
type Seen = { readonly look: LookRow; readonly harm: Harm | undefined };

/** A look that finds harm is kept with the stop: if that fails, the experiment is looked at again. */
async function see(session: Session, experimentId: number, zone: Zone, now: number): Promise<Seen | undefined> {
  const row = await findExperiment(session, experimentId);
  if (row?.state !== "running") return undefined;
  const plan = statisticsOf(planOf(row), await findArms(session, [experimentId]));
  const { units } = await follow(session, row, now);
  const last = (await findLooks(session, experimentId)).at(-1);
  const found = lookOn(plan, last && (JSON.parse(last.found) as Found), units, daysRunBy(row, zone, now));
  const look = { on_day: zone.dayOf(now), at: now, found: JSON.stringify(found) };
  const decision = decideExperiment(plan, found.state);
  const harm = decision.do === "stop" && isHarm(decision.because) ? decision.because : undefined;
  if (!harm) await keepLook(session, experimentId, look);
  return { look, harm };
}

const isHarm = (because: StopReason): because is Harm => because.kind === "sample-ratio" || because.kind === "guard";

/** Somebody may have ended it in the meantime. */
async function stopFor(session: Session, experimentId: number, { look, harm }: Seen, now: number): Promise<void> {
  const row = await lockExperiment(session, experimentId);
  if (row?.state !== "running") return;
  await keepLook(session, experimentId, look);
  await stopExperiment(session, row, now);
  const audit = { by: BY, action: "experiments.stop", subject: String(experimentId) };
  await keepAudit(session, { ...audit, details: { model: row.model_name, because: harm } }, now);
}

export async function zoneOf(session: Session): Promise<Zone> {
  return findZone((await findWorkspace(session))?.time_zone ?? "") ?? UTC;
}
