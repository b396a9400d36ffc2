import { ActionIcon, Button, Group, Menu, Modal, Stack, Text, TextInput } from "@mantine/core";
import {
  IconCircleCheck,
  IconCircleOff,
  IconDotsVertical,
  IconPencil,
  IconRefresh,
  IconSignature,
} from "@tabler/icons-react";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { client } from "../api.ts";
import { useSay } from "../say.tsx";
import { Confirm } from "../ui/confirm.tsx";
import { CopyableText } from "../ui/copyable.tsx";
import { Problem } from "../ui/states.tsx";
import type { Source } from "./source.ts";

type Doing = "rename" | "rotate" | "disable" | "sign";

/** What can be done with a source by whoever may. */
export function SourceActions({ source }: { readonly source: Source }) {
  const { sources } = useSay().screens;
  const { actions } = sources;
  const queries = useQueryClient();
  const [doing, setDoing] = useState<Doing>();
  const params = { id: source.id };
  const refresh = () => queries.invalidateQueries({ queryKey: ["sources"] });
  const enable = useMutation({
    mutationFn: () => client.sources.update({ params, body: { isDisabled: false } }),
    onSuccess: refresh,
  });
  const unsign = useMutation({ mutationFn: () => client.sources.unsign({ params }), onSuccess: refresh });
  const close = () => setDoing(undefined);
  // An older server does not say whether it can ask for signatures.
  const canSign = source.kind === "webhook" && source.isSigned !== undefined;
  return (
    <>
      <Menu position="bottom-end">
        <Menu.Target>
          <ActionIcon variant="subtle" color="gray" aria-label={actions.actionsOf(source.name)}>
            <IconDotsVertical size={18} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item leftSection={<IconPencil size={16} />} onClick={() => setDoing("rename")}>
            {actions.rename}
          </Menu.Item>
          <Menu.Item leftSection={<IconRefresh size={16} />} onClick={() => setDoing("rotate")}>
            {actions.rotate}
          </Menu.Item>
          {canSign && (
            <Menu.Item leftSection={<IconSignature size={16} />} onClick={() => setDoing("sign")}>
              {source.isSigned ? actions.newSecret : actions.sign}
            </Menu.Item>
          )}
          {canSign && source.isSigned && <Menu.Item onClick={() => unsign.mutate()}>{actions.unsign}</Menu.Item>}
          {source.disabledAt === null ? (
            <Menu.Item color="red" leftSection={<IconCircleOff size={16} />} onClick={() => setDoing("disable")}>
              {actions.disable}
            </Menu.Item>
          ) : (
            <Menu.Item leftSection={<IconCircleCheck size={16} />} onClick={() => enable.mutate()}>
              {actions.enable}
            </Menu.Item>
          )}
        </Menu.Dropdown>
      </Menu>
      {doing === "rename" && <Rename source={source} onClose={close} onDone={refresh} />}
      {doing === "sign" && <Sign source={source} onClose={close} onDone={refresh} />}
      {doing === "rotate" && (
        <Confirm
          title={actions.rotate}
          hint={actions.rotateHint(source.name)}
          act={actions.rotate}
          onConfirm={async () => {
            await client.sources.rotate({ params });
            await refresh();
          }}
          onClose={close}
        />
      )}
      {doing === "disable" && (
        <Confirm
          title={actions.disable}
          hint={actions.disableHint(source.name)}
          act={actions.disable}
          onConfirm={async () => {
            await client.sources.update({ params, body: { isDisabled: true } });
            await refresh();
          }}
          onClose={close}
        />
      )}
    </>
  );
}

type Part = { readonly source: Source; readonly onClose: () => void; readonly onDone: () => Promise<void> };

function Rename({ source, onClose, onDone }: Part) {
  const { sources, shell } = useSay().screens;
  const [name, setName] = useState(source.name);
  const rename = useMutation({
    mutationFn: () => client.sources.update({ params: { id: source.id }, body: { name } }),
    onSuccess: async () => {
      await onDone();
      onClose();
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    rename.mutate();
  };
  return (
    <Modal opened onClose={onClose} title={sources.actions.rename} closeButtonProps={{ "aria-label": shell.close }}>
      <form onSubmit={submit}>
        <Stack>
          <TextInput
            label={sources.name}
            value={name}
            maxLength={100}
            required
            data-autofocus
            onChange={({ currentTarget }) => setName(currentTarget.value)}
          />
          <Problem error={rename.error} />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {shell.cancel}
            </Button>
            <Button type="submit" loading={rename.isPending} disabled={name.trim() === ""}>
              {shell.save}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}

/** Makes a secret and shows it, once. */
function Sign({ source, onClose, onDone }: Part) {
  const { sources, shell } = useSay().screens;
  const { actions } = sources;
  const sign = useMutation({
    mutationFn: () => client.sources.sign({ params: { id: source.id }, body: { keepFormer: source.isSigned } }),
    onSuccess: onDone,
  });
  return (
    <Modal
      opened
      onClose={onClose}
      title={source.isSigned ? actions.newSecret : actions.sign}
      closeOnClickOutside={!sign.data}
      closeButtonProps={{ "aria-label": shell.close }}
    >
      <Stack>
        <Text size="sm">{sign.data ? actions.secretOnce : actions.signHint}</Text>
        {sign.data && <CopyableText text={sign.data.secret} label={actions.secret} />}
        <Problem error={sign.error} />
        <Group justify="flex-end">
          {sign.data ? (
            <Button onClick={onClose}>{shell.close}</Button>
          ) : (
            <Button loading={sign.isPending} onClick={() => sign.mutate()}>
              {source.isSigned ? actions.newSecret : actions.sign}
            </Button>
          )}
        </Group>
      </Stack>
    </Modal>
  );
}
