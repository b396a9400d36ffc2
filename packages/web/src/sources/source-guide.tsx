import { Button, Group, Modal, Radio, Stack, Text, TextInput } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { client } from "../api.ts";
import { useSay } from "../say.tsx";
import { useDraft } from "../ui/draft.ts";
import { Problem } from "../ui/states.tsx";
import type { SourceKind } from "./source.ts";

/** What people have, and the kind of source that it is. */
const CHOICES = {
  browser: "browser",
  server: "server",
  other: "server",
  webhook: "webhook",
  cloudevents: "cloudevents",
  import: "import",
} as const satisfies Readonly<Record<string, SourceKind>>;

type Choice = keyof typeof CHOICES;

/** Asks what will send events, makes the source, and leads to its snippets. */
export function SourceGuide(props: { readonly onClose: () => void; readonly onMade: (id: string) => void }) {
  const { onClose, onMade } = props;
  const { sources, shell } = useSay().screens;
  const { guide } = sources;
  const queries = useQueryClient();
  const [choice, setChoice] = useState<Choice>("browser");
  const name = useDraft("source", "");
  const make = useMutation({
    mutationFn: () => client.sources.create({ body: { name: name.value.trim(), kind: CHOICES[choice] } }),
    onSuccess: async ({ id }) => {
      name.drop();
      await queries.invalidateQueries({ queryKey: ["sources"] });
      onMade(id);
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    make.mutate();
  };
  return (
    <Modal opened onClose={onClose} title={sources.create} size="lg" closeButtonProps={{ "aria-label": shell.close }}>
      <form onSubmit={submit}>
        <Stack>
          <Radio.Group label={guide.question} value={choice} onChange={(value) => setChoice(value as Choice)}>
            <Stack gap="xs" mt="xs">
              {(Object.keys(CHOICES) as Choice[]).map((one) => (
                <Radio.Card key={one} value={one} p="sm" aria-label={guide[one]}>
                  <Group wrap="nowrap" align="flex-start">
                    <Radio.Indicator mt={2} />
                    <div>
                      <Text size="sm" fw={600}>
                        {guide[one]}
                      </Text>
                      <Text size="xs" c="dimmed">
                        {guide[`${one}Hint`]}
                      </Text>
                    </div>
                  </Group>
                </Radio.Card>
              ))}
            </Stack>
          </Radio.Group>
          <TextInput
            label={sources.name}
            description={guide.nameHint}
            value={name.value}
            maxLength={100}
            required
            onChange={({ currentTarget }) => name.set(currentTarget.value)}
          />
          <Problem error={make.error} />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {shell.cancel}
            </Button>
            <Button type="submit" loading={make.isPending} disabled={name.value.trim() === ""}>
              {guide.make}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
