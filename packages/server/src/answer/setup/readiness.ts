import { type Answer, routes } from "@plumbline/api";
import { outcomeEvents } from "@plumbline/learning";
import {
  changeWorkspace,
  findModels,
  findReadiness,
  findSignOffs,
  findVersion,
  findWorkspace,
  lockWorkspace,
  type ReadinessRow,
  type Session,
} from "@plumbline/store";
import { answer } from "../answer.ts";
import type { Api } from "../api.ts";

type Line = Answer<typeof routes.workspace.readiness>["items"][number];
type Code = Line["code"];
type Verdict = Line["verdict"];
type Answers = Partial<Record<Code, Verdict>>;

/** How events are called that say how it ended. */
const OUTCOMES = outcomeEvents(["won", "lost", "disqualified"]);

/** With fewer leads, whoever sells knows them all by name. */
const ENOUGH_LEADS = 200;
/** A week with less than this part of the middle one is a hole in the inflow. */
const STEADY = 0.25;
/** With fewer outcomes, nothing can be learned from them. */
const ENOUGH_OUTCOMES = 50;
/** Who decides within days needs an answer, not a score. */
const LONG_CYCLE_DAYS = 14;

/** Whether lead scoring will pay here. */
export function answerReadiness(api: Api): void {
  answer(api, routes.workspace.readiness, ({ session, now }) => readinessOf(session, now));

  answer(api, routes.workspace.putReadiness, async ({ session, body, now, note }) => {
    const row = await lockWorkspace(session);
    if (!row) throw new Error(`There is no workspace ${session.workspaceId}`);
    const all = { ...answersIn(row.settings), ...body.answers };
    const readiness = Object.fromEntries(Object.entries(all).filter(([, verdict]) => verdict !== null));
    await changeWorkspace(session, { ...row, settings: { ...row.settings, readiness } });
    note({ details: { answers: body.answers } });
    return readinessOf(session, now);
  });
}

function answersIn(settings: Readonly<Record<string, unknown>>): Answers {
  return (settings["readiness"] ?? {}) as Answers;
}

async function readinessOf(session: Session, now: number): Promise<{ items: Line[] }> {
  const row = (await findReadiness(session, OUTCOMES, now)) as ReadinessRow;
  const answers = answersIn((await findWorkspace(session))?.settings ?? {});
  const told = [...toldBy(row), await signedOff(session)];
  const asked = (["considered-purchase", "marketing-and-sales-agree"] as const).map((code) => ({ code, facts: {} }));
  return { items: [...told, ...asked].map((line) => withAnswer(line, answers[line.code] ?? null)) };
}

type Told = { readonly code: Code; readonly facts: Line["facts"]; readonly verdict?: Verdict };

/** What the data tell, stands; what they do not tell, is what people say. */
function withAnswer({ code, facts, verdict = "unknown" }: Told, said: Verdict | null): Line {
  if (verdict !== "unknown") return { code, verdict, by: "data", facts, answer: said };
  return { code, verdict: said ?? "unknown", by: "people", facts, answer: said };
}

function toldBy(row: ReadinessRow): Told[] {
  const { leads, weeks, events, outcomes, cycle_days, endpoints, outcome_files, feedback, analysts } = row;
  return [
    { code: "enough-leads", facts: { leads, least: ENOUGH_LEADS }, verdict: yesIf(leads >= ENOUGH_LEADS) },
    { code: "steady-inflow", facts: { weeks: [...weeks] }, verdict: steady(weeks) },
    { code: "events-arrive", facts: { events }, verdict: yesIf(events > 0) },
    {
      code: "outcomes-known",
      facts: { outcomes, least: ENOUGH_OUTCOMES },
      verdict: yesIf(outcomes >= ENOUGH_OUTCOMES),
    },
    {
      code: "crm-connected",
      facts: { endpoints, outcomeFiles: outcome_files, outcomes },
      // An endpoint may be anything; with outcomes coming back it is where sales works.
      verdict: endpoints > 0 && outcomes > 0 ? "yes" : endpoints + outcome_files + outcomes === 0 ? "no" : "unknown",
    },
    {
      code: "long-cycle",
      facts: cycle_days === null ? {} : { days: Math.round(cycle_days * 10) / 10, least: LONG_CYCLE_DAYS },
      verdict: cycle_days === null || outcomes < ENOUGH_OUTCOMES ? "unknown" : yesIf(cycle_days >= LONG_CYCLE_DAYS),
    },
    { code: "sales-answers", facts: { feedback }, verdict: yesIf(feedback > 0) },
    { code: "analyst", facts: { analysts }, verdict: analysts > 0 ? "yes" : "unknown" },
  ];
}

const yesIf = (holds: boolean): Verdict => (holds ? "yes" : "no");

/** Whether new leads came in each of the last weeks, about as many as in the others. */
function steady(weeks: readonly number[]): Verdict {
  const sorted = [...weeks].sort((a, b) => a - b);
  const middle = sorted[Math.floor(sorted.length / 2)] ?? 0;
  if (middle === 0) return "no";
  return yesIf((sorted[0] ?? 0) >= STEADY * middle);
}

/** Whether what answers where no model is named was signed by both. */
async function signedOff(session: Session): Promise<Told> {
  const model = (await findModels(session)).find((row) => row.of === "lead" && row.is_default);
  const version = model?.live_version_id == null ? undefined : await findVersion(session, model.live_version_id);
  if (!model || !version) return { code: "signed-off", facts: { signatures: 0 }, verdict: "no" };
  const signed = (await findSignOffs(session, model.model_id)).filter(({ hash }) => hash === version.hash);
  const roles = new Set(signed.map(({ role }) => role));
  return { code: "signed-off", facts: { signatures: roles.size }, verdict: yesIf(roles.size === 2) };
}
