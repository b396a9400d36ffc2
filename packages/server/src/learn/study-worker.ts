import { parentPort, workerData } from "node:worker_threads";
import type { StudyKindName } from "@plumbline/api";
import { openDatabase } from "@plumbline/store";
import type { StudyProgress } from "./study-kind.ts";
import { studyKind } from "./study-kinds.ts";

/** What a worker thread is given. */
export type StudyWork = {
  /** Of the database, to which the thread has connections of its own. */
  readonly url: string;
  readonly workspaceId: number;
  readonly kind: StudyKindName;
  /** What is asked, as JSON. */
  readonly asked: string;
};

/** What it says: how far it is, and in the end what was found, as JSON. */
export type StudyWord = { readonly progress: StudyProgress } | { readonly result: string };

if (!parentPort) throw new Error("This is the program of a worker thread");
const port = parentPort;
const tell = (word: StudyWord) => port.postMessage(word);
const { url, workspaceId, kind, asked } = workerData as StudyWork;
const { pool, close } = openDatabase(url, { max: 2 });
const onProgress = (progress: StudyProgress) => tell({ progress });
const result = await studyKind(kind).workOut(JSON.parse(asked), { pool, workspaceId, onProgress });
tell({ result: JSON.stringify(result) });
await close();
