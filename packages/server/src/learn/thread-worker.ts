import { parentPort, workerData } from "node:worker_threads";
import { chooseFromTotals, compareShadow } from "@plumbline/learning";
import type { ThreadWork, ThreadWorks } from "./thread-work.ts";

/** Of the bootstrap of shadows: enough for an interval, and the same figures each time. */
const CHANCE = { seed: 1, repeats: 400 };

if (!parentPort) throw new Error("This is the program of a worker thread");
parentPort.postMessage(workOut(workerData as ThreadWork));

function workOut(work: ThreadWork): ThreadWorks[keyof ThreadWorks]["found"] {
  switch (work.kind) {
    case "threshold": {
      const { totals, goal, seed } = work.given;
      return chooseFromTotals(totals, goal, { seed });
    }
    case "shadows":
      return work.given.map((shadowed) => compareShadow(shadowed, CHANCE));
  }
}
