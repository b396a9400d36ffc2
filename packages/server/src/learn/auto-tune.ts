import type { StudyQuestion, TuneReason } from "@plumbline/api";
import { editModelText } from "@plumbline/connectors";
import { applyProposals, autoTune, type PointsProposal, type Proposals, type TuneBounds } from "@plumbline/learning";
import type { Model } from "@plumbline/scoring";
import {
  type AutoTuneRow,
  type DueTune,
  endTuneRun,
  findAutoTune,
  findDismissed,
  findLastTuned,
  findModel,
  findPins,
  findPublicationsAtWork,
  findStudy,
  findStudyResult,
  findTuneRunsToEnd,
  findVersion,
  findVersions,
  findWorkspace,
  hasVersionBeenLive,
  inTransaction,
  keepAudit,
  keepDraft,
  keepNextTune,
  keepProposalDecisions,
  keepStudy,
  lockModel,
  lockOpenTuneRun,
  lockTuneDue,
  type ModelRow,
  type Session,
  startTuneRun,
  type TuneRunRow,
  type VersionRow,
} from "@plumbline/store";
import type { Pool } from "pg";
import { publish } from "../publish/publish-model.ts";
import { prepareStudy } from "./prepare-study.ts";

/** Who did it, as the audit and the version say. */
const BY = "auto-tune";
/** Nobody looks at points where these publish: it, and the training that puts another champion into a model. */
const UNATTENDED: ReadonlySet<string> = new Set([BY, "schedule"]);
const DAY = 86_400_000;
const PAUSE = { week: 7 * DAY, month: 30 * DAY };

/**
 * Takes the tuning of models of a workspace a step further: begins what is due with a study of the past, and makes of a
 * study that is done what the bounds allow. How many steps were taken.
 */
export async function advanceAutoTune(pool: Pool, workspaceId: number, now: () => number): Promise<number> {
  let steps = (await inTransaction(pool, workspaceId, (session) => begin(session, now()))) ? 1 : 0;
  // While a study is worked out, nobody has to wait: the configuration is locked for those that have ended.
  for (const { run_id } of await inTransaction(pool, workspaceId, findTuneRunsToEnd)) {
    const work = (session: Session) => goOn(session, run_id, now());
    if (await inTransaction(pool, workspaceId, work, { configuration: "changing" })) steps += 1;
  }
  return steps;
}

/** Asks the past about a model that is due; whether there was one. */
async function begin(session: Session, now: number): Promise<boolean> {
  const due = await lockTuneDue(session, now);
  if (!due) return false;
  const row = (await findModel(session, due.model_name)) as ModelRow;
  const versionId = row.live_version_id as number;
  if (await wasTakenBack(session, row)) {
    const run = await startTuneRun(session, { model_id: due.model_id, version_id: versionId, study_id: null }, now);
    await endTuneRun(session, run, { outcome: "stopped", because: "reverted" satisfies TuneReason }, now);
    await keepNextTune(session, due.model_id, null);
    await noteDone(session, row.name, "autoTune.put", { isOn: false, because: "reverted" }, now);
    return true;
  }
  const studyId = await askPast(session, due, now);
  const run = await startTuneRun(session, { model_id: due.model_id, version_id: versionId, study_id: studyId }, now);
  if (studyId === null)
    await endTuneRun(session, run, { outcome: "stopped", because: "study-failed" satisfies TuneReason }, now);
  await keepNextTune(session, due.model_id, now + PAUSE[due.every]);
  return true;
}

/** Whether what it published last was live, and somebody went back behind it: then its taste is not theirs. */
async function wasTakenBack(session: Session, { model_id, live_number }: ModelRow): Promise<boolean> {
  const last = await findLastTuned(session, model_id);
  if (!last || last.made_version_id === null || last.made_number === null) return false;
  return (live_number ?? 0) < last.made_number && (await hasVersionBeenLive(session, last.made_version_id));
}

/** The study that was asked for; null where it cannot be asked. */
async function askPast(session: Session, { model_name, aim }: DueTune, now: number): Promise<number | null> {
  const { target, horizon } = JSON.parse(aim) as Pick<StudyQuestion, "target" | "horizon">;
  const question: StudyQuestion = { kind: "proposals", model: model_name, version: "live", target, horizon, seed: 1 };
  const prepared = await prepareStudy(session, question, now);
  if (!prepared.ok) return null;
  const study = { kind: question.kind, asked: JSON.stringify(prepared.asked), by: BY };
  return (await keepStudy(session, study, now)).study_id;
}

/** Ends a run whose study has come to an end; whether it has. */
async function goOn(session: Session, runId: number, now: number): Promise<boolean> {
  const run = await lockOpenTuneRun(session, runId);
  if (!run) return false;
  const study = run.study_id === null ? undefined : await findStudy(session, run.study_id);
  if (study?.state === "waiting" || study?.state === "running") return false;
  const found = study?.state === "done" ? await findStudyResult(session, study.study_id) : undefined;
  const settings = await findAutoTune(session, run.model_id);
  const stop = (because: TuneReason) => endTuneRun(session, runId, { outcome: "stopped", because }, now);
  if (found === undefined || !settings?.is_on) {
    await stop(study?.state === "failed" ? "study-failed" : "study-stopped");
    return true;
  }
  const ended = await tune(session, run, settings, JSON.parse(found) as Proposals, now);
  if (typeof ended === "string") await stop(ended);
  else await endTuneRun(session, runId, ended, now);
  return true;
}

type Ending = Parameters<typeof endTuneRun>[2];

async function tune(
  session: Session,
  run: TuneRunRow,
  settings: AutoTuneRow,
  { proposals }: Proposals,
  now: number,
): Promise<Ending | TuneReason> {
  const row = (await lockModel(session, run.model_name)) as ModelRow;
  if (row.live_version_id !== run.version_id) return "version-changed";
  const atWork = await findPublicationsAtWork(session);
  if (atWork.some(({ model_id }) => model_id === run.model_id)) return "publication-under-way";
  const dismissed = new Set(await findDismissed(session, run.model_id));
  const open = proposals.filter(({ id }) => !dismissed.has(id));
  const { apply, held } = autoTune(open, boundsOf(settings), await agreedOn(session, row));
  const declined = proposals.filter(({ id }) => dismissed.has(id)).map(({ id }) => ({ id, because: "dismissed" }));
  const decided = JSON.stringify({ changes: apply, held: [...held, ...declined] });
  if (apply.length === 0) return { outcome: proposals.length === 0 ? "nothing" : "held", decided };
  const made = await make(session, { run, row, apply }, now);
  return typeof made === "string" ? made : { ...made, decided };
}

/** The last version up to the live one that somebody published: what was published without people is in none of theirs. */
async function agreedOn(session: Session, { model_id, live_number }: ModelRow): Promise<Model | undefined> {
  const versions = await findVersions(session, model_id);
  const last = versions.find(({ number, author }) => number <= (live_number ?? 0) && !UNATTENDED.has(author));
  return last && (((await findVersion(session, last.version_id)) as VersionRow).body as Model);
}

function boundsOf({ bounds }: AutoTuneRow): TuneBounds {
  const { mostPoints, mostPercent, excluded, leastOutcomes } = JSON.parse(bounds) as {
    readonly mostPoints: number | null;
    readonly mostPercent: number | null;
    readonly excluded: readonly string[];
    readonly leastOutcomes: number;
  };
  return {
    excluded: [...excluded],
    leastOutcomes,
    ...(mostPoints !== null && { mostPoints }),
    ...(mostPercent !== null && { mostPercent }),
  };
}

type Making = { readonly run: TuneRunRow; readonly row: ModelRow; readonly apply: readonly PointsProposal[] };

/** A version that is live as soon as everyone is scored by it; a draft where people have to sign it first. */
async function make(session: Session, making: Making, now: number): Promise<Ending | TuneReason> {
  const { run, row, apply } = making;
  const live = (await findVersion(session, run.version_id)) as VersionRow;
  const edited = editModelText(
    live.source,
    apply.flatMap(({ edits }) => edits),
  );
  // What it took of the workspace's lists stays as it was: nothing changes but points.
  const { model, left } = applyProposals(live.body as Model, apply);
  if (!edited.ok || left.length > 0) return "not-editable";
  const signOff = (await findWorkspace(session))?.settings["signOff"] === "both";
  if (signOff && row.draft !== null) return "draft-under-way";
  const details = { study: run.study_id, changes: apply.map(said) };
  if (signOff) {
    await keepDraft(session, row.model_id, { text: edited.text }, now);
    await remember(session, making, live, now);
    await noteDone(session, row.name, "models.putDraft", details, now);
    return { outcome: "drafted" };
  }
  const pins = await findPins(session, { holder: "version", id: live.version_id });
  const request = { model, pins, source: edited.text, author: BY, note: noteOf(apply, run) };
  const published = await publish(session, request, now);
  if (!published.ok) return published.problem.code === "experiment-runs" ? "experiment-runs" : "not-editable";
  await remember(session, making, live, now);
  await noteDone(session, row.name, "models.publish", { version: published.number, ...details }, now);
  return { outcome: "published", madeVersionId: published.versionId };
}

function remember(session: Session, { run, apply }: Making, { hash }: VersionRow, now: number): Promise<void> {
  const about = { model_id: run.model_id, hash, study_id: run.study_id ?? 0, says: "accepted", by: BY } as const;
  const ids = apply.map(({ id }) => id);
  return keepProposalDecisions(session, about, ids, now);
}

const said = ({ rule, market, points }: PointsProposal) => ({ rule, market, from: points.was, to: points.to });

/** In signs that every language reads: what changed, and on how many conversions of how many leads it rests. */
function noteOf(apply: readonly PointsProposal[], { study_id }: TuneRunRow): string {
  const changes = apply.map(({ rule, market, points, evidence }) => {
    const times = points.unit === "times" ? "× " : "";
    const { interval } = evidence.points;
    const range = `${times}${round(interval.low)} … ${times}${round(interval.high)}`;
    const where = market === null ? rule : `${market}/${rule}`;
    return `${where}: ${times}${points.was} → ${times}${points.to} [${range}] (${evidence.converted}/${evidence.leads})`;
  });
  return [`auto-tune #${study_id}`, ...changes].join("\n").slice(0, LONGEST);
}

const LONGEST = 2000;
const round = (value: number): number => Math.round(10 * value) / 10;

function noteDone(session: Session, name: string, action: string, details: object, now: number): Promise<void> {
  return keepAudit(session, { by: BY, action, subject: name, details }, now);
}
