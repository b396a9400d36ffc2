import { Button, Group, Modal, NavLink, Skeleton, Stack, Text, TextInput } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { type FormEvent, useState } from "react";
import { ask, client } from "../api.ts";
import { useSay } from "../say.tsx";
import { Asked, Problem, Rows } from "../ui/states.tsx";
import { PresetView } from "./preset-view.tsx";
import { isModelName, renamedText } from "./renamed-text.ts";
import "./models.css";

/** The models that come with Plumbline, to look at and to begin with. */
export function Gallery({ taken, onClose }: { readonly taken: readonly string[]; readonly onClose: () => void }) {
  const { screens } = useSay();
  const { models: say, shell } = screens;
  const all = useQuery({ ...ask("presets", "list"), staleTime: Number.POSITIVE_INFINITY });
  const [chosen, setChosen] = useState<string>();
  return (
    <Modal
      opened
      onClose={onClose}
      size="72rem"
      title={say.gallery.title}
      closeButtonProps={{ "aria-label": shell.close }}
    >
      <Stack>
        <Text size="sm" c="dimmed">
          {say.gallery.hint}
        </Text>
        <Asked query={all}>
          {({ items }) => {
            const shown = items.find(({ name }) => name === chosen) ?? items[0];
            return (
              <div className="models-gallery">
                <nav aria-label={say.gallery.choose} className="models-presets">
                  {items.map(({ name, label }) => (
                    <NavLink
                      key={name}
                      component="button"
                      type="button"
                      label={label ?? name}
                      active={name === shown?.name}
                      aria-current={name === shown?.name || undefined}
                      onClick={() => setChosen(name)}
                    />
                  ))}
                </nav>
                {shown && <Preset key={shown.name} name={shown.name} taken={taken} />}
              </div>
            );
          }}
        </Asked>
      </Stack>
    </Modal>
  );
}

function Preset({ name, taken }: { readonly name: string; readonly taken: readonly string[] }) {
  const text = useQuery({
    ...ask("presets", "get", { params: { name } }),
    staleTime: Number.POSITIVE_INFINITY,
  });
  const read = useQuery({
    ...ask("models", "validate", { body: text.data?.text ?? "" }),
    enabled: text.data !== undefined,
    staleTime: Number.POSITIVE_INFINITY,
  });
  if (text.isError || read.isError) return <Problem error={text.error ?? read.error} />;
  return (
    <Stack>
      {text.data ? <Use preset={name} text={text.data.text} taken={taken} /> : <Skeleton height={60} />}
      {read.data?.body ? <PresetView name={name} body={read.data.body} /> : <Rows count={6} />}
    </Stack>
  );
}

function Use(props: { readonly preset: string; readonly text: string; readonly taken: readonly string[] }) {
  const { preset, text, taken } = props;
  const { gallery: say } = useSay().screens.models;
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
