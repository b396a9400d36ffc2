import { Accordion, Badge, Group, Stack, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { type Answered, ask } from "../api.ts";
import { useSay } from "../say.tsx";
import { Ago } from "../ui/figures.tsx";
import { Failed, Rows } from "../ui/states.tsx";
import { diffEntries, type Entry } from "./list-values.ts";

const SHOWN = 50;

/** What a list was, the newest first; opened, a version says what came and went with it. */
export function ListVersions({ list }: { readonly list: Answered<"lists", "get"> }) {
  const { lists: say } = useSay().screens.segments;
  const [open, setOpen] = useState<string | null>(null);
  const { data } = useQuery(ask("lists", "versions", { params: { name: list.name } }));
  if (!data || data.items.length === 0) return null;
  return (
    <Stack gap="xs" component="section" aria-label={say.versions}>
      <Text fw={600} size="sm">
        {say.versions}
      </Text>
      <Accordion variant="contained" value={open} onChange={setOpen}>
        {data.items.map(({ number, size, at }, index) => (
          <Accordion.Item key={number} value={String(number)}>
            <Accordion.Control>
              <Group justify="space-between" gap="xs" wrap="nowrap" pe="xs">
                <Text size="sm" fw={600}>
                  {say.version(number)}
                </Text>
                <Text size="xs" c="dimmed">
                  {say.values(size)}
                </Text>
                <Ago at={at} size="xs" c="dimmed" />
              </Group>
            </Accordion.Control>
            <Accordion.Panel>
              {open === String(number) && (
                <Changes name={list.name} number={number} before={data.items[index + 1]?.number} />
              )}
            </Accordion.Panel>
          </Accordion.Item>
        ))}
      </Accordion>
    </Stack>
  );
}

function Changes(props: { readonly name: string; readonly number: number; readonly before: number | undefined }) {
  const { name, number, before } = props;
  const { lists: say } = useSay().screens.segments;
  const after = useQuery({
    ...ask("lists", "version", { params: { name, number } }),
    staleTime: Number.POSITIVE_INFINITY,
  });
  const former = useQuery({
    ...ask("lists", "version", { params: { name, number: before ?? 1 } }),
    staleTime: Number.POSITIVE_INFINITY,
    enabled: before !== undefined,
  });
  const error = after.error ?? former.error;
  if (error) return <Failed error={error} />;
  if (!after.data || (before !== undefined && !former.data)) return <Rows count={2} />;
  const { added, removed } = diffEntries(former.data?.entries ?? [], after.data.entries);
  const isSame = added.length === 0 && removed.length === 0;
  return (
    <Stack gap="xs">
      <Text size="xs" c="dimmed">
        {before === undefined
          ? say.first
          : isSame
            ? say.same
            : `${say.whatChanged}: ${say.compared(added.length, removed.length)}`}
      </Text>
      <Marked entries={added} sign="+" color="teal" />
      <Marked entries={removed} sign="−" color="orange" />
    </Stack>
  );
}

function Marked(props: { readonly entries: readonly Entry[]; readonly sign: string; readonly color: string }) {
  const { entries, sign, color } = props;
  if (entries.length === 0) return null;
  return (
    <Group gap={4}>
      {entries.slice(0, SHOWN).map((entry) => (
        <Badge key={`${typeof entry} ${entry}`} variant="light" color={color} tt="none" fw={500}>
          {sign} {String(entry)}
        </Badge>
      ))}
      {entries.length > SHOWN && (
        <Text size="xs" c="dimmed">
          {sign}
          {entries.length - SHOWN}…
        </Text>
      )}
    </Group>
  );
}
