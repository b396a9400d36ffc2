import { Button, Group, NativeSelect, SimpleGrid, Stack, Textarea, TextInput } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { FormEvent } from "react";
import { client } from "../api.ts";
import { TARGETS } from "../insights/question.ts";
import { AboutModels } from "../models/about-models.tsx";
import type { ListedModel } from "../models/model.ts";
import { useSay } from "../say.tsx";
import { useDraft } from "../ui/draft.ts";
import { Problem } from "../ui/states.tsx";
import { ENROLS, MODES, type Plan, problemOf, sizeAsked, USUAL, wantedOf } from "./experiment.ts";
import { GuardsFields } from "./guards-fields.tsx";
import { PlanFigures } from "./plan-figures.tsx";
import { SampleSize } from "./sample-size.tsx";
import { TreatmentsFields } from "./treatments-fields.tsx";

/** Plans an experiment, with the number of leads that it takes; nothing happens until it is started. */
export function ExperimentForm(props: { readonly onClose: () => void; readonly onPlanned: (id: string) => void }) {
  const { experiments: say } = useSay().screens;
  return (
    <AboutModels title={say.create} size="xl" fits={({ live }) => live !== null} onClose={props.onClose}>
      {(models, first) => <Fields {...props} models={models} first={first} />}
    </AboutModels>
  );
}

function Fields(props: {
  readonly models: readonly ListedModel[];
  readonly first: ListedModel;
  readonly onClose: () => void;
  readonly onPlanned: (id: string) => void;
}) {
  const { models, first, onClose, onPlanned } = props;
  const { experiments: say, insights, shell } = useSay().screens;
  const queries = useQueryClient();
  const draft = useDraft<Plan>("experiment.plan", { ...USUAL, model: first.name, treatments: likeliest(first) });
  const model = models.find(({ name }) => name === draft.value.model) ?? first;
  const versions = versionsFor(model);
  // What was written down yesterday may be live today.
  const kept = draft.value.treatments.filter(({ version }) => versions.includes(version));
  const plan: Plan = { ...draft.value, model: model.name, treatments: kept.length > 0 ? kept : likeliest(model) };
  const change = (changed: Partial<Plan>) => draft.set({ ...plan, ...changed });
  const called = (version: string) => (version === "draft" ? say.draft : insights.versionOf(Number(version)));
  const problem = problemOf(plan);
  const isWhole = problem === null;
  const names = {
    ...{ live: say.live, treatment: called },
    guard: (outcome: keyof typeof say.outcomes) => say.outcomes[outcome],
  };
  const planning = useMutation({
    mutationFn: () => client.experiments.create({ body: wantedOf(plan, names) }),
    onSuccess: async ({ id }) => {
      draft.drop();
      await queries.invalidateQueries({ queryKey: ["experiments"] });
      onPlanned(id);
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (isWhole) planning.mutate();
  };
  const order = ["label", "input", "description", "error"] as const;
  return (
    <form onSubmit={submit}>
      <Stack>
        <TextInput
          label={say.name}
          required
          maxLength={100}
          value={plan.name}
          onChange={({ currentTarget }) => change({ name: currentTarget.value })}
          data-autofocus
        />
        <Textarea
          label={say.note}
          autosize
          minRows={2}
          maxLength={2000}
          value={plan.note}
          onChange={({ currentTarget }) => change({ note: currentTarget.value })}
        />
        <SimpleGrid cols={{ base: 1, sm: 2 }}>
          <NativeSelect
            label={insights.model}
            value={plan.model}
            data={models.map(({ name }) => name)}
            onChange={({ currentTarget }) => {
              const chosen = models.find(({ name }) => name === currentTarget.value);
              if (chosen) change({ model: chosen.name, treatments: likeliest(chosen) });
            }}
          />
          <NativeSelect
            label={say.mode}
            description={say.modeHints[plan.mode]}
            inputWrapperOrder={[...order]}
            value={plan.mode}
            data={MODES.map((one) => ({ value: one, label: say.modes[one] }))}
            onChange={({ currentTarget }) =>
              change({ mode: MODES.find((one) => one === currentTarget.value) ?? "live" })
            }
          />
          <NativeSelect
            label={say.enrols}
            value={plan.enrols}
            data={ENROLS.map((one) => ({ value: one, label: say.enrolsOf[one] }))}
            onChange={({ currentTarget }) =>
              change({ enrols: ENROLS.find((one) => one === currentTarget.value) ?? "entering" })
            }
          />
          <NativeSelect
            label={insights.target}
            value={plan.target}
            data={TARGETS.map((one) => ({ value: one, label: insights.targets[one] }))}
            onChange={({ currentTarget }) =>
              change({ target: TARGETS.find((one) => one === currentTarget.value) ?? "won" })
            }
          />
        </SimpleGrid>
        <TreatmentsFields
          plan={plan}
          versions={versions}
          called={called}
          onChange={(treatments) => change({ treatments })}
        />
        <PlanFigures plan={plan} onChange={change} />
        {plan.mode === "live" && (
          <>
            <SampleSize asked={sizeAsked(plan)} />
            <GuardsFields guards={plan.guards} onChange={(guards) => change({ guards })} />
          </>
        )}
        <Problem error={planning.error} />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {shell.cancel}
          </Button>
          <Button type="submit" loading={planning.isPending} disabled={!isWhole}>
            {say.create}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

/** What is held against the live version unless something else is said. */
function likeliest(model: ListedModel): Plan["treatments"] {
  return versionsFor(model)
    .slice(0, 1)
    .map((version) => ({ version, share: 50 }));
}

/** What can be held against the live version, the likeliest first. */
function versionsFor({ draftAt, versions, live }: ListedModel): readonly string[] {
  const older = Array.from({ length: versions }, (_, at) => versions - at).filter((number) => number !== live);
  return [...(draftAt === null ? [] : ["draft"]), ...older.map(String)];
}
