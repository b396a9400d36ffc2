import type { StudyQuestion } from "@plumbline/api";
import type { Backtest } from "@plumbline/learning";
import {
  findModel,
  findStudyResult,
  inTransaction,
  keepDraft,
  keepStudy,
  type ModelRow,
  type Session,
  type StudyRow,
} from "@plumbline/store";
import { advanceStudies } from "../../packages/server/src/learn/advance-studies.ts";
import { prepareStudy } from "../../packages/server/src/learn/prepare-study.ts";
import { type House, openHouse } from "../house/open-house.ts";
import { populate } from "../house/populate.ts";
import { load, secondsOfFamily } from "../house/processor.ts";
import { publishedModel } from "../publish/model.ts";
import type { Report } from "../report.ts";

export type BacktestSize = { readonly leads: number; readonly events: number };

/** So many days before its last event a lead is won, so that it is known what became of it. */
const WON_BEFORE = 40;

/** A draft held against the live version on the past of all leads: as the server does it, from the database, in a thread. */
export async function benchBacktest(tell: Report, { leads, events }: BacktestSize): Promise<void> {
  const house = await openHouse(publishedModel());
  try {
    await populate(house, { leads, events, withEvents: true });
    const { workspaceId } = house.workspace;
    const { pool } = house.database;
    const count = await inTransaction(pool, workspaceId, addOutcomes);
    await pool.query("vacuum analyze event");
    const study = await inTransaction(pool, workspaceId, ask);
    const store = busiest(() => secondsOfFamily(house.postmaster));
    const begin = { at: performance.now(), own: process.cpuUsage() };
    await advanceStudies({ pool, url: house.url, now: Date.now, onError }, new AbortController().signal);
    const seconds = (performance.now() - begin.at) / 1000;
    const { user, system } = process.cpuUsage(begin.own);
    const inStore = store.end();
    const { paired, live } = await resultOf(house, study);
    const told = live.leads.told.toLocaleString("en");
    const million = 1e6 / count;
    tell(`back-test of ${count.toLocaleString("en")} events of ${told} leads, s`, seconds, {
      note: `${paired} leads compared, ${live.converted} converted; load ${load()}`,
    });
    tell("… of 1,000,000, s", seconds * million, { most: 60, note: `load ${load()}` });
    tell("… processor time of 1,000,000 in the server, s", ((user + system) / 1e6) * million);
    tell("… and in the database, s", inStore * million);
  } finally {
    await house.close();
  }
}

/** By how much a figure rises, at its highest: not every system counts the processes that are gone. */
function busiest(figure: () => number): { end(): number } {
  const first = figure();
  let most = first;
  const look = () => {
    most = Math.max(most, figure());
  };
  const timer = setInterval(look, 200);
  return {
    end: () => {
      clearInterval(timer);
      look();
      return most - first;
    },
  };
}

function onError(error: unknown): void {
  throw error;
}

/** One of seven leads is won in the end, more of those that did more; how many events there are then. */
async function addOutcomes(session: Session): Promise<number> {
  await session.rows({ name: "", text: OUTCOMES }, [session.workspaceId, WON_BEFORE]);
  const [row] = await session.rows<{ count: number }>({ name: "", text: COUNT }, [session.workspaceId]);
  return row?.count ?? 0;
}

const COUNT = "select count(*)::int as count from event where workspace_id = $1";
const OUTCOMES = `
  insert into event (workspace_id, source_id, received_at, at, identity_id, message_id, type, name, user_id, body,
    consent, consent_policy, shared, minimal)
  select $1::int, min(source_id), min(received_at), max(at) - $2::bigint * 86400000, identity_id,
    'won-' || identity_id, 'track', 'Opportunity Won', min(user_id), '{"properties":{"value":100}}', 'not-needed', 1, true, false
  from event where workspace_id = $1
  group by identity_id having (identity_id * 7919) % 101 < least(60, count(*) / 2)`;

async function ask(session: Session): Promise<StudyRow> {
  const model = publishedModel(1) as { readonly model: string };
  const row = (await findModel(session, model.model)) as ModelRow;
  await keepDraft(session, row.model_id, { text: JSON.stringify(model) }, Date.now());
  const question: StudyQuestion = {
    kind: "backtest",
    model: row.name,
    version: "live",
    draft: "draft",
    target: "won",
    horizon: 30,
    seed: 1,
    isProbability: false,
  };
  const prepared = await prepareStudy(session, question, Date.now());
  if (!prepared.ok) throw new Error(`It cannot be asked: ${prepared.because.code}`);
  return keepStudy(session, { kind: "backtest", asked: JSON.stringify(prepared.asked), by: "bench" }, Date.now());
}

async function resultOf({ database, workspace }: House, { study_id }: StudyRow): Promise<Backtest> {
  const found = await inTransaction(database.pool, workspace.workspaceId, (session) =>
    findStudyResult(session, study_id),
  );
  if (found === undefined) throw new Error("The back-test came to nothing");
  return JSON.parse(found) as Backtest;
}
