import { Button, Group, Modal, MultiSelect, NativeSelect, NumberInput, SimpleGrid, Stack, Text } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { FormEvent } from "react";
import { client } from "../api.ts";
import { TARGETS } from "../insights/question.ts";
import type { WholeModel } from "../models/model.ts";
import { useSay } from "../say.tsx";
import { useDraft } from "../ui/draft.ts";
import { Problem } from "../ui/states.tsx";
import { useLiveModel } from "../ui/use-model.ts";
import { formOf, type Tune, type TuneForm, tuneWanted } from "./auto-tune.ts";

const EVERIES = ["week", "month"] as const;

/** How often, for what, and within which bounds points may change on their own. */
export function AutoTuneForm(props: { readonly model: WholeModel; readonly tune: Tune; readonly onClose: () => void }) {
  const { model, tune, onClose } = props;
  const { proposals, insights, shell } = useSay().screens;
  const { tune: say } = proposals;
  const queries = useQueryClient();
  const live = useLiveModel(model.name);
  const draft = useDraft<TuneForm>(`auto-tune.${model.name}`, formOf(tune));
  const form = draft.value;
  const change = (changed: Partial<TuneForm>) => draft.set({ ...form, ...changed });
  const wanted = tuneWanted(form);
  const saving = useMutation({
    mutationFn: async () => wanted && client.autoTune.put({ params: { name: model.name }, body: wanted }),
    onSuccess: async () => {
      draft.drop();
      await queries.invalidateQueries({ queryKey: ["autoTune"] });
      onClose();
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (wanted) saving.mutate();
  };
  const figure = (key: FigureKey) => ({
    value: form[key],
    onChange: (typed: number | string) => change({ [key]: typeof typed === "number" ? typed : "" }),
  });
  return (
    <Modal opened onClose={onClose} title={say.title} size="lg" closeButtonProps={{ "aria-label": shell.close }}>
      <form onSubmit={submit}>
        <Stack>
          <Text size="sm" c="dimmed">
            {say.formHint}
          </Text>
          <SimpleGrid cols={{ base: 1, xs: 2 }}>
            <NativeSelect
              label={say.every}
              value={form.every}
              data={EVERIES.map((one) => ({ value: one, label: say.everies[one] }))}
              onChange={({ currentTarget }) =>
                change({ every: EVERIES.find((one) => one === currentTarget.value) ?? "month" })
              }
            />
            <NumberInput
              label={say.leastOutcomes}
              min={1}
              max={1_000_000}
              allowDecimal={false}
              {...figure("leastOutcomes")}
            />
            <NativeSelect
              label={insights.target}
              value={form.target}
              data={TARGETS.map((one) => ({ value: one, label: insights.targets[one] }))}
              onChange={({ currentTarget }) =>
                change({ target: TARGETS.find((one) => one === currentTarget.value) ?? "won" })
              }
            />
            <NumberInput label={insights.horizon} min={1} max={730} allowDecimal={false} {...figure("horizon")} />
            <NumberInput label={say.mostPoints} min={0} max={10_000} {...figure("mostPoints")} />
            <NumberInput label={say.mostPercent} min={0} max={1000} {...figure("mostPercent")} />
          </SimpleGrid>
          <Text size="xs" c="dimmed">
            {say.boundsHint}
          </Text>
          <MultiSelect
            label={say.excluded}
            description={say.excludedHint}
            inputWrapperOrder={["label", "input", "description", "error"]}
            searchable
            value={[...form.excluded]}
            data={(live?.body.rules ?? []).map(({ id }) => ({ value: id, label: live?.names.rule(id) ?? id }))}
            onChange={(excluded) => change({ excluded })}
          />
          <Problem error={saving.error} />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {shell.cancel}
            </Button>
            <Button type="submit" loading={saving.isPending} disabled={!wanted}>
              {tune.isOn ? shell.save : say.turnOn}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}

type FigureKey = "horizon" | "mostPoints" | "mostPercent" | "leastOutcomes";
