import { Button, Group, Modal, Select, Stack, Text } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { client } from "../api.ts";
import { useSay } from "../say.tsx";
import { Problem } from "../ui/states.tsx";
import type { ApiKey } from "./key-state.ts";
import { MadeKey } from "./new-key.tsx";

const OVERLAPS = [0, 1, 24, 168] as const;

/** Makes a key that can do the same; the old one goes on for some hours. */
export function RotateKey({ apiKey, onClose }: { readonly apiKey: ApiKey; readonly onClose: () => void }) {
  const { settings, shell } = useSay().screens;
  const say = settings.keys;
  const queries = useQueryClient();
  const [hours, setHours] = useState("24");
  const rotate = useMutation({
    mutationFn: () => client.keys.rotate({ params: { id: apiKey.id }, body: { overlapHours: Number(hours) } }),
    onSuccess: () => queries.invalidateQueries({ queryKey: ["keys"] }),
  });
  return (
    <Modal
      opened
      onClose={onClose}
      title={say.rotate}
      closeOnClickOutside={!rotate.data}
      closeButtonProps={{ "aria-label": shell.close }}
    >
      {rotate.data ? (
        <MadeKey text={rotate.data.key} onClose={onClose} />
      ) : (
        <Stack gap="sm">
          <Text size="sm">{say.rotateHint(apiKey.name)}</Text>
          <Select
            label={say.overlap}
            data={OVERLAPS.map((one) => ({ value: String(one), label: say.hours(one) }))}
            value={hours}
            onChange={(chosen) => setHours(chosen ?? "24")}
            allowDeselect={false}
          />
          <Problem error={rotate.error} />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {shell.cancel}
            </Button>
            <Button loading={rotate.isPending} onClick={() => rotate.mutate()}>
              {say.rotate}
            </Button>
          </Group>
        </Stack>
      )}
    </Modal>
  );
}
