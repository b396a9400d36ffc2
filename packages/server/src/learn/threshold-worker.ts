import { parentPort, workerData } from "node:worker_threads";
import { chooseFromTotals, type ThresholdGoal, type Totals } from "@plumbline/learning";

/** What a worker thread is given. */
export type ThresholdWork = {
  readonly totals: Totals;
  readonly goal: ThresholdGoal;
  readonly seed: number;
};

if (!parentPort) throw new Error("This is the program of a worker thread");
const { totals, goal, seed } = workerData as ThresholdWork;
parentPort.postMessage(chooseFromTotals(totals, goal, { seed }));
