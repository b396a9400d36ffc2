import { createReadStream } from "node:fs";
import { rm } from "node:fs/promises";
import { FileError, type FileProblem, newReport, openInput, parseFileMap, type Report } from "@plumbline/connectors";
import { findZone, type Json, UTC, type Zone } from "@plumbline/scoring";
import {
  dropImportFile,
  findImportsAtWork,
  findSource,
  findWorkspace,
  type ImportRow,
  inTransaction,
  keepImportProgress,
  keepImportState,
  lockImport,
  type Session,
  whileAloneOn,
} from "@plumbline/store";
import type { Pool } from "pg";
import type { Receive } from "./arrival.ts";
import { judgeRecord } from "./import/judge-record.ts";
import { othersWait } from "./import/others-wait.ts";
import { advanced, type Progress, progressIn, recordsDone, sayReport } from "./import/progress.ts";
import { type FileRecord, readRecords } from "./import/read-records.ts";
import { judgementOf, type KnownSource } from "./known-sources.ts";
import { patiently } from "./patiently.ts";
import { storable } from "./storable.ts";

export type ImportFileOptions = {
  readonly pool: Pool;
  readonly now: () => number;
  readonly receive: Receive;
  /** Records in one transaction. */
  readonly chunkSize?: number;
};

/**
 * Reads the oldest file of a workspace that waits or was not read to its end, until it is done, shall rest, the
 * process stops, or files of other workspaces have waited long enough. Every chunk of records is one transaction with the progress, so that whenever a
 * process ends, the next one goes on without loss or repetition; it reads the file from the start and
 * passes over what is done. Fails where the database does: the import stays as it is. How many were worked on.
 */
export async function importStep(
  options: ImportFileOptions,
  workspaceId: number,
  stopping: AbortSignal,
): Promise<number> {
  const { pool } = options;
  for (const importId of await inTransaction(pool, workspaceId, findImportsAtWork)) {
    if (stopping.aborted) return 0;
    const worked = await whileAloneOn(pool, importId, () => workOn(options, workspaceId, importId, stopping));
    if (worked) return 1;
  }
  return 0;
}

/** An import that is being worked on. */
type Work = {
  readonly options: ImportFileOptions;
  readonly workspaceId: number;
  readonly row: ImportRow;
  readonly zone: Zone;
  readonly judgement: Pick<KnownSource, "policy" | "classify">;
  readonly report: Report;
};

/** Whether there was anything to do. */
async function workOn(
  options: ImportFileOptions,
  workspaceId: number,
  importId: number,
  stopping: AbortSignal,
): Promise<boolean> {
  const work = await inTransaction(options.pool, workspaceId, (session) => takeUp(session, options, importId));
  if (!work) return false;
  if (work.row.state === "done") await dropFile(work);
  else await readFile(work, stopping);
  return true;
}

async function takeUp(session: Session, options: ImportFileOptions, importId: number): Promise<Work | undefined> {
  const row = await lockImport(session, importId);
  const workspace = await findWorkspace(session);
  if (!row || !workspace || row.state === "paused" || row.state === "failed") return undefined;
  const source = await findSource(session, row.source_id);
  if (row.state === "waiting") await keepImportState(session, importId, "running", options.now());
  return {
    options,
    workspaceId: session.workspaceId,
    row,
    zone: findZone(workspace.time_zone) ?? UTC,
    judgement: judgementOf(workspace.settings, source?.settings ?? {}),
    report: newReport(),
  };
}

async function readFile(work: Work, stopping: AbortSignal): Promise<void> {
  let progress = progressIn(work.row.report);
  try {
    const { chunkSize = 1000 } = work.options;
    const isOthersTurn = turnOf(work);
    for await (const { records, bytes } of chunksOf(work, progress, chunkSize)) {
      if (stopping.aborted) return;
      if (records.length === 0) continue;
      const { state, done } = await keepChunk(work, progress, records, bytes, stopping);
      progress = done;
      if (state !== "running" || (await isOthersTurn())) return;
    }
    if (!stopping.aborted) await finish(work, progress);
  } catch (error) {
    if (error instanceof Overtaken || stopping.aborted) return;
    const problem = problemOf(error, work.row.file_name);
    if (!problem) throw error;
    await end(work, progress, problem);
  }
}

async function finish(work: Work, progress: Progress): Promise<void> {
  if (await end(work, progress, null)) await dropFile(work);
}

/** Others are asked for no sooner, and no more often, in ms. */
const TURN = 10_000;

/**
 * Asked after every chunk: whether somebody else's file is to be read first. Who goes on later has to pass over what is
 * done, so a turn lasts at least as long as that took.
 */
function turnOf({ options: { pool, now }, workspaceId }: Work): () => Promise<boolean> {
  const began = now();
  let turn: { readonly length: number; begins: number } | undefined;
  return async () => {
    const at = now();
    turn ??= { length: Math.max(TURN, at - began), begins: at };
    if (at - turn.begins < turn.length) return false;
    turn.begins = at;
    return othersWait(pool, workspaceId);
  };
}

type Chunk = { readonly records: readonly FileRecord[]; readonly bytes: number };

/** The records of a file that are still to be done, so many at a time; where it breaks off, those before it, too. */
async function* chunksOf({ row, zone, report }: Work, skip: Progress, size: number): AsyncGenerator<Chunk> {
  const map = row.map === null ? undefined : parseFileMap(JSON.stringify(row.map), "map");
  const bytes = createReadStream(row.file_path, { highWaterMark: 1 << 16 });
  const input = await openInput({ name: row.file_name, bytes });
  let rest: FileRecord[] = [];
  let broken: unknown;
  try {
    for await (const records of readRecords(input, row, { zone, map, report, skip })) {
      rest = rest.concat(records);
      // While much is passed over, a sign of life: somebody may want to stop.
      if (rest.length === 0) yield { records: [], bytes: input.bytesRead() };
      while (rest.length >= size) yield { records: rest.splice(0, size), bytes: input.bytesRead() };
    }
  } catch (error) {
    broken = error;
  }
  if (rest.length > 0) yield { records: rest, bytes: input.bytesRead() };
  if (broken !== undefined) throw broken;
}

/** Somebody else has worked on the import since, or it is no more. */
class Overtaken extends Error {}

/** Stores some records, and with them how far the import has come; in which state somebody may have put it meanwhile. */
async function keepChunk(
  { options: { receive, now }, workspaceId, row, judgement, report }: Work,
  before: Progress,
  records: readonly FileRecord[],
  bytes: number,
  stopping: AbortSignal,
): Promise<{ readonly state: ImportRow["state"]; readonly done: Progress }> {
  const { import_id, source_id } = row;
  const receivedAt = now();
  const items = records.map((record) => judgeRecord(record, { ...judgement, row, receivedAt }));
  const rejected = records.filter(({ reject }) => reject).length;
  let kept: { readonly state: ImportRow["state"]; readonly done: Progress } | undefined;
  const arrival = {
    workspaceId,
    sourceId: source_id,
    receivedAt,
    items,
    within: async (session: Session, receipt: Parameters<typeof advanced>[3]) => {
      const { state } = await lockOwn(session, import_id, before);
      const done = advanced(before, rejected, items, receipt);
      const counts = { bytes_done: bytes, records_done: recordsDone(done), report: sayReport(done, report) };
      await keepImportProgress(session, import_id, { state, ...counts, problem: null }, now());
      kept = { state, done };
    },
  };
  await patiently(receive, stopping)(arrival);
  if (!kept) throw new Error("Nothing was stored");
  return kept;
}

/** The import, if it is as far as we left it. A lock of its own keeps others away, but a connection may get lost. */
async function lockOwn(session: Session, importId: number, progress: Progress): Promise<ImportRow> {
  const row = await lockImport(session, importId);
  if (row?.records_done !== recordsDone(progress)) throw new Overtaken();
  return row;
}

/** Notes that an import is done, or why it cannot be; whether nobody wanted it to rest meanwhile. */
function end(
  { options: { pool, now }, workspaceId, row, report }: Work,
  progress: Progress,
  problem: FileProblem | null,
): Promise<boolean> {
  return inTransaction(pool, workspaceId, async (session) => {
    const { state, bytes_total, bytes_done } = await lockOwn(session, row.import_id, progress);
    if (state !== "running") return false;
    const is: Pick<ImportRow, "state" | "bytes_done"> = problem
      ? { state: "failed", bytes_done }
      : { state: "done", bytes_done: bytes_total ?? bytes_done };
    const said = problem && storable(problem as unknown as Json);
    const records_done = recordsDone(progress);
    const told = { ...is, records_done, report: sayReport(progress, report), problem: said };
    await keepImportProgress(session, row.import_id, told, now());
    return true;
  });
}

/** Files are full of people: one that has been read is deleted, and its report stays. */
async function dropFile({ options: { pool }, workspaceId, row }: Work): Promise<void> {
  await rm(row.file_path, { force: true });
  await inTransaction(pool, workspaceId, (session) => dropImportFile(session, row.import_id));
}

/** Why a file cannot be read, if that is its own fault or that of whoever reads it: trying again would not help. */
function problemOf(error: unknown, file: string): FileProblem | undefined {
  if (error instanceof FileError) return error.problem;
  const isOurs = error instanceof TypeError || error instanceof RangeError || error instanceof SyntaxError;
  return isOurs ? { code: "unreadable-file", file, cause: error.name } : undefined;
}
