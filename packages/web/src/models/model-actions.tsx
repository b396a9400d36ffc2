import { ActionIcon, List, Menu, Skeleton, Stack, Text } from "@mantine/core";
import { IconArchive, IconDots, IconPencil, IconStar, IconTrash } from "@tabler/icons-react";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { ask, client } from "../api.ts";
import { useMe } from "../app/session.ts";
import { useSay } from "../say.tsx";
import { Confirm } from "../ui/confirm.tsx";
import { LinkItem } from "../ui/links.tsx";
import { Problem } from "../ui/states.tsx";
import type { ListedModel } from "./model.ts";

/** What can be done with a model besides opening it. */
export function ModelActions({ model }: { readonly model: ListedModel }) {
  const { models: say } = useSay().screens;
  const { can } = useMe();
  const queries = useQueryClient();
  const [asking, setAsking] = useState<"retire" | "drop">();
  const { name, live, isDefault, retiredAt } = model;
  const favouring = useMutation({
    mutationFn: () => client.models.setDefault({ params: { name } }),
    onSuccess: () => queries.invalidateQueries({ queryKey: ["models"] }),
  });
  const wasLive = live !== null || retiredAt !== null;
  return (
    <>
      <Menu position="bottom-end" withinPortal>
        <Menu.Target>
          <ActionIcon variant="subtle" color="gray" aria-label={say.actionsOf(name)} loading={favouring.isPending}>
            <IconDots size={18} aria-hidden />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <LinkItem to="/models/$name/edit" params={{ name }} leftSection={<IconPencil size={16} aria-hidden />}>
            {can("draft") ? say.edit : say.open}
          </LinkItem>
          {can("models") && live !== null && !isDefault && (
            <Menu.Item leftSection={<IconStar size={16} aria-hidden />} onClick={() => favouring.mutate()}>
              {say.makeDefault}
            </Menu.Item>
          )}
          {can("models") && live !== null && (
            <Menu.Item
              color="red"
              leftSection={<IconArchive size={16} aria-hidden />}
              onClick={() => setAsking("retire")}
            >
              {say.retire}
            </Menu.Item>
          )}
          {can("models") && !wasLive && (
            <Menu.Item color="red" leftSection={<IconTrash size={16} aria-hidden />} onClick={() => setAsking("drop")}>
              {say.drop}
            </Menu.Item>
          )}
        </Menu.Dropdown>
      </Menu>
      <Problem error={favouring.error} />
      {asking === "retire" && <Retire name={name} onClose={() => setAsking(undefined)} />}
      {asking === "drop" && <Drop name={name} onClose={() => setAsking(undefined)} />}
    </>
  );
}

type Asking = { readonly name: string; readonly onClose: () => void };

function Retire({ name, onClose }: Asking) {
  const { models: say } = useSay().screens;
  const queries = useQueryClient();
  return (
    <Confirm
      title={say.retireTitle(name)}
      hint={say.retireHint}
      act={say.retire}
      onConfirm={async () => {
        await client.models.retire({ params: { name } });
        await queries.invalidateQueries();
      }}
      onClose={onClose}
    >
      <Stops name={name} />
    </Confirm>
  );
}

function Stops({ name }: { readonly name: string }) {
  const { screens, figures } = useSay();
  const { stops: say } = screens.models;
  const { data } = useQuery(ask("models", "stops", { params: { name } }));
  if (!data) return <Skeleton height={60} />;
  const { scored, isDefault, isLast, isHandOff, signals } = data;
  return (
    <Stack gap={4}>
      <Text fw={600} size="sm">
        {say.title}
      </Text>
      <List size="sm" spacing={4}>
        <List.Item>{say.scored(scored)}</List.Item>
        {isDefault && <List.Item>{say.isDefault}</List.Item>}
        {isLast && <List.Item>{say.isLast}</List.Item>}
        {isHandOff && <List.Item>{say.isHandOff}</List.Item>}
        {signals.length > 0 && <List.Item>{say.signals(figures.names(signals))}</List.Item>}
      </List>
    </Stack>
  );
}

function Drop({ name, onClose }: Asking) {
  const { models: say } = useSay().screens;
  const queries = useQueryClient();
  const navigate = useNavigate();
  return (
    <Confirm
      title={say.dropTitle(name)}
      hint={say.dropHint}
      act={say.drop}
      onConfirm={async () => {
        await client.models.drop({ params: { name } });
        await navigate({ to: "/models" });
        await queries.invalidateQueries({ queryKey: ["models", "list"] });
      }}
      onClose={onClose}
    />
  );
}
