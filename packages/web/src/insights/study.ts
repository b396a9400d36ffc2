import type { Answered } from "../api.ts";

export type Study = Answered<"studies", "list">["items"][number];
type Told = Extract<Study, { readonly kind: "truth" }>;
type Defaulted = "version" | "target" | "horizon" | "isProbability" | "seed";
/** What was asked: an answer says all of it. */
export type TruthQuestion = Omit<Told["asked"], Defaulted> & {
  readonly [Name in Defaulted]: NonNullable<Told["asked"][Name]>;
};
export type TruthStudy = Omit<Told, "asked"> & { readonly asked: TruthQuestion };
export type Target = TruthQuestion["target"];
/** What was found out about a version. */
export type Truth = NonNullable<Extract<Answered<"studies", "get">, { readonly kind: "truth" }>["result"]>;
export type BandTruth = Truth["bands"][number];
export type CutFigures = Truth["curve"][number];
export type RuleTruth = Extract<Truth["rules"], { readonly enough: true }>["rules"][number];
/** What an answer would have needed and did not find. */
export type Missing = Extract<Truth["auc"], { readonly enough: false }>["missing"][number];

export function isTruthStudy<Given extends Pick<Study, "kind">>(study: Given): study is Given & TruthStudy {
  return study.kind === "truth";
}

/** Of studies, the newest first: that one, and the newest of those with an answer. */
export function toShow<One extends Pick<Study, "state">>(studies: readonly One[]) {
  return { newest: studies[0], answered: studies.find(({ state }) => state === "done") };
}

/** Whether there is nothing more to wait for. */
export function hasEnded({ state }: Pick<Study, "state">): boolean {
  return state !== "waiting" && state !== "running";
}
