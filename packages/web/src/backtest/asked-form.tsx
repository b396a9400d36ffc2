import { Button, Group, NativeSelect, NumberInput, SimpleGrid, Stack } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, type ReactNode, useState } from "react";
import { TARGETS } from "../insights/question.ts";
import { Section } from "../insights/section.tsx";
import type { Target } from "../insights/study.ts";
import { useSay } from "../say.tsx";
import { Problem } from "../ui/states.tsx";

type Asking = {
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

/** What is asked: within how many days, and how many a week sales can work if that was said. */
export type Asked = { readonly target: Target; readonly horizon: number; readonly perWeek: number | undefined };

const MOST_HORIZON = 730;
const MOST_PER_WEEK = 1_000_000;

/** Asks the past of a model: what a lead converts by, within how long, and how many sales can work. */
export function AskedForm(props: {
  readonly title: string;
  readonly hint: string;
  readonly perWeekHint: string;
  readonly icon: ReactNode;
  readonly isAgain?: boolean;
  readonly start: Asking;
  readonly onAsk: (asked: Asked) => Promise<unknown>;
}) {
  const { title, hint, perWeekHint, icon, isAgain = false, start, onAsk } = props;
  const { insights, proposals } = useSay().screens;
  const queries = useQueryClient();
  const [{ target, horizon, perWeek }, setAsking] = useState(start);
  const change = (changed: Partial<Asking>) => setAsking((asking) => ({ ...asking, ...changed }));
  const asking = useMutation({
    mutationFn: onAsk,
    onSuccess: () => queries.invalidateQueries({ queryKey: ["studies"] }),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (horizon !== "") asking.mutate({ target, horizon, perWeek: perWeek === "" ? undefined : perWeek });
  };
  return (
    <Section title={title} hint={hint}>
      <form onSubmit={submit}>
        <Stack>
          <SimpleGrid cols={{ base: 1, sm: 3 }}>
            <NativeSelect
              label={insights.target}
              value={target}
              data={TARGETS.map((one) => ({ value: one, label: insights.targets[one] }))}
              onChange={({ currentTarget }) =>
                change({ target: TARGETS.find((one) => one === currentTarget.value) ?? "won" })
              }
            />
            <NumberInput
              label={insights.horizon}
              min={1}
              max={MOST_HORIZON}
              allowDecimal={false}
              value={horizon}
              onChange={(next) => change({ horizon: numbered(next) })}
            />
            <NumberInput
              label={proposals.perWeek}
              description={perWeekHint}
              inputWrapperOrder={["label", "input", "description", "error"]}
              min={1}
              max={MOST_PER_WEEK}
              value={perWeek}
              onChange={(next) => change({ perWeek: numbered(next) })}
            />
          </SimpleGrid>
          <Problem error={asking.error} />
          <Group justify="flex-end">
            <Button
              type="submit"
              variant={isAgain ? "default" : "filled"}
              loading={asking.isPending}
              disabled={horizon === ""}
              leftSection={icon}
            >
              {title}
            </Button>
          </Group>
        </Stack>
      </form>
    </Section>
  );
}

const numbered = (next: number | string) => (typeof next === "number" ? next : "");
