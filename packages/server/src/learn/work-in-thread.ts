import { Worker } from "node:worker_threads";
import type { ThreadWorks } from "./thread-work.ts";

/** Works something out in a thread of its own: drawing leads again takes seconds, in which the server would stand still. */
export function workInThread<Kind extends keyof ThreadWorks>(
  kind: Kind,
  given: ThreadWorks[Kind]["given"],
): Promise<ThreadWorks[Kind]["found"]> {
  const worker = new Worker(new URL("./thread-worker.ts", import.meta.url), { workerData: { kind, given } });
  return new Promise((resolve, reject) => {
    worker.on("message", resolve);
    worker.on("error", reject);
    worker.on("exit", () => reject(new Error("The thread ended without an answer")));
  });
}
