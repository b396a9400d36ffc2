import type { Asked, routes } from "@plumbline/api";
import type { ThresholdGoal, Totals, Truth } from "@plumbline/learning";
import type { ThresholdWork } from "../../learn/thread-work.ts";
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

/** What the threshold of a goal is chosen by among the leads of a study. */
export function thresholdWork(study: DoneStudy, goal: ThresholdGoal, of: Query["of"]): ThresholdWork {
  const { totals } = truthIn(study, of) as { readonly totals?: Partial<Totals> };
  // The first studies kept none, and the next not who came how high.
  if (!totals?.came) throw new Refusal({ code: "not-found", what: "study" });
  return { totals: totals as Totals, goal, seed: study.asked.seed };
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
