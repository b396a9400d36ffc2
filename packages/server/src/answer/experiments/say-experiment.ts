import type { Answer, routes, WantedExperiment } from "@plumbline/api";
import { sampleSizeForRates } from "@plumbline/learning";
import { findArms, findTrialFilling, type ListedArm, type NamedExperiment, type Session } from "@plumbline/store";
import { planOf } from "../../learn/experiment/follow.ts";
import { sayInstant, sayInstantIf } from "../say-score.ts";

export type SaidExperiment = Answer<typeof routes.experiments.get>;

/** Experiments as the API writes them. */
export async function sayExperiments(session: Session, rows: readonly NamedExperiment[]): Promise<SaidExperiment[]> {
  const arms = await findArms(
    session,
    rows.map(({ experiment_id }) => experiment_id),
  );
  const said: SaidExperiment[] = [];
  for (const row of rows) {
    const own = arms.filter(({ experiment_id }) => experiment_id === row.experiment_id);
    said.push({ ...sayExperiment(row, own), filling: row.state === "filling" ? await sayFilling(session, row) : null });
  }
  return said;
}

export async function sayOne(session: Session, row: NamedExperiment): Promise<SaidExperiment> {
  const [said] = await sayExperiments(session, [row]);
  return said as SaidExperiment;
}

function sayExperiment(row: NamedExperiment, arms: readonly ListedArm[]): Omit<SaidExperiment, "filling"> {
  const plan = planOf(row);
  const { baseline = null, until = null, arms: wanted, ...rest } = plan;
  return {
    ...rest,
    ...{ id: String(row.experiment_id), state: row.state, model: row.model_name, baseline, until },
    arms: wanted.map(({ name, weight, version }, i) => ({ name, weight, version: arms[i]?.number ?? version })),
    needed: baseline === null ? null : neededFor(plan, baseline),
    ...{ winner: row.winner, by: row.by, at: sayInstant(row.at) },
    ...{ startedAt: sayInstantIf(row.started_at), endedAt: sayInstantIf(row.ended_at) },
  };
}

/** Of the treatment that gets the fewest leads; each has its part of alpha, as the analysis gives it. */
function neededFor({ arms, difference, power, alpha }: WantedExperiment, baseline: number) {
  const [control, ...treatments] = arms.map(({ weight }) => weight) as [number, ...number[]];
  const least = Math.min(...treatments);
  const share = least / (control + least);
  return sampleSizeForRates(baseline, difference, { power, alpha: alpha / (arms.length - 1), share });
}

async function sayFilling(session: Session, { experiment_id }: NamedExperiment) {
  const { done, total, failed } = await findTrialFilling(session, experiment_id);
  return { done, total, failed: failed > 0 };
}
