import { NativeSelect, NumberInput } from "@mantine/core";
import { TARGETS } from "../insights/question.ts";
import type { Target } from "../insights/study.ts";
import { useSay } from "../say.tsx";

export type Asking = {
  readonly target: Target;
  readonly horizon: number | "";
  readonly perWeek: number | "";
};

const USUAL: Asking = { target: "won", horizon: 90, perWeek: "" };

/** As it was asked the last time. */
export function askedLike(asked: {
  readonly target?: Target;
  readonly horizon?: number;
  readonly perWeek?: number | undefined;
}): Asking {
  const { target = USUAL.target, horizon = USUAL.horizon, perWeek = "" } = asked;
  return { target, horizon, perWeek };
}

const MOST_HORIZON = 730;
const MOST_PER_WEEK = 1_000_000;

/** What a lead converts by, within how long, and how many sales can work. */
export function AskedFields(props: {
  readonly value: Asking;
  readonly perWeekHint: string;
  readonly onChange: (value: Asking) => void;
}) {
  const { value, perWeekHint, onChange } = props;
  const { insights, proposals } = useSay().screens;
  const numbered = (next: number | string) => (typeof next === "number" ? next : "");
  return (
    <>
      <NativeSelect
        label={insights.target}
        value={value.target}
        data={TARGETS.map((one) => ({ value: one, label: insights.targets[one] }))}
        onChange={({ currentTarget }) =>
          onChange({ ...value, target: TARGETS.find((one) => one === currentTarget.value) ?? "won" })
        }
      />
      <NumberInput
        label={insights.horizon}
        min={1}
        max={MOST_HORIZON}
        allowDecimal={false}
        value={value.horizon}
        onChange={(next) => onChange({ ...value, horizon: numbered(next) })}
      />
      <NumberInput
        label={proposals.perWeek}
        description={perWeekHint}
        inputWrapperOrder={["label", "input", "description", "error"]}
        min={1}
        max={MOST_PER_WEEK}
        value={value.perWeek}
        onChange={(next) => onChange({ ...value, perWeek: numbered(next) })}
      />
    </>
  );
}
