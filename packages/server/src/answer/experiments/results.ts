import { type Answer, routes } from "@plumbline/api";
import { bayesianView, decideExperiment, type ExperimentPlan, type ExperimentState, wilson } from "@plumbline/learning";
import { formatDay } from "@plumbline/scoring";
import { findArms, findExperiment, findLooks, findSubjects, type ListedArm } from "@plumbline/store";
import { follow, planOf, statisticsOf } from "../../learn/experiment/follow.ts";
import { daysRunBy, type Found, lookOn, zoneOf } from "../../learn/experiment/look.ts";
import type { Unit } from "../../learn/experiment/units.ts";
import { answer } from "../answer.ts";
import type { Api } from "../api.ts";
import { pageOf, readIdCursor } from "../cursor.ts";
import { found } from "../refusal.ts";
import { sayInstant, sayInstantIf, sayPoints } from "../say-score.ts";
import { behind } from "./behind.ts";
import { shadowsOf } from "./shadows.ts";

type Result = Answer<typeof routes.experiments.results>;

/** What experiments have shown, and the leads behind it. */
export function answerResults(api: Api): void {
  answer(api, routes.experiments.results, async ({ session, params, now }): Promise<Result> => {
    const row = found(await findExperiment(session, Number(params.id)), "experiment");
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
    return {
      ...{ at: sayInstant(now), daysRun, arms: said },
      ratio: isLive ? sayRatio(seen.state) : null,
      treatments: isLive ? sayTreatments(seen, said) : [],
      shadows: wanted.mode === "shadow" ? shadowsOf(wanted, arms, counted) : [],
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
  });

  answer(api, routes.experiments.leads, async ({ session, params, query, now }) => {
    const row = found(await findExperiment(session, Number(params.id)), "experiment");
    const arms = await findArms(session, [row.experiment_id]);
    const guards = planOf(row).guards.map(({ name }) => name);
    const after = readIdCursor(query.cursor) ?? 0;
    const all = behind(await follow(session, row, now), arms, guards, query);
    const rows = all.filter(({ lead_id }) => lead_id > after).slice(0, query.limit + 1);
    const names = new Map(
      (
        await findSubjects(
          session,
          "lead",
          rows.map(({ lead_id }) => lead_id),
        )
      ).map(({ id, name }) => [id, name]),
    );
    return pageOf(
      rows,
      query.limit,
      (one) => ({
        ...{ id: String(one.lead_id), name: names.get(one.lead_id) ?? null, unit: one.unit },
        arm: arms.find(({ place }) => place === one.place)?.name ?? "",
        enrolledAt: sayInstant(one.at),
        convertedAt: sayInstantIf(one.converted_at),
        totals: one.totals.map(sayPoints),
      }),
      ({ lead_id }) => [lead_id],
    );
  });
}

type SaidArm = Result["arms"][number];

function sayArm(arm: ListedArm, plan: ExperimentPlan, counted: readonly Unit[]): SaidArm {
  const own = counted.filter(({ place }) => place === arm.place);
  const matured = own.filter(({ isMatured }) => isMatured);
  const share = (holds: (unit: Unit) => boolean) => shareOf(matured.filter(holds).length, matured.length);
  return {
    ...{ name: arm.name, version: arm.number, weight: arm.weight },
    leads: own.reduce((sum, { leads }) => sum + leads.length, 0),
    ...{ enrolled: own.length, matured: matured.length, censored: own.length - matured.length },
    converted: share(({ convertedAt }) => convertedAt !== null),
    guards: plan.guards.map(({ name }, i) => ({ name, ...share(({ guards }) => guards[i] === true) })),
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

/** As `decideExperiment` sees it. */
function isHarmed({ harm, margin, standing }: ExperimentState["treatments"][number]["guards"][number]): boolean {
  return harm === "higher" ? standing.low > margin : standing.high < -margin;
}

function sayDecision(plan: ExperimentPlan, state: ExperimentState): Result["decision"] {
  const decision = decideExperiment(plan, state);
  if (decision.do === "stop") return { do: "stop", because: decision.because };
  const { because } = decision;
  if (because.kind !== "not-enough") return { do: "continue", because };
  return { do: "continue", because: { kind: "not-enough", missing: because.missing.filter(isCount) } };
}
