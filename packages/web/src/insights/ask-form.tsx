import { Button, Checkbox, Group, NativeSelect, NumberInput, Stack, Text, TextInput } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { client } from "../api.ts";
import { AboutModels, isWritten } from "../models/about-models.tsx";
import { useSay } from "../say.tsx";
import { Problem } from "../ui/states.tsx";
import { isReversed, type Question, questionOf, TARGETS } from "./question.ts";

/** Asks whether the score of a version was true. */
export function AskForm(props: {
  readonly start: Question | undefined;
  readonly onClose: () => void;
  readonly onAsked: (id: string) => void;
}) {
  const { insights: say } = useSay().screens;
  return (
    <AboutModels title={say.askTitle} size="lg" fits={isWritten} onClose={props.onClose}>
      {(models, first) => <Fields {...props} models={models} start={props.start ?? questionOf(first)} />}
    </AboutModels>
  );
}

type Model = Parameters<typeof questionOf>[0];

function Fields(props: {
  readonly models: readonly Model[];
  readonly start: Question;
  readonly onClose: () => void;
  readonly onAsked: (id: string) => void;
}) {
  const { models, start, onClose, onAsked } = props;
  const { insights: say, shell } = useSay().screens;
  const queries = useQueryClient();
  const [question, setQuestion] = useState(start);
  const change = (changed: Partial<Question>) => setQuestion({ ...question, ...changed });
  const { model, version, target, horizon, from, to, isProbability } = question;
  const own = models.find(({ name }) => name === model);
  const asking = useMutation({
    mutationFn: () =>
      client.studies.create({
        body: {
          ...{ kind: "truth", model, version, target, isProbability },
          horizon: horizon === "" ? 90 : horizon,
          ...(from !== "" && { from }),
          ...(to !== "" && { to }),
        },
      }),
    onSuccess: async ({ id }) => {
      await queries.invalidateQueries({ queryKey: ["studies"] });
      onAsked(id);
    },
  });
  const isWrong = isReversed(question) || horizon === "";
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!isWrong) asking.mutate();
  };
  return (
    <form onSubmit={submit}>
      <Stack>
        <Text size="sm" c="dimmed">
          {say.askHint}
        </Text>
        <Group grow align="flex-start" preventGrowOverflow={false}>
          <NativeSelect
            label={say.model}
            value={model}
            data={models.map(({ name }) => name)}
            onChange={({ currentTarget }) => {
              const chosen = models.find(({ name }) => name === currentTarget.value);
              if (chosen) change({ model: chosen.name, version: questionOf(chosen).version });
            }}
          />
          <NativeSelect
            label={say.version}
            value={String(version)}
            data={own ? versionsOf(own, say) : []}
            onChange={({ currentTarget: { value } }) =>
              change({ version: value === "live" || value === "draft" ? value : Number(value) })
            }
          />
        </Group>
        <Group grow align="flex-start" preventGrowOverflow={false}>
          <NativeSelect
            label={say.target}
            value={target}
            data={TARGETS.map((one) => ({ value: one, label: say.targets[one] }))}
            onChange={({ currentTarget: { value } }) =>
              change({ target: TARGETS.find((one) => one === value) ?? "won" })
            }
          />
          <NumberInput
            label={say.horizon}
            description={say.horizonHint}
            inputWrapperOrder={["label", "input", "description", "error"]}
            min={1}
            max={730}
            allowDecimal={false}
            value={horizon}
            onChange={(value) => change({ horizon: typeof value === "number" ? value : "" })}
          />
        </Group>
        <Group grow align="flex-start">
          <TextInput
            type="date"
            label={say.from}
            value={from}
            onChange={({ currentTarget }) => change({ from: currentTarget.value })}
          />
          <TextInput
            type="date"
            label={say.to}
            value={to}
            error={isReversed(question) && say.daysReversed}
            onChange={({ currentTarget }) => change({ to: currentTarget.value })}
          />
        </Group>
        <Text size="xs" c="dimmed" mt={-8}>
          {say.periodHint}
        </Text>
        <Checkbox
          label={say.isProbability}
          description={say.isProbabilityHint}
          checked={isProbability}
          onChange={({ currentTarget }) => change({ isProbability: currentTarget.checked })}
        />
        <Problem error={asking.error} />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {shell.cancel}
          </Button>
          <Button type="submit" loading={asking.isPending} disabled={isWrong}>
            {say.ask}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

type Words = ReturnType<typeof useSay>["screens"]["insights"];

function versionsOf({ live, draftAt, versions }: Model, say: Words) {
  return [
    ...(live === null ? [] : [{ value: "live", label: say.versions.live }]),
    ...(draftAt === null ? [] : [{ value: "draft", label: say.versions.draft }]),
    ...Array.from({ length: versions }, (_, at) => ({
      value: String(versions - at),
      label: say.versionOf(versions - at),
    })),
  ];
}
