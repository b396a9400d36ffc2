import { createHash, randomUUID } from "node:crypto";
import { createWriteStream } from "node:fs";
import { mkdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { Transform } from "node:stream";
import { pipeline } from "node:stream/promises";
import { routes } from "@plumbline/api";
import type { Json } from "@plumbline/scoring";
import {
  dropImport,
  findImports,
  findSource,
  type ImportRow,
  keepImport,
  keepImportState,
  lockImport,
  type Session,
} from "@plumbline/store";
import { answer, answerAtOwnPace } from "../answer.ts";
import type { Api } from "../api.ts";
import { pageOf, readIdCursor } from "../cursor.ts";
import { takeFiles } from "../prepare.ts";
import { bad } from "../read-request.ts";
import { found, Refusal } from "../refusal.ts";
import { sayInstant } from "../say-score.ts";
import { UPLOAD } from "./sweep-uploads.ts";

export type ImportOptions = {
  /** Where files lie until they are read. */
  readonly folder: string;
};

const MOST_BYTES = 4 * 1024 ** 3;

/** Takes files in and tells how far they are; a job reads them. */
export function answerImports(api: Api, options: ImportOptions): void {
  answer(api, routes.imports.list, async ({ session, query }) => {
    const rows = await findImports(session, readIdCursor(query.cursor) ?? 2_147_483_647, query.limit + 1);
    return pageOf(rows, query.limit, sayImport, ({ import_id }) => [import_id]);
  });

  answer(api, routes.imports.get, ({ session, params }) => read(session, params.id));

  answer(api, routes.imports.pause, ({ session, params, now }) =>
    change(session, params.id, { from: ["waiting", "running"], to: "paused" }, now),
  );

  answer(api, routes.imports.resume, ({ session, params, now }) =>
    change(session, params.id, { from: ["paused", "failed"], to: "waiting" }, now),
  );

  answerAtOwnPace(api, routes.imports.drop, async ({ params, commit }) => {
    let path = "";
    await commit(async (session) => {
      path = found(await dropImport(session, Number(params.id)), "import").file_path;
      return undefined;
    });
    // Who dies here, or lies elsewhere than the file, leaves it to the sweep.
    if (path !== "") await rm(path, { force: true });
    return undefined;
  });

  api.app.register((part, _options, done) => {
    takeFiles(part);
    takeImports({ ...api, app: part }, options);
    done();
  });
}

function takeImports(api: Api, { folder }: ImportOptions): void {
  answerAtOwnPace(api, routes.imports.create, async ({ query, body, now, note, commit }) => {
    const map = mapIn(query.map);
    // The file's own name is never part of a path.
    const path = join(folder, `${randomUUID()}${UPLOAD}`);
    await mkdir(folder, { recursive: true, mode: 0o700 });
    // Whether a commit came to its end may never be known: then the file stays, and is swept where no import names it.
    let mayBeNamed = false;
    try {
      const { bytes, digest } = await keepFile(body as unknown as NodeJS.ReadableStream, path);
      const work = async (session: Session) => {
        const { source_id } = found(await findSource(session, Number(query.source)), "source");
        const { kind, fileName: file_name } = query;
        mayBeNamed = true;
        const row = await keepImport(
          session,
          { source_id, kind, file_name, file_path: path, map, bytes_total: bytes },
          now,
        );
        note({ subject: String(row.import_id), details: { kind, bytes } });
        return sayImport(row);
      };
      return await commit(work, { content: digest });
    } finally {
      if (!mayBeNamed) await rm(path, { force: true });
    }
  });
}

/** Writes what comes, to the disk itself, as far as it is not too large; how many bytes, and what they are known by. */
async function keepFile(body: NodeJS.ReadableStream, path: string): Promise<{ bytes: number; digest: string }> {
  let bytes = 0;
  const digest = createHash("sha256");
  const counting = new Transform({
    transform: (chunk: Buffer, _encoding, done) => {
      bytes += chunk.length;
      digest.update(chunk);
      if (bytes > MOST_BYTES) done(new Refusal({ code: "too-large", bytes: MOST_BYTES }));
      else done(null, chunk);
    },
  });
  await pipeline(body, counting, createWriteStream(path, { mode: 0o600, flush: true }));
  return { bytes, digest: digest.digest("hex") };
}

function mapIn(text: string | undefined): unknown {
  if (text === undefined) return null;
  try {
    return JSON.parse(text);
  } catch {
    throw bad("query", "map", "unreadable", "json");
  }
}

type Change = { readonly from: readonly ImportRow["state"][]; readonly to: ImportRow["state"] };

async function change(session: Session, id: string, { from, to }: Change, now: number) {
  const row = found(await lockImport(session, Number(id)), "import");
  if (!from.includes(row.state)) throw new Refusal({ code: "already-done" });
  await keepImportState(session, row.import_id, to, now);
  return read(session, id);
}

async function read(session: Session, id: string) {
  return sayImport(found(await lockImport(session, Number(id)), "import"));
}

function sayImport(row: ImportRow) {
  return {
    id: String(row.import_id),
    source: String(row.source_id),
    kind: row.kind,
    fileName: row.file_name,
    state: row.state,
    bytesTotal: row.bytes_total,
    bytesDone: row.bytes_done,
    recordsDone: row.records_done,
    report: row.report as Json,
    problem: row.problem as Json,
    createdAt: sayInstant(row.created_at),
    changedAt: sayInstant(row.changed_at),
  };
}
