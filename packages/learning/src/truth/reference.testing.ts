import { readFileSync } from "node:fs";

/** Reference values, and the data they belong to; how they were made is said in the file. */
export const reference: {
  readonly delong: {
    readonly first: number[];
    readonly second: number[];
    readonly converted: number[];
    readonly auc: [number, number];
    readonly variance: [number, number];
    readonly differenceVariance: number;
    readonly p: number;
  };
  readonly waits: {
    readonly times: number[];
    readonly ended: boolean[];
    readonly groups: number[];
    readonly scores: number[];
    readonly eventTimes: number[];
    readonly waiting: number[];
    readonly low: number[];
    readonly high: number[];
    readonly logRankTwo: [number, number];
    readonly logRankThree: [number, number];
    readonly expectedThree: number[];
    readonly concordance: number;
    readonly concordanceVariance: number;
    readonly pairs: number;
  };
  readonly curves: {
    readonly scores: number[];
    readonly converted: number[];
    readonly steps: number[];
    readonly isotonic: number[];
    readonly platt: [number, number];
    readonly brier: number;
    readonly logLoss: number;
  };
  readonly falseDiscovery: { readonly p: number[]; readonly bh: number[]; readonly by: number[] };
  readonly proportions: [number, number, number, number, number, number][];
  readonly betterBeta: [number, number, number, number, number, number][];
} = JSON.parse(readFileSync(new URL("../../../../spec/learning/truth.json", import.meta.url), "utf8"));
