import { useSay } from "../say.tsx";
import { useTimes } from "../ui/figures.tsx";
import { useCivilDay } from "../ui/use-civil-day.ts";
import type { Prediction } from "./prediction.ts";

/** What is predicted, for which model, and when it is trained next. */
export function usePredictionWords(): (prediction: Prediction) => string {
  const { prediction: say, insights } = useSay().screens;
  const { day } = useTimes();
  const dayOf = useCivilDay();
  return ({ target, horizon, model, every, nextAt }) =>
    [
      insights.within(insights.targets[target], horizon),
      model,
      nextAt === null || every === "never"
        ? say.everies[every]
        : `${say.everies[every]}, ${say.next(day(dayOf(nextAt)))}`,
    ].join(" · ");
}
