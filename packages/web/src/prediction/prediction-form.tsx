import { Button, Group, Modal, NativeSelect, NumberInput, Stack, TagsInput, Text, TextInput } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { FormEvent } from "react";
import { client } from "../api.ts";
import { TARGETS } from "../insights/question.ts";
import { AboutModels, isWritten } from "../models/about-models.tsx";
import { useSay } from "../say.tsx";
import { useDraft } from "../ui/draft.ts";
import { Problem } from "../ui/states.tsx";
import { EVERIES, type Every, isPredictionName, type Prediction } from "./prediction.ts";

type Written = {
  readonly name: string;
  readonly model: string;
  readonly label: string;
  readonly target: Prediction["target"];
  readonly horizon: number | "";
  readonly every: Every;
  readonly allowed: readonly string[];
};

const USUAL = { label: "", target: "won", horizon: 90, every: "month", allowed: [] } as const;
const MOST_HORIZON = 730;

/** Says what is to be predicted; the first training begins at once. */
export function PredictionForm(props: {
  readonly taken: readonly string[];
  readonly onClose: () => void;
  readonly onMade: (name: string) => void;
}) {
  const { prediction: say } = useSay().screens;
  return (
    <AboutModels title={say.create} size="lg" fits={isWritten} onClose={props.onClose}>
      {(models, { name }) => <Fields {...props} models={models.map((model) => model.name)} first={name} />}
    </AboutModels>
  );
}

function Fields(props: {
  readonly models: readonly string[];
  readonly first: string;
  readonly taken: readonly string[];
  readonly onClose: () => void;
  readonly onMade: (name: string) => void;
}) {
  const { models, first, taken, onClose, onMade } = props;
  const { prediction: say, insights, shell } = useSay().screens;
  const queries = useQueryClient();
  const draft = useDraft<Written>("prediction.new", {
    ...USUAL,
    model: first,
    name: taken.includes("win") ? "" : "win",
  });
  const { name, model, label, target, horizon, every, allowed } = draft.value;
  const change = (changed: Partial<Written>) => draft.set({ ...draft.value, ...changed });
  const making = useMutation({
    mutationFn: (within: number) =>
      client.predictions.create({
        body: {
          ...{ name, model, target, every, horizon: within, allowed: [...allowed] },
          label: label.trim() === "" ? null : label.trim(),
        },
      }),
    onSuccess: async () => {
      draft.drop();
      await queries.invalidateQueries({ queryKey: ["predictions"] });
      onMade(name);
    },
  });
  const isWhole = isPredictionName(name) && horizon !== "" && models.includes(model);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (isWhole) making.mutate(horizon);
  };
  return (
    <form onSubmit={submit}>
      <Stack>
        <Group grow align="flex-start" preventGrowOverflow={false}>
          <TextInput
            label={say.name}
            description={say.nameHint}
            inputWrapperOrder={["label", "input", "description", "error"]}
            required
            maxLength={40}
            value={name}
            error={name !== "" && !isPredictionName(name) && say.nameWrong}
            onChange={({ currentTarget }) => change({ name: currentTarget.value })}
            data-autofocus
          />
          <LabelField value={label} onChange={(next) => change({ label: next })} />
        </Group>
        <NativeSelect
          label={insights.model}
          description={say.modelHint}
          inputWrapperOrder={["label", "input", "description", "error"]}
          value={model}
          data={[...models]}
          onChange={({ currentTarget }) => change({ model: currentTarget.value })}
        />
        <Group grow align="flex-start" preventGrowOverflow={false}>
          <NativeSelect
            label={insights.target}
            value={target}
            data={TARGETS.map((one) => ({ value: one, label: insights.targets[one] }))}
            onChange={({ currentTarget: { value } }) =>
              change({ target: TARGETS.find((one) => one === value) ?? "won" })
            }
          />
          <NumberInput
            label={insights.horizon}
            min={1}
            max={MOST_HORIZON}
            allowDecimal={false}
            value={horizon}
            onChange={(value) => change({ horizon: typeof value === "number" ? value : "" })}
          />
        </Group>
        <EveryField value={every} onChange={(next) => change({ every: next })} />
        <AllowedField value={allowed} onChange={(next) => change({ allowed: next })} />
        <Problem error={making.error} />
        <FormButtons
          onClose={onClose}
          act={say.begin}
          isBusy={making.isPending}
          isDisabled={!isWhole}
          cancel={shell.cancel}
        />
      </Stack>
    </form>
  );
}

/** Changes how it is called, how often it is trained and what it may look at. */
export function PredictionSettings(props: { readonly prediction: Prediction; readonly onClose: () => void }) {
  const { prediction, onClose } = props;
  const { prediction: say, shell } = useSay().screens;
  const queries = useQueryClient();
  const { name, every, allowed } = prediction;
  const draft = useDraft<Pick<Written, "label" | "every" | "allowed">>(`prediction.${name}`, {
    ...{ label: prediction.label ?? "", every, allowed },
  });
  const saving = useMutation({
    mutationFn: () =>
      client.predictions.change({
        params: { name },
        body: {
          label: draft.value.label.trim() === "" ? null : draft.value.label.trim(),
          every: draft.value.every,
          allowed: [...draft.value.allowed],
        },
      }),
    onSuccess: async () => {
      draft.drop();
      await queries.invalidateQueries({ queryKey: ["predictions"] });
      onClose();
    },
  });
  return (
    <Modal opened onClose={onClose} title={say.change} size="lg" closeButtonProps={{ "aria-label": shell.close }}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          saving.mutate();
        }}
      >
        <Stack>
          <Text size="sm" c="dimmed">
            {say.changeHint}
          </Text>
          <LabelField value={draft.value.label} onChange={(label) => draft.set({ ...draft.value, label })} />
          <EveryField value={draft.value.every} onChange={(next) => draft.set({ ...draft.value, every: next })} />
          <AllowedField value={draft.value.allowed} onChange={(next) => draft.set({ ...draft.value, allowed: next })} />
          <Problem error={saving.error} />
          <FormButtons onClose={onClose} act={shell.save} isBusy={saving.isPending} cancel={shell.cancel} />
        </Stack>
      </form>
    </Modal>
  );
}

type Field<Value> = { readonly value: Value; readonly onChange: (value: Value) => void };

function LabelField({ value, onChange }: Field<string>) {
  const { prediction: say } = useSay().screens;
  return (
    <TextInput
      label={say.label}
      description={say.labelHint}
      inputWrapperOrder={["label", "input", "description", "error"]}
      maxLength={100}
      value={value}
      onChange={({ currentTarget }) => onChange(currentTarget.value)}
    />
  );
}

function EveryField({ value, onChange }: Field<Every>) {
  const { prediction: say } = useSay().screens;
  return (
    <NativeSelect
      label={say.every}
      description={say.everyHint}
      inputWrapperOrder={["label", "input", "description", "error"]}
      value={value}
      data={EVERIES.map((one) => ({ value: one, label: say.everies[one] }))}
      onChange={({ currentTarget }) => onChange(EVERIES.find((one) => one === currentTarget.value) ?? "never")}
    />
  );
}

const MOST_ALLOWED = 50;

function AllowedField({ value, onChange }: Field<readonly string[]>) {
  const { prediction: say } = useSay().screens;
  return (
    <TagsInput
      label={say.allowed}
      description={say.allowedHint}
      inputWrapperOrder={["label", "input", "description", "error"]}
      maxTags={MOST_ALLOWED}
      value={[...value]}
      onChange={onChange}
    />
  );
}

function FormButtons(props: {
  readonly onClose: () => void;
  readonly act: string;
  readonly cancel: string;
  readonly isBusy: boolean;
  readonly isDisabled?: boolean;
}) {
  const { onClose, act, cancel, isBusy, isDisabled = false } = props;
  return (
    <Group justify="flex-end">
      <Button variant="default" onClick={onClose}>
        {cancel}
      </Button>
      <Button type="submit" loading={isBusy} disabled={isDisabled}>
        {act}
      </Button>
    </Group>
  );
}
