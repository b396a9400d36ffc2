import { Button, Group, NumberInput, SegmentedControl, Stack } from "@mantine/core";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { ask } from "../api.ts";
import { useSay } from "../say.tsx";
import { Asked, Rows } from "../ui/states.tsx";
import { GOALS, type GoalKind } from "./goals.ts";
import { ThresholdFound } from "./threshold-found.tsx";

type Goal =
  | { readonly kind: "capacity"; readonly capacity: number }
  | { readonly kind: "profit"; readonly cost: number; readonly value: number };

/** From which score on leads are best worked, by what sales can do or by what a lead costs and brings. */
export function ThresholdHelper(props: {
  readonly study: string;
  readonly perWeek: number | null;
  readonly onPerWeek: (perWeek: number | null) => void;
  /** Of a back-test: whose threshold. */
  readonly of?: "live" | "draft";
}) {
  const { study, perWeek, onPerWeek, of } = props;
  const { helper: say } = useSay().screens.insights;
  const [kind, setKind] = useState<GoalKind>("capacity");
  const [cost, setCost] = useState<number | null>(null);
  const [value, setValue] = useState<number | null>(null);
  const [goal, setGoal] = useState<Goal>();
  const written = goalOf(kind, { perWeek, cost, value });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (written) setGoal(written);
  };
  return (
    <Stack gap="md">
      <form onSubmit={submit}>
        <Group align="flex-end" gap="sm">
          <SegmentedControl
            aria-label={say.goal}
            value={kind}
            onChange={(chosen) => setKind(GOALS.find((one) => one === chosen) ?? "capacity")}
            data={GOALS.map((one) => ({ value: one, label: say.goals[one] }))}
          />
          {kind === "capacity" ? (
            <Amount label={say.perWeek} value={perWeek} onValue={onPerWeek} />
          ) : (
            <>
              <Amount label={say.cost} value={cost} onValue={setCost} />
              <Amount label={say.value} value={value} onValue={setValue} />
            </>
          )}
          <Button type="submit" variant="light" disabled={!written}>
            {say.find}
          </Button>
        </Group>
      </form>
      {goal && <Found study={study} goal={goal} of={of} />}
    </Stack>
  );
}

function Found(props: { readonly study: string; readonly goal: Goal; readonly of: "live" | "draft" | undefined }) {
  const { study, goal, of } = props;
  const { kind, ...amounts } = goal;
  const query = { ...amounts, ...(of && { of }) };
  const thresholds = useQuery({
    ...ask("studies", "thresholds", { params: { id: study }, query }),
    placeholderData: keepPreviousData,
  });
  return (
    <Asked query={thresholds} waiting={<Rows count={3} />}>
      {(found) => <ThresholdFound found={found} kind={kind} />}
    </Asked>
  );
}

function goalOf(
  kind: GoalKind,
  { perWeek, cost, value }: Readonly<Record<"perWeek" | "cost" | "value", number | null>>,
): Goal | undefined {
  if (kind === "capacity") return perWeek === null ? undefined : { kind, capacity: perWeek };
  return cost === null || value === null ? undefined : { kind, cost, value };
}

function Amount(props: {
  readonly label: string;
  readonly value: number | null;
  readonly onValue: (value: number | null) => void;
}) {
  const { label, value, onValue } = props;
  return (
    <NumberInput
      label={label}
      value={value ?? ""}
      min={0}
      max={1_000_000_000}
      maw={240}
      onChange={(typed) => onValue(typeof typed === "number" && typed > 0 ? typed : null)}
    />
  );
}
