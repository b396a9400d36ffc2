import { Button, Group, Modal, NavLink, Skeleton, Stack, Text, TextInput, Title } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { type FormEvent, useState } from "react";
import { client } from "../api.ts";
import { useSay } from "../say.tsx";
import { Asked, Problem, Rows } from "../ui/states.tsx";
import { ModelSentences } from "./model-sentences.tsx";
import { isModelName, renamedText } from "./renamed-text.ts";
import { Resembles } from "./resembles.tsx";
import { Shape } from "./shape.tsx";
import { usePresetLabels } from "./use-preset-labels.ts";
import { usePreset, usePresets } from "./use-presets.ts";
import "./presets.css";

/** The models that come with Plumbline, to look at and to begin with. */
export function Gallery({ taken, onClose }: { readonly taken: readonly string[]; readonly onClose: () => void }) {
  const { presets, shell } = useSay().screens;
  const say = presets.gallery;
  const all = usePresets();
  const labelOf = usePresetLabels();
  const [chosen, setChosen] = useState<string>();
  return (
    <Modal opened onClose={onClose} size="72rem" title={say.title} closeButtonProps={{ "aria-label": shell.close }}>
      <Stack>
        <Text size="sm" c="dimmed">
          {say.hint}
        </Text>
        <Asked query={all}>
          {({ items }) => {
            const shown = items.find(({ name }) => name === chosen) ?? items[0];
            return (
              <div className="presets-gallery">
                <nav aria-label={say.choose} className="presets-choice">
                  {items.map((preset) => (
                    <NavLink
                      key={preset.name}
                      component="button"
                      type="button"
                      label={labelOf(preset).label}
                      active={preset === shown}
                      aria-current={preset === shown || undefined}
                      onClick={() => setChosen(preset.name)}
                    />
                  ))}
                </nav>
                {shown && <Preset key={shown.name} name={shown.name} {...labelOf(shown)} taken={taken} />}
              </div>
            );
          }}
        </Asked>
      </Stack>
    </Modal>
  );
}

function Preset(props: {
  readonly name: string;
  readonly label: string;
  readonly note: string;
  readonly taken: readonly string[];
}) {
  const { name, label, note, taken } = props;
  const read = usePreset(name);
  if (read.isError) return <Problem error={read.error} />;
  const body = read.data?.body;
  return (
    <Stack>
      {read.data ? <Use preset={name} text={read.data.text} taken={taken} /> : <Skeleton height={60} />}
      <Stack gap={4}>
        <Group gap="xs">
          <Title order={3} size="h5">
            {label}
          </Title>
          <Resembles name={name} />
        </Group>
        <Text size="sm">{note}</Text>
      </Stack>
      {body ? (
        <>
          <Shape body={body} />
          <ModelSentences body={body} />
        </>
      ) : (
        <Rows count={6} />
      )}
    </Stack>
  );
}

function Use(props: { readonly preset: string; readonly text: string; readonly taken: readonly string[] }) {
  const { preset, text, taken } = props;
  const { gallery: say } = useSay().screens.presets;
  const queries = useQueryClient();
  const navigate = useNavigate();
  const [name, setName] = useState(() => freeName(preset, taken));
  const making = useMutation({
    mutationFn: () => client.models.putDraft({ params: { name }, body: renamedText(text, name) }),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ["models"] });
      await navigate({ to: "/models/$name/edit", params: { name } });
    },
  });
  const problem = taken.includes(name) ? say.nameTaken : isModelName(name) ? undefined : say.nameWrong;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!problem) making.mutate();
  };
  return (
    <form onSubmit={submit}>
      <Stack gap="xs">
        <Group align="flex-start" gap="sm">
          <TextInput
            label={say.name}
            description={say.nameHint}
            inputWrapperOrder={["label", "input", "error", "description"]}
            value={name}
            error={problem}
            flex={1}
            miw={200}
            maw={420}
            onChange={({ currentTarget }) => setName(currentTarget.value)}
          />
          <Button type="submit" mt={24} loading={making.isPending} disabled={problem !== undefined}>
            {say.use}
          </Button>
        </Group>
        <Problem error={making.error} />
      </Stack>
    </form>
  );
}

function freeName(preset: string, taken: readonly string[]): string {
  for (let n = 1; ; n++) {
    const name = n === 1 ? preset : `${preset}-${n}`;
    if (!taken.includes(name)) return name;
  }
}
