import type { Problem, StudyKindName, StudyQuestion } from "@plumbline/api";
import { type Day, findZone, formatDay, type Model, parseDay, UTC } from "@plumbline/scoring";
import { findModel, findVersion, findVersionId, findWorkspace, type ModelRow, type Session } from "@plumbline/store";
import { type NoModel, readPinned } from "../segment/read-pinned.ts";
import type { AskedMoments } from "./asked-study.ts";
import type { AskedStudies } from "./study-kinds.ts";

/** Who says no period means the last year whose outcomes are known. */
const YEAR = 365;

/** What a study is worked out from; or why it cannot be asked. */
export type Prepared<Asked> =
  | { readonly ok: true; readonly asked: Asked }
  | { readonly ok: false; readonly because: Unasked };

export type Unasked =
  | NoModel
  | Extract<Problem, { readonly code: "not-found" | "model-of-others" | "model-not-live" }>
  /** It is to begin after the last day whose outcomes are known. */
  | { readonly code: "no-days"; readonly last: Day };

type QuestionOf<Kind> = Extract<StudyQuestion, { readonly kind: Kind }>;
type Prepares = {
  /** Trainings are asked for where predictions are, and watches by nobody. */
  readonly [Kind in Exclude<StudyKindName, "training" | "watch">]: (
    session: Session,
    question: QuestionOf<Kind>,
    now: number,
  ) => Promise<Prepared<AskedStudies[Kind]>>;
};

/** What each kind of study needs beside the question; read in the transaction in which it is asked. */
const PREPARES: Prepares = {
  truth: async (session, question, now) => {
    const { isProbability } = question;
    return withMore(await prepareMoments(session, question, [question.version], now), { isProbability });
  },
  backtest: async (session, question, now) => {
    const { isProbability, perWeek } = question;
    return withMore(await prepareMoments(session, question, [question.version, question.draft], now), {
      isProbability,
      ...(perWeek !== undefined && { perWeek }),
    });
  },
  proposals: async (session, question, now) => {
    const { goal, band } = question;
    return withMore(await prepareMoments(session, question, [question.version], now), {
      ...(goal && { goal }),
      ...(band !== undefined && { band }),
    });
  },
};

function withMore<Asked, More>(prepared: Prepared<Asked>, more: More): Prepared<Asked & More> {
  return prepared.ok ? { ok: true, asked: { ...prepared.asked, ...more } } : prepared;
}

/** Makes ready what a study is worked out from. */
export function prepareStudy(session: Session, question: StudyQuestion, now: number): Promise<Prepared<AskedMoments>> {
  const prepare = PREPARES[question.kind] as (
    session: Session,
    question: StudyQuestion,
    now: number,
  ) => Promise<Prepared<AskedMoments>>;
  return prepare(session, question, now);
}

type Which = "live" | "draft" | number;

/** Some versions of a model of leads, and the days of which moments are drawn. */
export async function prepareMoments(
  session: Session,
  question: Pick<StudyQuestion, "model" | "target" | "horizon" | "seed" | "from" | "to">,
  versions: readonly Which[],
  now: number,
): Promise<Prepared<AskedMoments>> {
  const row = await findModel(session, question.model);
  if (!row) return unasked({ code: "not-found", what: "model" });
  if (row.of !== "lead") return unasked({ code: "model-of-others", model: row.name, of: row.of });
  const models: Model[] = [];
  for (const which of versions) {
    const version = await versionOf(session, row, which);
    if (!version.ok) return version;
    models.push(version.asked);
  }
  const workspace = await findWorkspace(session);
  const timeZone = workspace?.time_zone ?? "UTC";
  const knownUntil = (findZone(timeZone) ?? UTC).dayOf(now) - 1;
  const to = Math.min(dayOf(question.to) ?? knownUntil, knownUntil - question.horizon);
  const from = dayOf(question.from) ?? to - YEAR + 1;
  if (from > to) return unasked({ code: "no-days", last: to });
  const { target, horizon, seed } = question;
  return {
    ok: true,
    asked: {
      question: { ...question, from: formatDay(from), to: formatDay(to) },
      modelId: row.model_id,
      ...{ models, timeZone, target, horizon, seed, from, to, knownUntil },
    },
  };
}

const unasked = (because: Unasked) => ({ ok: false, because }) as const;

const dayOf = (text: string | undefined): Day | undefined => (text === undefined ? undefined : parseDay(text));

async function versionOf(session: Session, row: ModelRow, which: Which): Promise<Prepared<Model>> {
  if (which === "draft") {
    if (row.draft === null) return unasked({ code: "not-found", what: "draft" });
    const read = await readPinned(session, row.draft);
    return read.ok ? { ok: true, asked: read.model } : unasked(read.problem);
  }
  if (which === "live" && row.live_version_id === null) return unasked({ code: "model-not-live", model: row.name });
  const versionId = which === "live" ? row.live_version_id : await findVersionId(session, row.model_id, which);
  const version = versionId == null ? undefined : await findVersion(session, versionId);
  // It was checked when it became a version.
  return version ? { ok: true, asked: version.body as Model } : unasked({ code: "not-found", what: "version" });
}
