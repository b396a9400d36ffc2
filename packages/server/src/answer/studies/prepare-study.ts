import type { StudyKindName, StudyQuestion } from "@plumbline/api";
import { findZone, formatDay, type Model, parseDay, UTC } from "@plumbline/scoring";
import { findModel, findVersion, findWorkspace, type ModelRow, type Session } from "@plumbline/store";
import type { AskedMoments } from "../../learn/asked-study.ts";
import type { AskedStudies } from "../../learn/study-kinds.ts";
import { modelAs } from "../models/read-model.ts";
import { liveVersionOf } from "../models/rules-report.ts";
import { bad } from "../read-request.ts";
import { found, Refusal } from "../refusal.ts";

/** Who says no period means the last year whose outcomes are known. */
const YEAR = 365;

type QuestionOf<Kind> = Extract<StudyQuestion, { readonly kind: Kind }>;
type Prepares = {
  /** Trainings are asked for where predictions are. */
  readonly [Kind in Exclude<StudyKindName, "training">]: (
    session: Session,
    question: QuestionOf<Kind>,
    now: number,
  ) => Promise<AskedStudies[Kind]>;
};

/** What each kind of study needs beside the question; read in the transaction in which it is asked. */
const PREPARES: Prepares = {
  truth: async (session, question, now) => ({
    ...(await prepareMoments(session, question, [question.version], now)),
    isProbability: question.isProbability,
  }),
  backtest: async (session, question, now) => ({
    ...(await prepareMoments(session, question, [question.version, question.draft], now)),
    isProbability: question.isProbability,
    ...(question.perWeek !== undefined && { perWeek: question.perWeek }),
  }),
  proposals: async (session, question, now) => {
    const { goal, band } = question;
    const asked = await prepareMoments(session, question, [question.version], now);
    return { ...asked, ...(goal && { goal }), ...(band !== undefined && { band }) };
  },
};

/** Makes ready what a study is worked out from; refuses what cannot be asked. */
export function prepareStudy(session: Session, question: StudyQuestion, now: number): Promise<AskedMoments> {
  const prepare = PREPARES[question.kind] as (
    session: Session,
    question: StudyQuestion,
    now: number,
  ) => Promise<AskedMoments>;
  return prepare(session, question, now);
}

type Which = "live" | "draft" | number;

/** Some versions of a model of leads, and the days of which moments are drawn. */
export async function prepareMoments(
  session: Session,
  question: Pick<StudyQuestion, "model" | "target" | "horizon" | "seed" | "from" | "to">,
  versions: readonly Which[],
  now: number,
): Promise<AskedMoments> {
  const row = found(await findModel(session, question.model), "model");
  if (row.of !== "lead") throw new Refusal({ code: "model-of-others", model: row.name, of: row.of });
  const models: Model[] = [];
  for (const which of versions) models.push(await versionOf(session, row, which));
  const workspace = await findWorkspace(session);
  const timeZone = workspace?.time_zone ?? "UTC";
  const knownUntil = (findZone(timeZone) ?? UTC).dayOf(now) - 1;
  const to = Math.min(dayOf(question.to) ?? knownUntil, knownUntil - question.horizon);
  const from = dayOf(question.from) ?? to - YEAR + 1;
  if (from > to) throw bad("body", "from", "too-large", formatDay(to));
  const { target, horizon, seed } = question;
  return {
    question: { ...question, from: formatDay(from), to: formatDay(to) },
    modelId: row.model_id,
    ...{ models, timeZone, target, horizon, seed, from, to, knownUntil },
  };
}

const dayOf = (text: string | undefined): number | undefined => (text === undefined ? undefined : parseDay(text));

async function versionOf(session: Session, row: ModelRow, which: Which): Promise<Model> {
  if (which !== "live") return modelAs(session, row, which);
  return found(await findVersion(session, liveVersionOf(row)), "version").body as Model;
}
