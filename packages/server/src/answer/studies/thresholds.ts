import type { Answer, Asked, routes } from "@plumbline/api";
import { chooseFromTotals, type ThresholdGoal, type Totals, type Truth } from "@plumbline/learning";
import { bad } from "../read-request.ts";
import { Refusal } from "../refusal.ts";
import type { DoneStudy } from "./done-study.ts";

type Query = Asked<typeof routes.studies.thresholds>["query"];

/** What is asked for: a capacity, or cost and value. */
export function goalOf({ capacity, cost, value }: Query): ThresholdGoal {
  if (capacity !== undefined) {
    if (cost !== undefined || value !== undefined) throw bad("query", "capacity", "other");
    return { kind: "capacity", perWeek: capacity };
  }
  if (cost === undefined) throw bad("query", value === undefined ? "capacity" : "cost", "missing");
  if (value === undefined) throw bad("query", "value", "missing");
  return { kind: "profit", costPerLead: cost, valuePerConversion: value };
}

/** The threshold that meets a goal best among the leads of a study. */
export function thresholdsOf(
  study: DoneStudy,
  goal: ThresholdGoal,
  of: Query["of"],
): Answer<typeof routes.studies.thresholds> {
  const { totals } = truthIn(study, of) as { readonly totals?: Partial<Totals> };
  // The first studies kept none, and the next not who came how high.
  if (!totals?.came) throw new Refusal({ code: "not-found", what: "study" });
  return { choice: chooseFromTotals(totals as Totals, goal, { seed: study.asked.seed }) };
}

function truthIn(study: DoneStudy, of: Query["of"]): Truth {
  switch (study.kind) {
    case "truth":
      return study.result;
    case "backtest":
      return study.result[of];
    default:
      throw new Refusal({ code: "not-found", what: "study" });
  }
}
