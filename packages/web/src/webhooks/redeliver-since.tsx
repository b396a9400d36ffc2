import { Button, Group, Modal, Stack, Text, TextInput } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { client } from "../api.ts";
import { useSay } from "../say.tsx";
import { Problem } from "../ui/states.tsx";
import type { Endpoint } from "./endpoint.ts";

const DAY = 86_400_000;

/** Delivers again what was not delivered since an instant: usually since the receiver went away. */
export function RedeliverSince({ endpoint, onClose }: { readonly endpoint: Endpoint; readonly onClose: () => void }) {
  const { webhooks, shell } = useSay().screens;
  const queries = useQueryClient();
  const [since, setSince] = useState(() =>
    localMinute(endpoint.failingSince === null ? Date.now() - DAY : Date.parse(endpoint.failingSince)),
  );
  const redeliver = useMutation({
    mutationFn: async () => {
      const given = { params: { id: endpoint.id }, body: { since: new Date(since).toISOString() } };
      let sum = 0;
      for (let isMore = true; isMore; ) {
        const { count, more } = await client.endpoints.redeliver(given);
        sum += count;
        isMore = more && count > 0;
      }
      return sum;
    },
    onSuccess: async (sum) => {
      notifications.show({ message: webhooks.redeliveredMany(sum) });
      await queries.invalidateQueries({ queryKey: ["deliveries"] });
      onClose();
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    redeliver.mutate();
  };
  return (
    <Modal opened onClose={onClose} title={webhooks.redeliverSince} closeButtonProps={{ "aria-label": shell.close }}>
      <form onSubmit={submit}>
        <Stack>
          <Text size="sm">{webhooks.redeliverSinceHint}</Text>
          <TextInput
            type="datetime-local"
            label={webhooks.since}
            value={since}
            required
            onChange={({ currentTarget }) => setSince(currentTarget.value)}
          />
          <Problem error={redeliver.error} />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {shell.cancel}
            </Button>
            <Button type="submit" loading={redeliver.isPending} disabled={since === ""}>
              {webhooks.redeliver}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}

/** An instant as a clock of this place shows it, for an input. */
function localMinute(instant: number): string {
  const local = instant - new Date(instant).getTimezoneOffset() * 60_000;
  return new Date(local).toISOString().slice(0, "2026-03-01T10:00".length);
}
