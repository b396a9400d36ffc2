import { useSay } from "../say.tsx";
import { useTimes } from "../ui/figures.tsx";
import type { Prediction } from "./prediction.ts";

/** What is predicted, for which model, and when it is trained next. */
export function usePredictionWords(): (prediction: Prediction) => string {
  const { prediction: say, insights } = useSay().screens;
  const { day } = useTimes();
  return ({ target, horizon, model, every, nextAt }) =>
    [
      insights.within(insights.targets[target], horizon),
      model,
      nextAt === null || every === "never"
        ? say.everies[every]
        : `${say.everies[every]}, ${say.next(day(nextAt.slice(0, 10)))}`,
    ].join(" · ");
}
