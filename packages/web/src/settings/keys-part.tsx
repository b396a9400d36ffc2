import { ActionIcon, Badge, Button, Checkbox, Group, Menu, Paper, Stack, Text } from "@mantine/core";
import type { Scope } from "@plumbline/api";
import type { Spoken } from "@plumbline/phrases";
import { IconDotsVertical, IconKey, IconPlus } from "@tabler/icons-react";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { ask, client } from "../api.ts";
import { useSay } from "../say.tsx";
import { Confirm } from "../ui/confirm.tsx";
import { Ago, useTimes } from "../ui/figures.tsx";
import { Asked, Empty } from "../ui/states.tsx";
import { type ApiKey, inOrder, type KeyState, keyState } from "./key-state.ts";
import { NewKey } from "./new-key.tsx";
import { RotateKey } from "./rotate-key.tsx";
import { PartHead } from "./section.tsx";

const COLORS: Readonly<Record<KeyState, string>> = {
  active: "teal",
  ending: "yellow",
  expired: "gray",
  revoked: "gray",
};

/** Keys of programs: what each may do, when it was used, and its end. */
export function KeysPart() {
  const { settings } = useSay().screens;
  const say = settings.keys;
  const keys = useQuery(ask("keys", "list"));
  const [isMaking, setIsMaking] = useState(false);
  // Not of the row: the old key may leave the list while the new one is shown, which happens only once.
  const [rotating, setRotating] = useState<ApiKey>();
  const [showsOld, setShowsOld] = useState(false);
  const now = Date.now();
  return (
    <Stack gap="md">
      <Group justify="space-between" align="flex-end">
        <PartHead title={settings.parts.keys} about={say.about} />
        <Button leftSection={<IconPlus size={17} aria-hidden />} onClick={() => setIsMaking(true)}>
          {say.create}
        </Button>
      </Group>
      <Asked query={keys}>
        {({ items }) => {
          const isOver = (key: ApiKey) => ["expired", "revoked"].includes(keyState(key, now));
          const shown = inOrder(items, now).filter((key) => showsOld || !isOver(key));
          return (
            <>
              {shown.length === 0 && <Empty title={say.empty} />}
              {shown.map((key) => (
                <KeyRow key={key.id} apiKey={key} state={keyState(key, now)} onRotate={() => setRotating(key)} />
              ))}
              {items.some(isOver) && (
                <Checkbox
                  label={say.showOld}
                  checked={showsOld}
                  onChange={({ currentTarget }) => setShowsOld(currentTarget.checked)}
                />
              )}
            </>
          );
        }}
      </Asked>
      {isMaking && <NewKey onClose={() => setIsMaking(false)} />}
      {rotating && <RotateKey apiKey={rotating} onClose={() => setRotating(undefined)} />}
    </Stack>
  );
}

function KeyRow(props: { readonly apiKey: ApiKey; readonly state: KeyState; readonly onRotate: () => void }) {
  const { apiKey, state, onRotate } = props;
  const { settings } = useSay().screens;
  const say = settings.keys;
  const { instant } = useTimes();
  const works = state === "active" || state === "ending";
  return (
    <Paper withBorder p="sm" component="article" aria-label={apiKey.name}>
      <Group justify="space-between" wrap="nowrap" align="flex-start">
        <Group gap="sm" wrap="nowrap" align="flex-start" miw={0}>
          <IconKey size={20} stroke={1.6} aria-hidden />
          <Stack gap={4} miw={0}>
            <Group gap={8}>
              <Text size="sm" fw={600}>
                {apiKey.name}
              </Text>
              <Text size="xs" c="dimmed" ff="monospace">
                {apiKey.prefix}…
              </Text>
              <Badge size="sm" variant="light" color={COLORS[state]} tt="none">
                {say.states[state]}
              </Badge>
            </Group>
            <Group gap={4}>
              {apiKey.scopes.map((scope) => (
                <Badge key={scope} size="sm" variant="default" tt="none" fw={400}>
                  {scopeSaid(scope, settings)}
                </Badge>
              ))}
            </Group>
            <Text size="xs" c="dimmed">
              {say.created}: {instant(apiKey.createdAt)} · {say.lastUsed}:{" "}
              {apiKey.lastUsedAt === null ? say.neverUsed : <Ago at={apiKey.lastUsedAt} />} · {say.ends}:{" "}
              {apiKey.expiresAt === null ? say.never : instant(apiKey.expiresAt)}
            </Text>
          </Stack>
        </Group>
        {works && <KeyActions apiKey={apiKey} onRotate={onRotate} />}
      </Group>
    </Paper>
  );
}

/** A scope in words; of another version of the server, as it is. */
function scopeSaid(scope: string, { scopes, keys }: Spoken["screens"]["settings"]): string {
  if (scope === "admin") return keys.everything;
  return Object.hasOwn(scopes, scope) ? scopes[scope as Scope] : scope;
}

function KeyActions({ apiKey, onRotate }: { readonly apiKey: ApiKey; readonly onRotate: () => void }) {
  const { settings } = useSay().screens;
  const say = settings.keys;
  const queries = useQueryClient();
  const [isRevoking, setRevoking] = useState(false);
  return (
    <>
      <Menu position="bottom-end">
        <Menu.Target>
          <ActionIcon variant="subtle" color="gray" aria-label={say.actionsOf(apiKey.name)}>
            <IconDotsVertical size={18} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item onClick={onRotate}>{say.rotate}</Menu.Item>
          <Menu.Item color="red" onClick={() => setRevoking(true)}>
            {say.revoke}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      {isRevoking && (
        <Confirm
          title={say.revoke}
          hint={say.revokeHint(apiKey.name)}
          act={say.revoke}
          onConfirm={async () => {
            await client.keys.revoke({ params: { id: apiKey.id } });
            await queries.invalidateQueries({ queryKey: ["keys"] });
          }}
          onClose={() => setRevoking(false)}
        />
      )}
    </>
  );
}
