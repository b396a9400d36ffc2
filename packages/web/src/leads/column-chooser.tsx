import { ActionIcon, Button, Checkbox, Group, Popover, ScrollArea, Stack, Text, TextInput } from "@mantine/core";
import { IconChevronDown, IconChevronUp, IconColumns3 } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { ask } from "../api.ts";
import { useFirstSay } from "../say.tsx";
import { COLUMNS, isOwnColumn, movedBy, traitColumn, traitOf, USUAL } from "./column-names.ts";

/** Which columns the list has, and in which order; traits that were seen are among them. */
export function ColumnChooser(props: {
  readonly columns: readonly string[];
  /** Traits of leads that are shown. */
  readonly traits: readonly string[];
  readonly isOpen: boolean;
  readonly onOpen: (isOpen: boolean) => void;
  readonly onColumns: (columns: readonly string[]) => void;
}) {
  const { columns, isOpen, onOpen, onColumns } = props;
  const { leads: say } = useFirstSay().screens;
  return (
    <Popover opened={isOpen} onChange={onOpen} position="bottom-end" width={320} shadow="md" trapFocus withinPortal>
      <Popover.Target>
        <Button
          size="xs"
          variant="default"
          leftSection={<IconColumns3 size={14} aria-hidden />}
          onClick={() => onOpen(!isOpen)}
        >
          {say.columns.title}
        </Button>
      </Popover.Target>
      <Popover.Dropdown p="sm">
        <ScrollArea.Autosize mah="min(560px, 70dvh)" type="auto" offsetScrollbars>
          <Stack gap="sm">
            <Shown columns={columns} onColumns={onColumns} />
            <More columns={columns} traits={props.traits} onColumns={onColumns} />
            <Group justify="space-between" wrap="nowrap" gap="xs">
              <Text size="xs" c="dimmed">
                {say.columns.hint}
              </Text>
              <Button size="compact-xs" variant="subtle" flex="none" onClick={() => onColumns(USUAL)}>
                {say.columns.usual}
              </Button>
            </Group>
          </Stack>
        </ScrollArea.Autosize>
      </Popover.Dropdown>
    </Popover>
  );
}

type Choosing = {
  readonly columns: readonly string[];
  readonly onColumns: (columns: readonly string[]) => void;
};

function useLabel() {
  const { leads: say } = useFirstSay().screens;
  return (id: string) => (isOwnColumn(id) ? say[id] : (traitOf(id) ?? id));
}

function Shown({ columns, onColumns }: Choosing) {
  const { leads: say } = useFirstSay().screens;
  const labelOf = useLabel();
  return (
    <Stack gap={2}>
      <Text size="xs" fw={600} c="dimmed">
        {say.columns.shown}
      </Text>
      {columns.map((id, at) => (
        <Group key={id} justify="space-between" wrap="nowrap" gap="xs">
          <Checkbox
            size="xs"
            py={4}
            label={labelOf(id)}
            checked
            disabled={columns.length === 1}
            onChange={() => onColumns(columns.filter((one) => one !== id))}
          />
          <Group gap={2} wrap="nowrap">
            <ActionIcon
              size="sm"
              variant="subtle"
              color="gray"
              aria-label={say.columns.left(labelOf(id))}
              disabled={at === 0}
              onClick={() => onColumns(movedBy(columns, id, -1))}
            >
              <IconChevronUp size={14} aria-hidden />
            </ActionIcon>
            <ActionIcon
              size="sm"
              variant="subtle"
              color="gray"
              aria-label={say.columns.right(labelOf(id))}
              disabled={at === columns.length - 1}
              onClick={() => onColumns(movedBy(columns, id, 1))}
            >
              <IconChevronDown size={14} aria-hidden />
            </ActionIcon>
          </Group>
        </Group>
      ))}
    </Stack>
  );
}

const MOST_TRAITS = 40;

function More({ columns, traits, onColumns }: Choosing & { readonly traits: readonly string[] }) {
  const { leads: say } = useFirstSay().screens;
  const labelOf = useLabel();
  const [wanted, setWanted] = useState("");
  const seen = useQuery({ ...ask("events", "names", { query: { limit: 500 } }), staleTime: 60_000 });
  const known = [...new Set([...traits, ...(seen.data?.traits ?? []).map(({ path }) => path)])];
  const own = COLUMNS.filter((id) => !columns.includes(id));
  const found = known
    .filter((trait) => !columns.includes(traitColumn(trait)) && trait.toLowerCase().includes(wanted.toLowerCase()))
    .toSorted((one, other) => one.localeCompare(other))
    .slice(0, MOST_TRAITS);
  const add = (id: string) => (
    <Checkbox
      key={id}
      size="xs"
      py={4}
      label={labelOf(id)}
      checked={false}
      onChange={() => onColumns([...columns, id])}
    />
  );
  return (
    <>
      {own.length > 0 && (
        <Stack gap={2}>
          <Text size="xs" fw={600} c="dimmed">
            {say.columns.more}
          </Text>
          {own.map(add)}
        </Stack>
      )}
      <Stack gap={2}>
        <Text size="xs" fw={600} c="dimmed">
          {say.columns.traits}
        </Text>
        <TextInput
          size="xs"
          type="search"
          aria-label={say.columns.find}
          placeholder={say.columns.find}
          value={wanted}
          onChange={(event) => setWanted(event.currentTarget.value)}
        />
        {found.map((trait) => add(traitColumn(trait)))}
      </Stack>
    </>
  );
}
