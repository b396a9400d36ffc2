import { Alert, Button, Group, Modal, Stack, Switch, Text, TextInput } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { client } from "../api.ts";
import { useSay } from "../say.tsx";
import { Problem } from "../ui/states.tsx";
import { changeView } from "./change-view.ts";
import type { savedOf, View } from "./view-search.ts";

/** Names a view, new or known, and says who sees it. */
export function ViewForm(props: {
  /** Undefined for a new one. */
  readonly view: View | undefined;
  readonly saved: ReturnType<typeof savedOf>;
  readonly onSaved: (id: string) => void;
  readonly onClose: () => void;
}) {
  const { view, saved, onSaved, onClose } = props;
  const { leads: say, shell } = useSay().screens;
  const [name, setName] = useState(view?.name ?? "");
  const [shared, setShared] = useState(view?.shared ?? false);
  const queries = useQueryClient();
  const saving = useMutation({
    mutationFn: async () => {
      const body = { ...saved, name: name.trim(), shared };
      if (!view) return (await client.views.create({ body })).id;
      return (await changeView(view, body)) === "changed" ? view.id : undefined;
    },
    onSuccess: async (id) => {
      await queries.invalidateQueries({ queryKey: ["views"] });
      if (id === undefined) return;
      onSaved(id);
      onClose();
    },
  });
  const isElsewhere = saving.isSuccess && saving.data === undefined;
  const send = (event: FormEvent) => {
    event.preventDefault();
    saving.mutate();
  };
  return (
    <Modal
      opened
      onClose={onClose}
      title={view ? say.views.edit : say.views.saveAs}
      closeButtonProps={{ "aria-label": shell.close }}
    >
      <form onSubmit={send}>
        <Stack>
          <Text size="sm" c="dimmed">
            {say.views.hint}
          </Text>
          <TextInput
            label={say.views.name}
            required
            maxLength={100}
            value={name}
            data-autofocus
            onChange={(event) => setName(event.currentTarget.value)}
          />
          <Switch
            label={say.views.share}
            checked={shared}
            onChange={(event) => setShared(event.currentTarget.checked)}
          />
          <Problem error={saving.error} />
          {isElsewhere && <Alert color="yellow">{shell.changedElsewhere}</Alert>}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {shell.cancel}
            </Button>
            <Button type="submit" loading={saving.isPending} disabled={name.trim() === "" || isElsewhere}>
              {shell.save}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
