import { Badge, Card, Group, Progress, Stack, Table, Text, TextInput } from "@mantine/core";
import { useMediaQuery } from "@mantine/hooks";
import { IconBolt, IconPin, IconPlus, IconSearch } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { ask } from "../api.ts";
import { useMe } from "../app/session.ts";
import { useSay } from "../say.tsx";
import { useTimes } from "../ui/figures.tsx";
import { LinkButton, LinkText } from "../ui/links.tsx";
import { Screen } from "../ui/screen.tsx";
import { Sparkline } from "../ui/sparkline.tsx";
import { Asked, Empty } from "../ui/states.tsx";
import { calledSegment, type ListedSegment } from "./segment.ts";
import { UsedBy } from "./used-by.tsx";
import "./segments.css";

const SOON = 2000;
const LATER = 30_000;
/** With fewer nobody searches. */
const MANY = 6;

/** All segments: how large they are, where they go, and who uses them. */
export function SegmentsScreen() {
  const { segments: say } = useSay().screens;
  const { can } = useMe();
  const [search, setSearch] = useState("");
  const all = useQuery({
    ...ask("segments", "list"),
    refetchInterval: ({ state }) => (state.data?.items.some((one) => one.state !== "live") ? SOON : LATER),
  });
  const create = can("write") && (
    <LinkButton to="/segments/$id" params={{ id: "new" }} leftSection={<IconPlus size={16} aria-hidden />}>
      {say.create}
    </LinkButton>
  );
  return (
    <Screen title={say.title} about={say.about} actions={create}>
      <Asked query={all}>
        {({ items }) =>
          items.length === 0 ? (
            <Empty title={say.none} hint={say.noneHint}>
              {create}
            </Empty>
          ) : (
            <>
              {items.length >= MANY && (
                <TextInput
                  type="search"
                  size="xs"
                  maw={260}
                  placeholder={say.search}
                  aria-label={say.search}
                  leftSection={<IconSearch size={14} aria-hidden />}
                  value={search}
                  onChange={({ currentTarget }) => setSearch(currentTarget.value)}
                />
              )}
              <SegmentList segments={items.filter((one) => isFound(one, search))} />
            </>
          )
        }
      </Asked>
    </Screen>
  );
}

function isFound({ name, label, note }: ListedSegment, search: string): boolean {
  const wanted = search.trim().toLowerCase();
  return [name, label ?? "", note].some((text) => text.toLowerCase().includes(wanted));
}

function SegmentList({ segments }: { readonly segments: readonly ListedSegment[] }) {
  const { segments: say } = useSay().screens;
  const isNarrow = useMediaQuery("(max-width: 48em)") ?? false;
  if (segments.length === 0) return <Empty title={say.nothingFits} />;
  if (isNarrow)
    return (
      <Stack gap="sm">
        {segments.map((segment) => (
          <SegmentCard key={segment.id} segment={segment} />
        ))}
      </Stack>
    );
  return (
    <Table aria-label={say.title} verticalSpacing="xs" highlightOnHover>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{say.segment}</Table.Th>
          <Table.Th>{say.kind}</Table.Th>
          <Table.Th ta="right">{say.size}</Table.Th>
          <Table.Th>{say.trend}</Table.Th>
          <Table.Th>{say.uses}</Table.Th>
          <Table.Th>{say.state}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {segments.map((segment) => (
          <Table.Tr key={segment.id}>
            <Table.Td>
              <SegmentName segment={segment} />
            </Table.Td>
            <Table.Td>
              <Kind kind={segment.kind} />
            </Table.Td>
            <Table.Td ta="right">
              <Size segment={segment} />
            </Table.Td>
            <Table.Td>
              <Trend trend={segment.trend} />
            </Table.Td>
            <Table.Td maw={260}>
              <UsedBy holders={segment.usedBy} />
            </Table.Td>
            <Table.Td>
              <State segment={segment} />
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}

function SegmentCard({ segment }: { readonly segment: ListedSegment }) {
  return (
    <Card withBorder padding="sm" component="article">
      <Stack gap={6}>
        <Group justify="space-between" wrap="nowrap" align="flex-start">
          <SegmentName segment={segment} />
          <Size segment={segment} />
        </Group>
        <Group justify="space-between">
          <Kind kind={segment.kind} />
          <Trend trend={segment.trend} />
        </Group>
        <State segment={segment} />
      </Stack>
    </Card>
  );
}

function SegmentName({ segment }: { readonly segment: ListedSegment }) {
  const { id, name, label, note } = segment;
  return (
    <Stack gap={0} miw={0}>
      <LinkText to="/segments/$id" params={{ id }} size="sm" fw={600} className="segments-link">
        {calledSegment(segment)}
      </LinkText>
      <Text size="xs" c="dimmed" lineClamp={1}>
        {note || (label === null ? "" : name)}
      </Text>
    </Stack>
  );
}

export function Kind({ kind }: { readonly kind: ListedSegment["kind"] }) {
  const { segments: say } = useSay().screens;
  const KindIcon = kind === "live" ? IconBolt : IconPin;
  return (
    <Badge
      variant="light"
      tt="none"
      fw={500}
      color={kind === "live" ? "plumb" : "gray"}
      leftSection={<KindIcon size={12} aria-hidden />}
      title={say.kindHints[kind]}
    >
      {say.kinds[kind]}
    </Badge>
  );
}

function Size({ segment: { size, state } }: { readonly segment: ListedSegment }) {
  const { figures } = useSay();
  return (
    <Text component="span" fw={700} c={state === "live" ? "inherit" : "dimmed"}>
      {figures.number(size)}
    </Text>
  );
}

/** How it changed in 30 days, at a glance. */
function Trend({ trend }: Pick<ListedSegment, "trend">) {
  const { segments: say } = useSay().screens;
  const [first, last] = [trend[0], trend.at(-1)];
  if (first === undefined || last === undefined) return null;
  return <Sparkline warns values={trend} label={say.trendOf(first, last)} />;
}

/** Whether it stands, or how far it is. */
export function State(props: { readonly segment: Pick<ListedSegment, "state" | "progress" | "changedAt"> }) {
  const { state, progress, changedAt } = props.segment;
  const { segments: say } = useSay().screens;
  const { ago, instant } = useTimes();
  if (state === "live")
    return (
      <Text size="xs" c="dimmed" title={instant(changedAt)}>
        {say.changed(ago(changedAt))}
      </Text>
    );
  const { done, of } = progress ?? { done: 0, of: 0 };
  return (
    <Stack gap={2} maw={200} role="status">
      <Text size="xs">
        {say.states[state]}
        {of > 0 && `: ${say.progress(done, of)}`}
      </Text>
      <Progress value={of > 0 ? (100 * done) / of : 100} animated size="sm" aria-label={say.states[state]} />
    </Stack>
  );
}
