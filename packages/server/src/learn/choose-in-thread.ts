import { Worker } from "node:worker_threads";
import type { Answer, ThresholdChoice } from "@plumbline/learning";
import type { ThresholdWork } from "./threshold-worker.ts";

/** Chooses a threshold in a thread of its own: drawing leads again takes seconds, in which the server would stand still. */
export function chooseInThread(work: ThresholdWork): Promise<Answer<ThresholdChoice>> {
  const worker = new Worker(new URL("./threshold-worker.ts", import.meta.url), { workerData: work });
  return new Promise((resolve, reject) => {
    worker.on("message", resolve);
    worker.on("error", reject);
    worker.on("exit", () => reject(new Error("The thread ended without an answer")));
  });
}
