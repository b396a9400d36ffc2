import {
  type ExperimentPlan,
  type ExperimentState,
  lookAtExperiment,
  newExperiment,
  type Sight,
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
  keepLook,
  type Session,
} from "@plumbline/store";
import type { Pool } from "pg";
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

/** Looks once a day at each experiment that acts upon leads, and keeps what it has seen; how many it looked at. */
export async function lookAtExperiments(pool: Pool, workspaceId: number, now: number): Promise<number> {
  const { unseen, zone } = await inTransaction(pool, workspaceId, async (session) => {
    const own = await zoneOf(session);
    return { unseen: await findUnseen(session, own.dayOf(now)), zone: own };
  });
  for (const experimentId of unseen) {
    await inTransaction(pool, workspaceId, (session) => keepSeen(session, experimentId, zone, now));
  }
  return unseen.length;
}

async function keepSeen(session: Session, experimentId: number, zone: Zone, now: number): Promise<void> {
  const row = await findExperiment(session, experimentId);
  if (row?.state !== "running") return;
  const plan = statisticsOf(planOf(row), await findArms(session, [experimentId]));
  const { units } = await follow(session, row, now);
  const last = (await findLooks(session, experimentId)).at(-1);
  const found = lookOn(plan, last && (JSON.parse(last.found) as Found), units, daysRunBy(row, zone, now));
  await keepLook(session, experimentId, { on_day: zone.dayOf(now), at: now, found: JSON.stringify(found) });
}

export async function zoneOf(session: Session): Promise<Zone> {
  return findZone((await findWorkspace(session))?.time_zone ?? "") ?? UTC;
}
