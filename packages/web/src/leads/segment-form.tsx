import { Alert, Button, Group, Modal, Select, Stack, Text } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { ask, client } from "../api.ts";
import { useSay } from "../say.tsx";
import { Problem } from "../ui/states.tsx";
import type { leadsOf } from "./bulk.ts";

/** Puts leads on a fixed segment. */
export function SegmentForm(props: {
  readonly leads: ReturnType<typeof leadsOf>;
  readonly size: number;
  readonly onClose: () => void;
}) {
  const { leads, size, onClose } = props;
  const { leads: say, shell } = useSay().screens;
  const [id, setId] = useState<string | null>(null);
  const { data } = useQuery(ask("segments", "list"));
  const fixed = data?.items.filter(({ kind }) => kind === "fixed");
  const queries = useQueryClient();
  const putting = useMutation({
    mutationFn: (segment: string) =>
      client.segments.put({
        params: { id: segment },
        body: "ids" in leads ? { leads: leads.ids } : { filter: leads.where },
      }),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ["segments"] });
      await queries.invalidateQueries({ queryKey: ["leads"] });
    },
  });
  const answered = putting.data;
  return (
    <Modal opened onClose={onClose} title={say.bulk.toSegment} closeButtonProps={{ "aria-label": shell.close }}>
      <Stack>
        {fixed?.length === 0 ? (
          <Text size="sm" c="dimmed">
            {say.bulk.noSegments}
          </Text>
        ) : (
          <Select
            label={say.filter.segment}
            data={(fixed ?? []).map(({ id, name, label }) => ({ value: id, label: label ?? name }))}
            value={id}
            onChange={setId}
            disabled={answered !== undefined}
            data-autofocus
          />
        )}
        <Problem error={putting.error} />
        {answered && (
          <Alert color={answered.more ? "yellow" : "teal"} role="status">
            {say.bulk.put(answered.put, answered.already)} {answered.more && say.bulk.putMore}
          </Alert>
        )}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {answered ? shell.close : shell.cancel}
          </Button>
          {!answered && (
            <Button
              disabled={id === null}
              loading={putting.isPending}
              onClick={() => id !== null && putting.mutate(id)}
            >
              {say.bulk.apply(size)}
            </Button>
          )}
        </Group>
      </Stack>
    </Modal>
  );
}
