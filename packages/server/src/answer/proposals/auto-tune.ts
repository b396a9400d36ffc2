import { type Answer, type Asked, routes } from "@plumbline/api";
import {
  type AutoTuneRow,
  findAutoTune,
  findModel,
  findTuneRuns,
  findWorkspace,
  keepAutoTune,
  lockModel,
  type ModelRow,
  type Session,
  type TuneRunRow,
} from "@plumbline/store";
import { answer } from "../answer.ts";
import type { Api } from "../api.ts";
import { pageOf, readIdCursor } from "../cursor.ts";
import { liveVersionOf } from "../models/rules-report.ts";
import { bad } from "../read-request.ts";
import { found, Refusal } from "../refusal.ts";
import { sayInstant, sayInstantIf } from "../say-score.ts";

type Settings = Asked<typeof routes.autoTune.put>["body"];
type Said = Answer<typeof routes.autoTune.get>;
type Run = Answer<typeof routes.autoTune.runs>["items"][number];

/** As it is where nobody ever set it: off, and careful. */
const DEFAULTS: Settings = {
  isOn: false,
  every: "month",
  target: "won",
  horizon: 90,
  bounds: { mostPoints: 5, mostPercent: 25, excluded: [], leastOutcomes: 50 },
};

/** Points that follow history on their own. */
export function answerAutoTune(api: Api): void {
  const { autoTune } = routes;

  answer(api, autoTune.get, async ({ session, params }) => {
    const { model_id } = found(await findModel(session, params.name), "model");
    return saySettings(session, await findAutoTune(session, model_id));
  });

  answer(api, autoTune.put, async ({ session, params, body, caller, now, note }) => {
    const row = found(await lockModel(session, params.name), "model");
    check(row, body);
    const { isOn, every, bounds, target, horizon } = body;
    const before = await findAutoTune(session, row.model_id);
    const goesOn = isOn && before?.is_on === true && before.every === every;
    const kept: AutoTuneRow = {
      ...{ model_id: row.model_id, is_on: isOn, every, by: caller.by, at: now },
      bounds: JSON.stringify(bounds),
      aim: JSON.stringify({ target, horizon }),
      // Whoever turns it on sees at once what it does.
      next_at: isOn ? (goesOn ? before.next_at : now) : null,
    };
    await keepAutoTune(session, kept);
    note({ details: body });
    return saySettings(session, kept);
  });

  answer(api, autoTune.runs, async ({ session, params, query }) => {
    const { model_id } = found(await findModel(session, params.name), "model");
    const before = Math.min(readIdCursor(query.cursor) ?? MOST_ID, MOST_ID);
    const rows = await findTuneRuns(session, model_id, before, query.limit + 1);
    return pageOf(rows, query.limit, sayRun, ({ run_id }) => [run_id]);
  });
}

const MOST_ID = 2_147_483_647;

/** Turned off it may always be. */
function check(row: ModelRow, { isOn, bounds }: Settings): void {
  if (!isOn) return;
  if (row.of !== "lead") throw new Refusal({ code: "model-of-others", model: row.name, of: row.of });
  liveVersionOf(row);
  if (bounds.mostPoints === null && bounds.mostPercent === null) throw bad("body", "bounds.mostPoints", "missing");
}

async function saySettings(session: Session, row: AutoTuneRow | undefined): Promise<Said> {
  const makesDrafts = (await findWorkspace(session))?.settings["signOff"] === "both";
  if (!row) return { ...DEFAULTS, by: null, at: null, nextAt: null, makesDrafts };
  const { target, horizon } = JSON.parse(row.aim) as Pick<Settings, "target" | "horizon">;
  return {
    ...{ isOn: row.is_on, every: row.every, target, horizon, by: row.by, makesDrafts },
    bounds: JSON.parse(row.bounds) as Settings["bounds"],
    at: sayInstant(row.at),
    nextAt: sayInstantIf(row.next_at),
  };
}

function sayRun(row: TuneRunRow): Run {
  const decided = JSON.parse(row.decided ?? '{ "changes": [], "held": [] }') as Pick<Run, "changes" | "held">;
  return {
    id: String(row.run_id),
    startedAt: sayInstant(row.started_at),
    endedAt: sayInstantIf(row.ended_at),
    study: row.study_id === null ? null : String(row.study_id),
    version: row.number,
    outcome: row.outcome,
    because: row.because as Run["because"],
    made: row.made_number,
    changes: decided.changes,
    held: decided.held,
  };
}
