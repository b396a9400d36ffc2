import { type Answer, routes } from "@plumbline/api";
import {
  bayesianView,
  decideExperiment,
  type ExperimentPlan,
  type ExperimentState,
  isHarmed,
  type Shadowed,
  wilson,
} from "@plumbline/learning";
import { formatDay } from "@plumbline/scoring";
import {
  type ExperimentRow,
  type FollowedRow,
  findArms,
  findExperiment,
  findLooks,
  findSubjects,
  inTransaction,
  type ListedArm,
  type Session,
} from "@plumbline/store";
import { follow, followLeads, planOf, statisticsOf } from "../../learn/experiment/follow.ts";
import { daysRunBy, type Found, guardedIn, lookOn, zoneOf } from "../../learn/experiment/look.ts";
import type { Unit } from "../../learn/experiment/units.ts";
import { workInThread } from "../../learn/work-in-thread.ts";
import { answer, answerAtOwnPace } from "../answer.ts";
import type { Api } from "../api.ts";
import { pageOf, readInstantCursor } from "../cursor.ts";
import { turnstile } from "../leads/turnstile.ts";
import { found } from "../refusal.ts";
import { idsAfter, rememberedLists } from "../remembered-lists.ts";
import { sayInstant, sayInstantIf, sayPoints } from "../say-score.ts";
import { behind } from "./behind.ts";
import { sayShadow, shadowedBy } from "./shadows.ts";

type Result = Answer<typeof routes.experiments.results>;

/** So many are held against the live version at a time, in this process; so many requests of one workspace wait for that. */
const AT_A_TIME = 1;
const WAITING = 4;

/** What experiments have shown, and the leads behind it. */
export function answerResults(api: Api): void {
  const turns = turnstile(AT_A_TIME, WAITING);
  answerAtOwnPace(api, routes.experiments.results, async ({ pool, caller, params, now, gone }): Promise<Result> => {
    const { workspaceId } = caller;
    const within = <Found>(work: (session: Session) => Promise<Found>) => inTransaction(pool, workspaceId, work);
    const rowIn = async (session: Session) => found(await findExperiment(session, Number(params.id)), "experiment");
    const seen = async (session: Session) => resultOf(session, await rowIn(session), now);
    if (planOf(await within(rowIn)).mode !== "shadow") return (await within(seen)).result;
    // The leads that are compared are many: nobody holds them while waiting.
    const leave = await turns(String(workspaceId), gone());
    try {
      const { result, arms, shadowed } = await within(seen);
      const compared = shadowed.length > 0 ? await workInThread("shadows", shadowed) : [];
      const shadows = compared.map((one, i) => sayShadow(arms[i + 1]?.name ?? "", shadowed[i] as Shadowed, one));
      return { ...result, shadows };
    } finally {
      leave();
    }
  });

  const lists = rememberedLists();
  answer(api, routes.experiments.leads, async ({ session, params, query: { cursor, limit, ...query }, now }) => {
    const row = found(await findExperiment(session, Number(params.id)), "experiment");
    const arms = await findArms(session, [row.experiment_id]);
    // The pages after the first are of the same list, as it was then.
    const { at, after } = readInstantCursor(cursor, now);
    const name = JSON.stringify([session.workspaceId, row.experiment_id, at, query]);
    const ids = await lists.idsOf(name, async () => {
      const guards = planOf(row).guards.map((guard) => guard.name);
      return behind(await follow(session, row, at), arms, guards, query).map(({ lead_id }) => lead_id);
    });
    const page = idsAfter(ids, after, limit + 1);
    const leads = new Map((await followLeads(session, row, page)).map((one) => [one.lead_id, one]));
    const names = new Map((await findSubjects(session, "lead", page)).map((one) => [one.id, one.name]));
    const { items, next } = pageOf(
      page,
      limit,
      (id) => (leads.has(id) ? [sayFollowed(leads.get(id) as FollowedRow, arms, names.get(id) ?? null)] : []),
      (id) => [at, id],
    );
    return { items: items.flat(), next };
  });
}

/** All but what shadow mode has shown, and what that is worked out from. */
async function resultOf(session: Session, row: ExperimentRow, now: number) {
  const wanted = planOf(row);
  const arms = await findArms(session, [row.experiment_id]);
  const zone = await zoneOf(session);
  const plan = statisticsOf(wanted, arms);
  const { units, contaminated } = await follow(session, row, now);
  const looks = (await findLooks(session, row.experiment_id)).map((look) => ({
    on: formatDay(look.on_day),
    ...(JSON.parse(look.found) as Found),
  }));
  const daysRun = daysRunBy(row, zone, now);
  const seen = lookOn(plan, looks.at(-1), units, daysRun);
  const isLive = wanted.mode === "live" && arms.length > 0;
  const counted = units.filter(({ convertedBefore }) => !convertedBefore);
  const said = arms.map((arm) => sayArm(arm, plan, counted));
  const result: Result = {
    ...{ at: sayInstant(now), daysRun, arms: said },
    ratio: isLive ? sayRatio(seen.state) : null,
    treatments: isLive ? sayTreatments(seen, said) : [],
    shadows: [],
    contaminated: contaminated.length,
    convertedBefore: units.length - counted.length,
    decision: isLive ? sayDecision(plan, seen.state) : null,
    looks: looks.map(({ on, matured, differences, state }) => ({
      on,
      matured,
      treatments: state.treatments.map(({ name, standing }, i) => ({
        ...{ arm: name, difference: differences[i] ?? null, standing },
      })),
    })),
  };
  return { result, arms, shadowed: wanted.mode === "shadow" ? shadowedBy(wanted, arms, counted) : [] };
}

function sayFollowed(one: FollowedRow, arms: readonly ListedArm[], name: string | null) {
  return {
    ...{ id: String(one.lead_id), name, unit: one.unit },
    arm: arms.find(({ place }) => place === one.place)?.name ?? "",
    enrolledAt: sayInstant(one.at),
    convertedAt: sayInstantIf(one.converted_at),
    totals: one.totals.map(sayPoints),
  };
}

type SaidArm = Result["arms"][number];

function sayArm(arm: ListedArm, plan: ExperimentPlan, counted: readonly Unit[]): SaidArm {
  const own = counted.filter(({ place }) => place === arm.place);
  const matured = own.filter(({ isMatured }) => isMatured);
  const converted = matured.filter(({ convertedAt }) => convertedAt !== null);
  return {
    ...{ name: arm.name, version: arm.number, weight: arm.weight },
    leads: own.reduce((sum, { leads }) => sum + leads.length, 0),
    ...{ enrolled: own.length, matured: matured.length, censored: own.length - matured.length },
    converted: shareOf(converted.length, matured.length),
    guards: plan.guards.map(({ name }, i) => {
      const { leads: known, converted } = guardedIn(own, i);
      return { name, of: known, ...shareOf(converted, known) };
    }),
  };
}

function shareOf(count: number, of: number) {
  return { count, rate: of > 0 ? count / of : null, interval: of > 0 ? wilson(count, of) : null };
}

function sayRatio({ ratio }: ExperimentState): Result["ratio"] {
  if (!ratio) return null;
  const { chiSquare, p, isBroken, alwaysValid } = ratio;
  return { chiSquare, p, isBroken, alwaysValid };
}

function sayTreatments({ state, differences }: Found, arms: readonly SaidArm[]) {
  const [control, ...others] = arms;
  return state.treatments.map(({ name, standing, missing, guards }, i) => {
    const own = others[i];
    return {
      ...{ arm: name, difference: differences[i] ?? null, standing, missing: missing.filter(isCount) },
      bayes: control && own && control.matured > 0 && own.matured > 0 ? bayesianView(armOf(control), armOf(own)) : null,
      guards: guards.map((guard, g) => ({
        name: guard.name,
        difference: gapOf(control?.guards[g]?.rate, own?.guards[g]?.rate),
        standing: guard.standing,
        isHarmed: isHarmed(guard),
      })),
    };
  });
}

const isCount = <M extends object>(missing: M): missing is Extract<M, { needed: number }> => "needed" in missing;

const armOf = ({ matured, converted }: SaidArm) => ({ leads: matured, converted: converted.count });

const gapOf = (control: number | null | undefined, own: number | null | undefined): number | null =>
  control == null || own == null ? null : own - control;

function sayDecision(plan: ExperimentPlan, state: ExperimentState): Result["decision"] {
  const decision = decideExperiment(plan, state);
  if (decision.do === "stop") return { do: "stop", because: decision.because };
  const { because } = decision;
  if (because.kind !== "not-enough") return { do: "continue", because };
  return { do: "continue", because: { kind: "not-enough", missing: because.missing.filter(isCount) } };
}
