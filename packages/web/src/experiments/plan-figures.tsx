import { NumberInput, SimpleGrid } from "@mantine/core";
import { useSay } from "../say.tsx";
import { type Plan, problemOf } from "./experiment.ts";

type Figure = {
  readonly key:
    | "horizon"
    | "baseline"
    | "difference"
    | "power"
    | "alpha"
    | "leastDays"
    | "mostDays"
    | "capacity"
    | "scoreAfter";
  readonly label: string;
  readonly hint?: string;
  readonly min: number;
  readonly max: number;
  readonly isWhole?: boolean;
  readonly error?: string | false;
};

const ALWAYS_LESS = 99.9;

/** The figures of a plan; some are asked only of one mode. */
export function PlanFigures({
  plan,
  onChange,
}: {
  readonly plan: Plan;
  readonly onChange: (changed: Partial<Plan>) => void;
}) {
  const { experiments: say, insights } = useSay().screens;
  const problem = problemOf(plan);
  const days = { min: 1, max: 3650, isWhole: true } as const;
  const ofMode: readonly Figure[] =
    plan.mode === "live"
      ? [
          { key: "baseline", label: say.baseline, hint: say.baselineHint, min: 0, max: ALWAYS_LESS },
          { key: "difference", label: say.difference, min: 0.01, max: 100 },
          { key: "power", label: say.power, min: 50, max: ALWAYS_LESS },
          { key: "alpha", label: say.alpha, min: 0.1, max: 49 },
        ]
      : [
          { key: "capacity", label: say.capacity, min: 0.1, max: 100 },
          {
            ...{ key: "scoreAfter", label: say.scoreAfter, min: 0, max: 365, isWhole: true },
            error: problem === "after" && say.afterWrong,
          },
        ];
  const all: readonly Figure[] = [
    { key: "horizon", label: insights.horizon, min: 1, max: 730, isWhole: true },
    ...ofMode,
    { key: "leastDays", label: say.leastDays, ...days },
    { key: "mostDays", label: say.mostDays, ...days, error: problem === "days" && say.daysWrong },
  ];
  return (
    <SimpleGrid cols={{ base: 1, xs: 2, sm: 4 }}>
      {all.map(({ key, label, hint, min, max, isWhole = false, error = false }) => (
        <NumberInput
          key={key}
          label={label}
          description={hint}
          inputWrapperOrder={["label", "input", "description", "error"]}
          min={min}
          max={max}
          allowDecimal={!isWhole}
          error={error}
          value={plan[key]}
          onChange={(next) => onChange({ [key]: typeof next === "number" ? next : "" })}
        />
      ))}
    </SimpleGrid>
  );
}
