import { GUARD_DAYS, type WantedExperiment } from "@plumbline/api";
import { conversionsOf, type DealKind, type ExperimentPlan, outcomeEvents } from "@plumbline/learning";
import {
  type ExperimentRow,
  type FollowedRow,
  followEnrolled,
  type ListedArm,
  type Session,
  type Sign,
} from "@plumbline/store";
import { type Followed, unitsOf } from "./units.ts";

const DAY = 86_400_000;

type Guarded = WantedExperiment["guards"][number]["of"];
type Outcome = Extract<Guarded, { readonly outcome: unknown }>["outcome"];

/** What an experiment is planned to be, as it was asked for. */
export function planOf({ plan }: Pick<ExperimentRow, "plan">): WantedExperiment {
  const { guards, ...asked } = JSON.parse(plan) as WantedExperiment;
  // What was planned before guards had days of their own.
  return { ...asked, guards: guards.map((guard) => ({ ...guard, horizon: guard.horizon ?? GUARD_DAYS })) };
}

/** The same for its statistics. */
export function statisticsOf(
  { alpha, difference, guards, leastDays, mostDays, until }: WantedExperiment,
  arms: readonly Pick<ListedArm, "name" | "weight">[],
): ExperimentPlan {
  return {
    ...{ alpha, difference, leastDays, mostDays },
    arms: arms.map(({ name, weight }) => ({ name, weight })),
    guards: guards.map(({ name, harm, margin }) => ({ name, harm, margin })),
    ...(until !== undefined && { mostLeads: until }),
  };
}

/** What became of everyone in an experiment, as far as it is known now. */
export async function follow(session: Session, row: ExperimentRow, now: number): Promise<Followed> {
  const plan = planOf(row);
  // Whoever was acted upon by an arm's version is scored by the live one after the end: what follows is not its doing.
  const until = plan.mode === "live" && row.ended_at !== null ? Math.min(now, row.ended_at) : now;
  const horizon = plan.horizon * DAY;
  const guards = plan.guards.map((guard) => guard.horizon * DAY);
  return unitsOf(await followLeads(session, row), { horizon, guards, until });
}

/** What became of each of them; of some, with those of their units. */
export function followLeads(
  session: Session,
  row: ExperimentRow,
  leadIds?: readonly number[],
): Promise<readonly FollowedRow[]> {
  const { target, horizon, guards } = planOf(row);
  return followEnrolled(session, row.experiment_id, {
    target: conversionsOf(target).flatMap(signOf),
    guards: guards.map((guard) => ({ signs: signsOf(guard.of), horizon: guard.horizon * DAY })),
    horizon: horizon * DAY,
    leadIds,
  });
}

function signsOf(of: Guarded): Sign[] {
  return "event" in of ? [{ events: [of.event.toLowerCase()] }] : signOf(of.outcome);
}

function signOf(outcome: Outcome | "recycled"): Sign[] {
  return isSaid(outcome) ? [{ says: [outcome] }] : [{ events: outcomeEvents([outcome as DealKind]) }];
}

const isSaid = (outcome: string): boolean => ["accepted", "rejected", "recycled"].includes(outcome);
