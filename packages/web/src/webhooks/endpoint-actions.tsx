import { ActionIcon, Button, Group, Menu, Modal, Select, Stack, Text } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import {
  IconCircleCheck,
  IconCircleOff,
  IconDotsVertical,
  IconHistory,
  IconKey,
  IconPencil,
  IconSend,
  IconTrash,
} from "@tabler/icons-react";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { client } from "../api.ts";
import { useSay } from "../say.tsx";
import { Confirm } from "../ui/confirm.tsx";
import { Problem } from "../ui/states.tsx";
import type { Endpoint } from "./endpoint.ts";
import { EndpointForm } from "./endpoint-form.tsx";
import { RedeliverSince } from "./redeliver-since.tsx";

type Doing = "edit" | "rotate" | "since" | "remove";

/** What can be done with an endpoint. */
export function EndpointActions(props: { readonly endpoint: Endpoint; readonly onSecret: (secret: string) => void }) {
  const { endpoint, onSecret } = props;
  const { webhooks } = useSay().screens;
  const queries = useQueryClient();
  const [doing, setDoing] = useState<Doing>();
  const close = () => setDoing(undefined);
  const params = { id: endpoint.id };
  const isOff = endpoint.disabledAt !== null;
  const refresh = () =>
    Promise.all([
      queries.invalidateQueries({ queryKey: ["endpoints"] }),
      queries.invalidateQueries({ queryKey: ["deliveries"] }),
    ]);
  const failed = (error: Error) => notifications.show({ color: "red", message: error.message });
  const test = useMutation({
    mutationFn: () => client.endpoints.test({ params }),
    onSuccess: async () => {
      notifications.show({ message: webhooks.testSent });
      await refresh();
    },
    onError: failed,
  });
  const turn = useMutation({
    mutationFn: (enabled: boolean) => client.endpoints.change({ params, body: { enabled } }),
    onSuccess: refresh,
    onError: failed,
  });
  return (
    <>
      <Menu position="bottom-end">
        <Menu.Target>
          <ActionIcon variant="subtle" color="gray" aria-label={webhooks.actionsOf(endpoint.url)}>
            <IconDotsVertical size={18} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item leftSection={<IconSend size={16} />} disabled={isOff} onClick={() => test.mutate()}>
            {webhooks.test}
          </Menu.Item>
          <Menu.Item leftSection={<IconPencil size={16} />} onClick={() => setDoing("edit")}>
            {webhooks.edit}
          </Menu.Item>
          <Menu.Item leftSection={<IconHistory size={16} />} disabled={isOff} onClick={() => setDoing("since")}>
            {webhooks.redeliverSince}
          </Menu.Item>
          <Menu.Item leftSection={<IconKey size={16} />} onClick={() => setDoing("rotate")}>
            {webhooks.rotate}
          </Menu.Item>
          <Menu.Item
            leftSection={isOff ? <IconCircleCheck size={16} /> : <IconCircleOff size={16} />}
            onClick={() => turn.mutate(isOff)}
          >
            {isOff ? webhooks.enable : webhooks.disable}
          </Menu.Item>
          <Menu.Divider />
          <Menu.Item color="red" leftSection={<IconTrash size={16} />} onClick={() => setDoing("remove")}>
            {webhooks.remove}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      {doing === "edit" && <EndpointForm endpoint={endpoint} onClose={close} />}
      {doing === "since" && <RedeliverSince endpoint={endpoint} onClose={close} />}
      {doing === "rotate" && <Rotate endpoint={endpoint} onClose={close} onSecret={onSecret} />}
      {doing === "remove" && (
        <Confirm
          title={webhooks.remove}
          hint={webhooks.removeHint(endpoint.url)}
          act={webhooks.remove}
          onConfirm={async () => {
            await client.endpoints.drop({ params });
            await refresh();
          }}
          onClose={close}
        />
      )}
    </>
  );
}

const OVERLAPS = [0, 24, 72, 168];

function Rotate(props: {
  readonly endpoint: Endpoint;
  readonly onClose: () => void;
  readonly onSecret: (secret: string) => void;
}) {
  const { endpoint, onClose, onSecret } = props;
  const { webhooks, shell } = useSay().screens;
  const queries = useQueryClient();
  const [hours, setHours] = useState(24);
  const rotate = useMutation({
    mutationFn: () => client.endpoints.rotate({ params: { id: endpoint.id }, body: { overlapHours: hours } }),
    onSuccess: async ({ secret }) => {
      await queries.invalidateQueries({ queryKey: ["endpoints"] });
      onSecret(secret);
      onClose();
    },
  });
  return (
    <Modal opened onClose={onClose} title={webhooks.rotate} closeButtonProps={{ "aria-label": shell.close }}>
      <Stack>
        <Text size="sm">{webhooks.rotateHint}</Text>
        <Select
          label={webhooks.overlap}
          allowDeselect={false}
          data={OVERLAPS.map((n) => ({ value: String(n), label: webhooks.hours(n) }))}
          value={String(hours)}
          onChange={(value) => setHours(Number(value))}
        />
        <Problem error={rotate.error} />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {shell.cancel}
          </Button>
          <Button loading={rotate.isPending} onClick={() => rotate.mutate()}>
            {webhooks.rotate}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
