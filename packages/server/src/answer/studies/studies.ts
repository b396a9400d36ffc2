import { type Answer, routes } from "@plumbline/api";
import type { Truth } from "@plumbline/learning";
import {
  dropStudy,
  endStudy,
  findStudies,
  findStudy,
  inTransaction,
  keepStudy,
  lockStudy,
  type StudyRow,
} from "@plumbline/store";
import { prepareStudy } from "../../learn/prepare-study.ts";
import { workInThread } from "../../learn/work-in-thread.ts";
import { answer, answerAtOwnPace } from "../answer.ts";
import type { Api } from "../api.ts";
import { pageOf, readIdCursor } from "../cursor.ts";
import { turnstile } from "../leads/turnstile.ts";
import { found, Refusal } from "../refusal.ts";
import { sayInstant, sayInstantIf } from "../say-score.ts";
import { askedOf } from "./asked-of.ts";
import { type DoneStudy, doneStudy } from "./done-study.ts";
import { goalOf, thresholdWork } from "./thresholds.ts";

type Study = Answer<typeof routes.studies.create>;
type WholeStudy = Answer<typeof routes.studies.get>;

const MAX_ID = 2_147_483_647;
/** So many thresholds are chosen at a time, in this process; so many requests of one workspace wait for that. */
const AT_A_TIME = 1;
const WAITING = 4;

export function answerStudies(api: Api): void {
  const { studies } = routes;

  answer(api, studies.create, async ({ session, body, caller, now, note }) => {
    const asked = askedOf(await prepareStudy(session, body, now));
    const row = await keepStudy(session, { kind: body.kind, asked: JSON.stringify(asked), by: caller.by }, now);
    note({ subject: String(row.study_id), details: { kind: body.kind, model: body.model } });
    return sayStudy(row);
  });

  answer(api, studies.get, async ({ session, params }) => {
    const row = found(await findStudy(session, Number(params.id)), "study");
    const result = row.state === "done" ? sayResult(await doneStudy(session, row)) : null;
    return { ...sayStudy(row), result } as WholeStudy;
  });

  const turns = turnstile(AT_A_TIME, WAITING);
  answerAtOwnPace(api, studies.thresholds, async ({ pool, caller, params, query, gone }) => {
    const { workspaceId } = caller;
    // What is chosen by is large: nobody holds it while waiting.
    const leave = await turns(String(workspaceId), gone());
    try {
      const work = await inTransaction(pool, workspaceId, async (session) => {
        const row = found(await findStudy(session, Number(params.id)), "study");
        return thresholdWork(await doneStudy(session, row), goalOf(query), query.of);
      });
      return { choice: await workInThread("threshold", work) };
    } finally {
      leave();
    }
  });

  answer(api, studies.list, async ({ session, query }) => {
    const rows = await findStudies(session, query, readIdCursor(query.cursor) ?? MAX_ID, query.limit + 1);
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

function sayResult({ kind, result }: DoneStudy): WholeStudy["result"] {
  const withoutTotals = ({ totals, ...said }: Truth) => said;
  switch (kind) {
    case "truth":
      return withoutTotals(result);
    case "backtest":
      return { ...result, live: withoutTotals(result.live), draft: withoutTotals(result.draft) };
    default:
      return result;
  }
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
