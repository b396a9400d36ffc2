import { Button, Checkbox, Group, Modal, SimpleGrid, Stack, TextInput } from "@mantine/core";
import { ANNOUNCEMENT_TYPES, type AnnouncementType } from "@plumbline/api";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { FormEvent } from "react";
import { client } from "../api.ts";
import { useSay } from "../say.tsx";
import { useDraft } from "../ui/draft.ts";
import { Problem } from "../ui/states.tsx";
import type { Endpoint } from "./endpoint.ts";

type Form = { readonly url: string; readonly description: string; readonly types: readonly AnnouncementType[] };

const NEW: Form = { url: "", description: "", types: ["lead.band.entered"] };

/** Makes an endpoint, or changes one. */
export function EndpointForm(props: {
  readonly endpoint?: Endpoint;
  readonly onClose: () => void;
  readonly onSecret?: (secret: string) => void;
}) {
  const { endpoint, onClose, onSecret } = props;
  const { webhooks, shell } = useSay().screens;
  const queries = useQueryClient();
  const draft = useDraft<Form>(`endpoint.${endpoint?.id ?? "new"}`, endpoint ? formOf(endpoint) : NEW);
  const form = draft.value;
  const save = useMutation({
    mutationFn: async () => {
      const body = { ...form, types: [...form.types] };
      if (!endpoint) return (await client.endpoints.create({ body })).secret;
      await client.endpoints.change({ params: { id: endpoint.id }, body });
      return undefined;
    },
    onSuccess: async (secret) => {
      draft.drop();
      await queries.invalidateQueries({ queryKey: ["endpoints"] });
      if (secret === undefined) onClose();
      else onSecret?.(secret);
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save.mutate();
  };
  return (
    <Modal
      opened
      onClose={onClose}
      size="lg"
      title={endpoint ? webhooks.editTitle : webhooks.create}
      closeButtonProps={{ "aria-label": shell.close }}
    >
      <form onSubmit={submit}>
        <Stack>
          <TextInput
            type="url"
            label={webhooks.url}
            description={webhooks.urlHint}
            placeholder="https://"
            value={form.url}
            required
            maxLength={2000}
            data-autofocus
            onChange={({ currentTarget }) => draft.set({ ...form, url: currentTarget.value })}
          />
          <TextInput
            label={webhooks.description}
            description={webhooks.descriptionHint}
            value={form.description}
            maxLength={500}
            onChange={({ currentTarget }) => draft.set({ ...form, description: currentTarget.value })}
          />
          <Checkbox.Group
            label={webhooks.types}
            value={[...form.types]}
            error={form.types.length === 0 && webhooks.typesNeeded}
            onChange={(types) => draft.set({ ...form, types: types as AnnouncementType[] })}
          >
            <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="xs" mt="xs" mb="xs">
              {ANNOUNCEMENT_TYPES.map((type) => (
                <Checkbox key={type} value={type} label={webhooks.announcements[type]} description={type} />
              ))}
            </SimpleGrid>
          </Checkbox.Group>
          <Problem error={save.error} />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {shell.cancel}
            </Button>
            <Button type="submit" loading={save.isPending} disabled={form.types.length === 0 || form.url.trim() === ""}>
              {endpoint ? shell.save : webhooks.create}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}

function formOf({ url, description, types }: Endpoint): Form {
  return { url, description, types: ANNOUNCEMENT_TYPES.filter((type) => types.includes(type)) };
}
