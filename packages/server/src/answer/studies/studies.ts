import { type Answer, routes } from "@plumbline/api";
import {
  dropStudy,
  endStudy,
  findStudies,
  findStudy,
  findStudyResult,
  keepStudy,
  lockStudy,
  type StudyRow,
} from "@plumbline/store";
import { answer } from "../answer.ts";
import type { Api } from "../api.ts";
import { pageOf, readIdCursor } from "../cursor.ts";
import { found, Refusal } from "../refusal.ts";
import { sayInstant, sayInstantIf } from "../say-score.ts";
import { doneStudy } from "./done-study.ts";
import { prepareStudy } from "./prepare-study.ts";
import { goalOf, thresholdsOf } from "./thresholds.ts";

type Study = Answer<typeof routes.studies.create>;
type WholeStudy = Answer<typeof routes.studies.get>;

const MAX_ID = 2_147_483_647;

export function answerStudies(api: Api): void {
  const { studies } = routes;

  answer(api, studies.create, async ({ session, body, caller, now, note }) => {
    const asked = await prepareStudy(session, body, now);
    const row = await keepStudy(session, { kind: body.kind, asked: JSON.stringify(asked), by: caller.by }, now);
    note({ subject: String(row.study_id), details: { kind: body.kind, model: body.model } });
    return sayStudy(row);
  });

  answer(api, studies.get, async ({ session, params }) => {
    const row = found(await findStudy(session, Number(params.id)), "study");
    const result = row.state === "done" ? await findStudyResult(session, row.study_id) : undefined;
    return { ...sayStudy(row), result: result === undefined ? null : JSON.parse(result) } as WholeStudy;
  });

  answer(api, studies.thresholds, async ({ session, params, query }) => {
    const row = found(await findStudy(session, Number(params.id)), "study");
    return thresholdsOf(await doneStudy(session, row), goalOf(query), query.of);
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

/** What is asked is kept with its kind: what a study of it says follows. */
function sayStudy(row: StudyRow): Study {
  const { question } = JSON.parse(row.asked) as { readonly question: Study["asked"] };
  return {
    id: String(row.study_id),
    kind: row.kind,
    asked: question,
    state: row.state,
    done: row.done,
    total: row.total,
    by: row.by,
    at: sayInstant(row.at),
    startedAt: sayInstantIf(row.started_at),
    endedAt: sayInstantIf(row.ended_at),
  } as Study;
}
