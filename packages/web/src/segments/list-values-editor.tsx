import { ActionIcon, Badge, Button, Group, Stack, Text, Textarea, TextInput } from "@mantine/core";
import { IconArrowBackUp, IconPlus, IconSearch, IconX } from "@tabler/icons-react";
import { useVirtualizer } from "@tanstack/react-virtual";
import { useRef, useState } from "react";
import { useSay } from "../say.tsx";
import type { Draft } from "../ui/draft.ts";
import { useDraft } from "../ui/draft.ts";
import {
  type Entry,
  entriesAfter,
  entriesIn,
  type ListDraft,
  LONGEST_ENTRY,
  MOST_ENTRIES,
  withAdded,
  withKept,
  withRemoved,
} from "./list-values.ts";

const ROW = 34;
const HEIGHT = 420;

type Shown = { readonly entry: Entry; readonly is: "standing" | "added" | "removed" };

/** The values of a list, found by typing, with what is to be added and removed. */
export function ListValuesEditor(props: {
  readonly name: string;
  readonly standing: readonly Entry[];
  readonly draft: Draft<ListDraft>;
  readonly isReadOnly: boolean;
}) {
  const { name, standing, draft, isReadOnly } = props;
  const { lists: say } = useSay().screens.segments;
  const [search, setSearch] = useState("");
  const { added, removed } = draft.value;
  const wanted = search.trim().toLowerCase();
  const gone = new Set(removed);
  const shown: readonly Shown[] = [
    ...added.map((entry) => ({ entry, is: "added" as const })),
    ...standing.map((entry) => ({ entry, is: gone.has(entry) ? ("removed" as const) : ("standing" as const) })),
  ].filter(({ entry }) => String(entry).toLowerCase().includes(wanted));
  return (
    <Stack gap="sm">
      {!isReadOnly && <Paste name={name} standing={standing} draft={draft} />}
      <Group justify="space-between">
        <Text fw={600} size="sm">
          {say.valuesTitle}
        </Text>
        {standing.length + added.length > 0 && (
          <TextInput
            type="search"
            size="xs"
            w={220}
            aria-label={say.search}
            placeholder={say.search}
            leftSection={<IconSearch size={14} aria-hidden />}
            value={search}
            onChange={({ currentTarget }) => setSearch(currentTarget.value)}
          />
        )}
      </Group>
      {shown.length === 0 ? (
        <Text size="sm" c="dimmed">
          {search === "" ? say.empty : say.noneFound}
        </Text>
      ) : (
        <Values
          shown={shown}
          isReadOnly={isReadOnly}
          onRemove={(entry) => draft.set(withRemoved(draft.value, entry))}
          onKeep={(entry) => draft.set(withKept(draft.value, entry))}
        />
      )}
    </Stack>
  );
}

function Paste(props: {
  readonly name: string;
  readonly standing: readonly Entry[];
  readonly draft: Draft<ListDraft>;
}) {
  const { name, standing, draft } = props;
  const { lists: say } = useSay().screens.segments;
  const text = useDraft(`list.${name}.pasted`, "");
  const [told, setTold] = useState<string>();
  const given = entriesIn(text.value, standing);
  const isTooLong = given.some((entry) => String(entry).length > LONGEST_ENTRY);
  const next = withAdded(standing, draft.value, given);
  const isTooMany = entriesAfter(standing, next.draft).length > MOST_ENTRIES;
  const problem = isTooLong ? say.tooLong(LONGEST_ENTRY) : isTooMany ? say.tooMany(MOST_ENTRIES) : undefined;
  const add = () => {
    draft.set(next.draft);
    setTold(say.added(next.added, next.doubles));
    text.drop();
  };
  return (
    <Stack gap={6}>
      <Textarea
        label={say.paste}
        description={say.pasteHint}
        autosize
        minRows={2}
        maxRows={8}
        value={text.value}
        error={problem}
        onChange={({ currentTarget }) => {
          text.set(currentTarget.value);
          setTold(undefined);
        }}
        onKeyDown={(event) => {
          if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && given.length > 0 && !problem) add();
        }}
      />
      <Group gap="sm">
        <Button
          size="xs"
          variant="light"
          leftSection={<IconPlus size={14} aria-hidden />}
          disabled={given.length === 0 || problem !== undefined}
          onClick={add}
        >
          {say.add}
        </Button>
        <Text size="xs" c="dimmed" role="status">
          {told}
        </Text>
      </Group>
    </Stack>
  );
}

function Values(props: {
  readonly shown: readonly Shown[];
  readonly isReadOnly: boolean;
  readonly onRemove: (entry: Entry) => void;
  readonly onKeep: (entry: Entry) => void;
}) {
  const { shown, isReadOnly, onRemove, onKeep } = props;
  const { lists: say } = useSay().screens.segments;
  const scroller = useRef<HTMLElement>(null);
  const rows = useVirtualizer({
    count: shown.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW,
    overscan: 10,
  });
  return (
    <section
      ref={scroller}
      className="lists-values"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by keyboard.
      tabIndex={0}
      aria-label={say.valuesTitle}
      style={{ height: Math.min(HEIGHT, shown.length * ROW + 2) }}
    >
      <div style={{ height: rows.getTotalSize(), position: "relative" }}>
        {rows.getVirtualItems().map(({ index, start, size }) => {
          const one = shown[index];
          if (!one) return null;
          const text = String(one.entry);
          const isRemoved = one.is === "removed";
          return (
            <div
              key={`${one.is} ${text}`}
              className="lists-value"
              data-removed={isRemoved || undefined}
              style={{ transform: `translateY(${start}px)`, height: size }}
            >
              <Group gap="xs" wrap="nowrap" miw={0}>
                <Text size="sm" truncate title={text}>
                  {text}
                </Text>
                {one.is === "added" && (
                  <Badge
                    size="xs"
                    variant="light"
                    color="teal"
                    tt="none"
                    leftSection={<IconPlus size={9} aria-hidden />}
                  >
                    {say.isNew}
                  </Badge>
                )}
                {isRemoved && (
                  <Badge size="xs" variant="light" color="orange" tt="none">
                    {say.removed}
                  </Badge>
                )}
              </Group>
              {!isReadOnly && (
                <ActionIcon
                  size="sm"
                  variant="subtle"
                  color="gray"
                  aria-label={isRemoved ? say.undo(text) : say.removeValue(text)}
                  onClick={() => (isRemoved ? onKeep(one.entry) : onRemove(one.entry))}
                >
                  {isRemoved ? <IconArrowBackUp size={15} aria-hidden /> : <IconX size={15} aria-hidden />}
                </ActionIcon>
              )}
            </div>
          );
        })}
      </div>
    </section>
  );
}
