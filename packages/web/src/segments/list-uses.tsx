import { Badge, Button, Checkbox, Group, Stack, Text } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { IconAlertTriangle, IconCircleCheck, IconUpload } from "@tabler/icons-react";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { type Answered, client } from "../api.ts";
import { useMe } from "../app/session.ts";
import { useSay } from "../say.tsx";
import { Confirm } from "../ui/confirm.tsx";
import { LinkText } from "../ui/links.tsx";
import type { Holder } from "./segment.ts";

/** Which models and segments use a list, and whether they have it as it is; models can be published with it. */
export function ListUses({ list }: { readonly list: Answered<"lists", "get"> }) {
  const { segments } = useSay().screens;
  const say = segments.lists;
  return (
    <Stack gap="xs" component="section" aria-label={say.usedBy}>
      <Text fw={600} size="sm">
        {say.usedBy}
      </Text>
      {list.usedBy.length === 0 ? (
        <Text size="sm" c="dimmed">
          {say.notUsed}
        </Text>
      ) : (
        list.usedBy.map((holder) => <Use key={`${holder.kind} ${holder.name} ${holder.version}`} holder={holder} />)
      )}
    </Stack>
  );
}

function Use({ holder: { kind, name, version, isCurrent } }: { readonly holder: Holder }) {
  const { segments } = useSay().screens;
  const say = segments.lists;
  const { can } = useMe();
  const [isAsking, setIsAsking] = useState(false);
  return (
    <Group gap="sm">
      {kind === "model" ? (
        <LinkText to="/models/$name" params={{ name }} size="sm">
          {version === null ? name : segments.holders.model(name, version)}
        </LinkText>
      ) : (
        <Text size="sm">{segments.holders[kind](name)}</Text>
      )}
      <Badge
        variant="light"
        tt="none"
        color={isCurrent ? "teal" : "orange"}
        leftSection={
          isCurrent ? <IconCircleCheck size={12} aria-hidden /> : <IconAlertTriangle size={12} aria-hidden />
        }
      >
        {isCurrent ? say.current : say.older}
      </Badge>
      {kind === "model" && !isCurrent && can("models") && (
        <Button
          size="compact-xs"
          variant="light"
          leftSection={<IconUpload size={13} aria-hidden />}
          onClick={() => setIsAsking(true)}
        >
          {say.republish}
        </Button>
      )}
      {isAsking && <Republish model={name} onClose={() => setIsAsking(false)} />}
    </Group>
  );
}

function Republish({ model, onClose }: { readonly model: string; readonly onClose: () => void }) {
  const { lists: say } = useSay().screens.segments;
  const queries = useQueryClient();
  const [announce, setAnnounce] = useState(false);
  return (
    <Confirm
      title={say.republishTitle(model)}
      hint={say.republishHint}
      act={say.republish}
      isGrave={false}
      onConfirm={async () => {
        await client.lists.republish({ params: { name: model }, body: { announce } });
        notifications.show({ message: say.republished(model) });
        await queries.invalidateQueries({ queryKey: ["lists"] });
        await queries.invalidateQueries({ queryKey: ["models"] });
      }}
      onClose={onClose}
    >
      <Checkbox
        label={say.announce}
        checked={announce}
        onChange={({ currentTarget }) => setAnnounce(currentTarget.checked)}
      />
    </Confirm>
  );
}
