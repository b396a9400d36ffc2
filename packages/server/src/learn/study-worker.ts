import { parentPort, workerData } from "node:worker_threads";
import { openDatabase } from "@plumbline/store";
import type { AskedStudy } from "./asked-study.ts";
import { runStudy, type StudyProgress } from "./run-study.ts";

/** What a worker thread is given. */
export type StudyWork = {
  /** Of the database, to which the thread has connections of its own. */
  readonly url: string;
  readonly workspaceId: number;
  /** `AskedStudy` as JSON. */
  readonly asked: string;
};

/** What it says: how far it is, and in the end what was found, as JSON. */
export type StudyWord = { readonly progress: StudyProgress } | { readonly result: string };

if (!parentPort) throw new Error("This is the program of a worker thread");
const port = parentPort;
const tell = (word: StudyWord) => port.postMessage(word);
const { url, workspaceId, asked } = workerData as StudyWork;
const { pool, close } = openDatabase(url, { max: 2 });
const study = JSON.parse(asked) as AskedStudy;
const result = await runStudy(pool, workspaceId, study, (progress) => tell({ progress }));
tell({ result: JSON.stringify(result) });
await close();
