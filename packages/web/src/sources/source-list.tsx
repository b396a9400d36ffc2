import { Badge, Button, Card, Group, Stack, Table, Text } from "@mantine/core";
import { useMediaQuery } from "@mantine/hooks";
import {
  type Icon,
  IconBrowser,
  IconCircleCheck,
  IconCircleOff,
  IconCloud,
  IconDatabaseImport,
  IconRulerMeasure,
  IconServer,
  IconWebhook,
} from "@tabler/icons-react";
import { useMe } from "../app/session.ts";
import { useSay } from "../say.tsx";
import { CopyableWord } from "../ui/copyable.tsx";
import { Ago } from "../ui/figures.tsx";
import type { SeenOf } from "./books.ts";
import type { Source, SourceKind } from "./source.ts";
import { SourceActions } from "./source-actions.tsx";
import { useSeen } from "./use-seen.ts";

const KIND_ICONS: Readonly<Record<SourceKind, Icon>> = {
  browser: IconBrowser,
  server: IconServer,
  import: IconDatabaseImport,
  webhook: IconWebhook,
  cloudevents: IconCloud,
  internal: IconRulerMeasure,
};

type Shown = { readonly source: Source; readonly seen: SeenOf | undefined; readonly onConnect: (id: string) => void };

/** All sources: a table where there is room, else a card for each. */
export function SourceList(props: { readonly sources: readonly Source[]; readonly onConnect: (id: string) => void }) {
  const { sources: all, onConnect } = props;
  const { sources } = useSay().screens;
  const isWide = useMediaQuery("(min-width: 62em)", true);
  const seen = useSeen();
  if (!isWide)
    return (
      <Stack gap="sm">
        {all.map((source) => (
          <SourceCard key={source.id} source={source} seen={seen.get(source.id)} onConnect={onConnect} />
        ))}
      </Stack>
    );
  return (
    <Table verticalSpacing="xs" highlightOnHover aria-label={sources.title}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{sources.name}</Table.Th>
          <Table.Th>{sources.writeKey}</Table.Th>
          <Table.Th ta="right">{sources.eventsToday}</Table.Th>
          <Table.Th>{sources.lastSeen}</Table.Th>
          <Table.Th>{sources.state}</Table.Th>
          <Table.Td />
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {all.map((source) => (
          <SourceRow key={source.id} source={source} seen={seen.get(source.id)} onConnect={onConnect} />
        ))}
      </Table.Tbody>
    </Table>
  );
}

function SourceRow({ source, seen, onConnect }: Shown) {
  const { figures } = useSay();
  return (
    <Table.Tr>
      <Table.Td>
        <Named source={source} />
      </Table.Td>
      <Table.Td maw={280}>
        {source.kind !== "internal" && <CopyableWord text={source.writeKey} of={source.name} />}
      </Table.Td>
      <Table.Td ta="right">{figures.number(seen?.today ?? 0)}</Table.Td>
      <Table.Td>
        <LastSeen seen={seen} />
      </Table.Td>
      <Table.Td>
        <State source={source} />
      </Table.Td>
      <Table.Td>
        <Actions source={source} seen={seen} onConnect={onConnect} />
      </Table.Td>
    </Table.Tr>
  );
}

function SourceCard({ source, seen, onConnect }: Shown) {
  const { screens, figures } = useSay();
  const { sources } = screens;
  return (
    <Card withBorder padding="sm" component="article" aria-label={source.name}>
      <Stack gap={8}>
        <Group justify="space-between" wrap="nowrap" align="flex-start">
          <Named source={source} />
          <State source={source} />
        </Group>
        {source.kind !== "internal" && <CopyableWord text={source.writeKey} of={source.name} />}
        <Group justify="space-between" gap="xs">
          <Text size="sm">
            {sources.eventsToday}: <b>{figures.number(seen?.today ?? 0)}</b> · <LastSeen seen={seen} />
          </Text>
          <Actions source={source} seen={seen} onConnect={onConnect} />
        </Group>
      </Stack>
    </Card>
  );
}

function Named({ source }: { readonly source: Source }) {
  const { sources } = useSay().screens;
  const KindIcon = KIND_ICONS[source.kind];
  return (
    <Group gap="sm" wrap="nowrap">
      <KindIcon size={20} stroke={1.6} aria-hidden />
      <div>
        <Text size="sm" fw={600} lh={1.3}>
          {source.name}
        </Text>
        <Text size="xs" c="dimmed">
          {sources.kinds[source.kind]}
        </Text>
      </div>
    </Group>
  );
}

function LastSeen({ seen }: { readonly seen: SeenOf | undefined }) {
  const { sources } = useSay().screens;
  if (seen?.lastAt === undefined)
    return (
      <Text component="span" size="sm" c="dimmed">
        {sources.notLately}
      </Text>
    );
  return <Ago at={seen.lastAt} size="sm" />;
}

function State({ source }: { readonly source: Source }) {
  const { sources } = useSay().screens;
  const isOff = source.disabledAt !== null;
  return (
    <Group gap={6} wrap="nowrap">
      <Badge
        variant="light"
        tt="none"
        color={isOff ? "gray" : "teal"}
        leftSection={isOff ? <IconCircleOff size={13} aria-hidden /> : <IconCircleCheck size={13} aria-hidden />}
      >
        {isOff ? sources.disabled : sources.enabled}
      </Badge>
      {source.isSigned && (
        <Badge variant="outline" tt="none">
          {sources.signed}
        </Badge>
      )}
    </Group>
  );
}

function Actions({ source, onConnect }: Shown) {
  const { sources } = useSay().screens;
  const { can } = useMe();
  if (source.kind === "internal") return null;
  return (
    <Group gap={4} wrap="nowrap" justify="flex-end">
      <Button size="compact-sm" variant="light" onClick={() => onConnect(source.id)}>
        {sources.actions.connect}
      </Button>
      {can("keys") && <SourceActions source={source} />}
    </Group>
  );
}
