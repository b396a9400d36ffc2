import type { Answered } from "../api.ts";
import type { Target, TruthQuestion } from "./study.ts";

export const TARGETS = ["won", "opportunity", "accepted"] as const satisfies readonly Target[];

/** A question as it is being written; days are empty where nothing is said. */
export type Question = {
  readonly model: string;
  readonly version: TruthQuestion["version"];
  readonly target: Target;
  readonly horizon: number | "";
  readonly from: string;
  readonly to: string;
  readonly isProbability: boolean;
};

type Model = Answered<"models", "list">["items"][number];

const USUAL_HORIZON = 90;

/** What is asked of a model to begin with: its live version, else its draft, else its newest. */
export function questionOf({ name, live, draftAt, versions }: Model): Question {
  const otherwise = draftAt === null ? Math.max(1, versions) : "draft";
  return {
    model: name,
    version: live === null ? otherwise : "live",
    target: "won",
    horizon: USUAL_HORIZON,
    from: "",
    to: "",
    isProbability: false,
  };
}

/** The question of a study, to be asked again: of the days that are the last ones now. */
export function sameQuestion({ model, version, target, horizon, isProbability }: TruthQuestion): Question {
  return { model, version, target, horizon, isProbability, from: "", to: "" };
}

/** Whether the period ends before it begins. */
export function isReversed({ from, to }: Question): boolean {
  return from !== "" && to !== "" && to < from;
}
