import { Button, Group, Select, Stack, Table, Text } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useState } from "react";
import { type Answered, client } from "../api.ts";
import { useSay } from "../say.tsx";
import { useTimes } from "../ui/figures.tsx";
import { Empty, Failed, Rows } from "../ui/states.tsx";
import { Tree } from "../ui/tree.tsx";
import { useNames } from "../ui/use-names.ts";
import { actionSaid, actorSaid, areaOf } from "./audit-words.ts";
import { PartHead } from "./section.tsx";

type Entry = Answered<"audit", "list">["items"][number];

const PAGE = 100;

/** Who changed what. */
export function AuditPart() {
  const { screens } = useSay();
  const { settings } = screens;
  const say = settings.audit;
  const named = useNames();
  const pages = useInfiniteQuery({
    queryKey: ["audit", "pages"],
    queryFn: ({ pageParam, signal }) =>
      client.audit.list({ query: { limit: PAGE, ...(pageParam !== "" && { cursor: pageParam }) } }, { signal }),
    initialPageParam: "",
    getNextPageParam: ({ next }) => next ?? undefined,
  });
  const [area, setArea] = useState("");
  const [who, setWho] = useState("");
  if (pages.isPending) return <Rows />;
  if (!pages.data) return <Failed error={pages.error} reset={() => void pages.refetch()} />;
  const all = pages.data.pages.flatMap(({ items }) => items);
  const shown = all.filter(
    (entry) => (area === "" || areaOf(entry.action) === area) && (who === "" || entry.by === who),
  );
  const actors = new Map(all.map((entry) => [entry.by, actorSaid(entry, say, named(entry.by)?.name)]));
  const areas = [...new Set(all.map(({ action }) => areaOf(action)))];
  const nameOf = (one: string) => (Object.hasOwn(say.areas, one) ? say.areas[one as keyof typeof say.areas] : one);
  return (
    <Stack gap="md">
      <PartHead title={settings.parts.audit} about={say.about} />
      <Group align="flex-end">
        <Select
          size="xs"
          label={say.who}
          data={[{ value: "", label: say.everybody }, ...[...actors].map(([value, label]) => ({ value, label }))]}
          value={who}
          onChange={(chosen) => setWho(chosen ?? "")}
          allowDeselect={false}
        />
        <Select
          size="xs"
          label={say.area}
          data={[{ value: "", label: say.everything }, ...areas.map((one) => ({ value: one, label: nameOf(one) }))]}
          value={area}
          onChange={(chosen) => setArea(chosen ?? "")}
          allowDeselect={false}
        />
        <Text size="xs" c="dimmed" role="status" pb={6}>
          {say.loaded(all.length)}
        </Text>
      </Group>
      {shown.length === 0 ? <Empty title={say.nothing} hint={say.nothingHint} /> : <Entries entries={shown} />}
      {pages.hasNextPage ? (
        <Group>
          <Button variant="default" loading={pages.isFetchingNextPage} onClick={() => void pages.fetchNextPage()}>
            {say.older}
          </Button>
        </Group>
      ) : (
        <Text size="sm" c="dimmed">
          {say.end}
        </Text>
      )}
    </Stack>
  );
}

function Entries({ entries }: { readonly entries: readonly Entry[] }) {
  const say = useSay().screens.settings.audit;
  const named = useNames();
  const { instant } = useTimes();
  return (
    <Table.ScrollContainer minWidth={640}>
      <Table verticalSpacing={6} aria-label={say.about}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{say.when}</Table.Th>
            <Table.Th>{say.who}</Table.Th>
            <Table.Th>{say.what}</Table.Th>
            <Table.Th>{say.on}</Table.Th>
            <Table.Th>{say.details}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {entries.map((entry) => (
            <Table.Tr key={entry.id}>
              <Table.Td>
                <Text size="sm" component="time" dateTime={entry.at}>
                  {instant(entry.at)}
                </Text>
              </Table.Td>
              <Table.Td>{actorSaid(entry, say, named(entry.by)?.name)}</Table.Td>
              <Table.Td>{actionSaid(entry.action, say)}</Table.Td>
              <Table.Td maw={220}>
                <Text size="sm" truncate title={entry.subject ?? undefined}>
                  {entry.subject}
                </Text>
              </Table.Td>
              <Table.Td>{entry.details !== null && <Tree value={entry.details} />}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}
