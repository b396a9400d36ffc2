import { routes, type StudyQuestion } from "@plumbline/api";
import type { Backtest, Truth } from "@plumbline/learning";
import { findZone, formatDay, type Model, parseDay, UTC } from "@plumbline/scoring";
import {
  dropStudy,
  endStudy,
  findModel,
  findStudies,
  findStudy,
  findStudyResult,
  findVersion,
  findWorkspace,
  keepStudy,
  lockStudy,
  type ModelRow,
  type Session,
  type StudyRow,
} from "@plumbline/store";
import type { AskedStudy } from "../../learn/asked-study.ts";
import { answer } from "../answer.ts";
import type { Api } from "../api.ts";
import { pageOf, readIdCursor } from "../cursor.ts";
import { modelAs } from "../models/read-model.ts";
import { liveVersionOf } from "../models/rules-report.ts";
import { bad } from "../read-request.ts";
import { found, Refusal } from "../refusal.ts";
import { sayInstant, sayInstantIf } from "../say-score.ts";

/** Who says no period means the last year whose outcomes are known. */
const YEAR = 365;
const MAX_ID = 2_147_483_647;

export function answerStudies(api: Api): void {
  const { studies } = routes;

  answer(api, studies.create, async ({ session, body, caller, now, note }) => {
    const asked = await askedBy(session, body, now);
    const row = await keepStudy(session, { kind: body.kind, asked: JSON.stringify(asked), by: caller.by }, now);
    note({ subject: String(row.study_id), details: { kind: body.kind, model: body.model } });
    return sayStudy(row);
  });

  answer(api, studies.get, async ({ session, params }) => {
    const row = found(await findStudy(session, Number(params.id)), "study");
    const result = row.state === "done" ? await findStudyResult(session, row.study_id) : undefined;
    return { ...sayStudy(row), result: result === undefined ? null : (JSON.parse(result) as Truth | Backtest) };
  });

  answer(api, studies.list, async ({ session, query }) => {
    const rows = await findStudies(session, readIdCursor(query.cursor) ?? MAX_ID, query.limit + 1);
    return pageOf(rows, query.limit, sayStudy, ({ study_id }) => [study_id]);
  });

  answer(api, studies.stop, async ({ session, params, now }) => {
    const row = found(await lockStudy(session, Number(params.id)), "study");
    if (!(await endStudy(session, row.study_id, { state: "stopped" }, now)))
      throw new Refusal({ code: "already-done" });
    return sayStudy({ ...row, state: "stopped", ended_at: now });
  });

  answer(api, studies.drop, async ({ session, params }) => {
    if (!(await dropStudy(session, Number(params.id)))) throw new Refusal({ code: "not-found", what: "study" });
    return undefined;
  });
}

async function askedBy(session: Session, question: StudyQuestion, now: number): Promise<AskedStudy> {
  const row = found(await findModel(session, question.model), "model");
  if (row.of !== "lead") throw new Refusal({ code: "model-of-others", model: row.name, of: row.of });
  const models = [await versionOf(session, row, question.version)];
  if (question.kind === "backtest") models.push(await versionOf(session, row, question.draft));
  const workspace = await findWorkspace(session);
  const timeZone = workspace?.time_zone ?? "UTC";
  const knownUntil = (findZone(timeZone) ?? UTC).dayOf(now) - 1;
  const to = Math.min(dayOf(question.to) ?? knownUntil, knownUntil - question.horizon);
  const from = dayOf(question.from) ?? to - YEAR + 1;
  if (from > to) throw bad("body", "from", "too-large", formatDay(to));
  const { target, horizon, seed, isProbability } = question;
  return {
    question: { ...question, from: formatDay(from), to: formatDay(to) },
    modelId: row.model_id,
    ...{ models, timeZone, target, horizon, seed, from, to, knownUntil, isProbability },
    ...(question.kind === "backtest" && question.perWeek !== undefined && { perWeek: question.perWeek }),
  };
}

const dayOf = (text: string | undefined): number | undefined => (text === undefined ? undefined : parseDay(text));

async function versionOf(session: Session, row: ModelRow, which: StudyQuestion["version"]): Promise<Model> {
  if (which !== "live") return modelAs(session, row, which);
  return found(await findVersion(session, liveVersionOf(row)), "version").body as Model;
}

function sayStudy(row: StudyRow) {
  const { question } = JSON.parse(row.asked) as { readonly question: StudyQuestion };
  return {
    id: String(row.study_id),
    asked: question,
    state: row.state,
    done: row.done,
    total: row.total,
    by: row.by,
    at: sayInstant(row.at),
    startedAt: sayInstantIf(row.started_at),
    endedAt: sayInstantIf(row.ended_at),
  };
}
