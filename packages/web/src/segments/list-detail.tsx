import { ActionIcon, Alert, Button, Group, Stack, Text, TextInput, Title, Tooltip } from "@mantine/core";
import { ApiError } from "@plumbline/api";
import { IconTrash } from "@tabler/icons-react";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { type Answered, client } from "../api.ts";
import { useMe } from "../app/session.ts";
import { useSay } from "../say.tsx";
import { tagged } from "../tagged.ts";
import { Confirm } from "../ui/confirm.tsx";
import { type Draft, useDraft } from "../ui/draft.ts";
import { Asked, Problem } from "../ui/states.tsx";
import { ListUses } from "./list-uses.tsx";
import { entriesAfter, isUnchanged, type ListDraft, NO_CHANGES } from "./list-values.ts";
import { ListValuesEditor } from "./list-values-editor.tsx";
import { ListVersions } from "./list-versions.tsx";

type WholeList = Answered<"lists", "get">;
/** A list: its values, who uses it, what it was. */
export function ListDetail({ name, onDropped }: { readonly name: string; readonly onDropped: () => void }) {
  const found = useQuery({
    queryKey: ["lists", "tagged", name],
    queryFn: async ({ signal }) => {
      const { tag, ...list } = await tagged((onTag) => client.lists.get({ params: { name } }, { signal, onTag }));
      return { list, tag: tag ?? null };
    },
  });
  return <Asked query={found}>{(data) => <Detail {...data} onDropped={onDropped} />}</Asked>;
}

function Detail(props: { readonly list: WholeList; readonly tag: string | null; readonly onDropped: () => void }) {
  const { list, tag, onDropped } = props;
  const { segments, shell } = useSay().screens;
  const say = segments.lists;
  const { can } = useMe();
  const [isDropping, setIsDropping] = useState(false);
  const draft = useDraft<ListDraft>(`list.${list.name}`, { ...NO_CHANGES, tag });
  const mayWrite = can("write");
  return (
    <Stack gap="lg" component="section" aria-label={list.name}>
      <Group justify="space-between" wrap="nowrap" align="flex-start">
        <div>
          <Title order={2} size="h4">
            {list.name}
          </Title>
          <Text size="sm" c="dimmed">
            {say.values(list.size)} · {say.version(list.number)}
          </Text>
        </div>
        {mayWrite && (
          <Tooltip label={shell.delete}>
            <ActionIcon variant="subtle" color="red" aria-label={shell.delete} onClick={() => setIsDropping(true)}>
              <IconTrash size={17} aria-hidden />
            </ActionIcon>
          </Tooltip>
        )}
      </Group>
      {mayWrite ? (
        <TextInput
          label={segments.note}
          maxLength={2000}
          value={draft.value.note ?? list.note}
          onChange={({ currentTarget }) => {
            const note = currentTarget.value;
            draft.set({ ...draft.value, note: note === list.note ? null : note });
          }}
        />
      ) : (
        list.note !== "" && <Text size="sm">{list.note}</Text>
      )}
      <ListValuesEditor name={list.name} standing={list.entries} draft={draft} isReadOnly={!mayWrite} />
      {mayWrite && <Saving list={list} draft={draft} />}
      <ListUses list={list} />
      <ListVersions list={list} />
      {isDropping && (
        <Confirm
          title={say.deleteTitle(list.name)}
          hint={say.deleteHint}
          act={shell.delete}
          onConfirm={async () => {
            await client.lists.drop({ params: { name: list.name } });
            draft.drop();
            onDropped();
          }}
          onClose={() => setIsDropping(false)}
        />
      )}
    </Stack>
  );
}

/** Saves what was added and removed on what stands now, whoever changed that in the meantime, once that was seen. */
function Saving({ list, draft }: { readonly list: WholeList; readonly draft: Draft<ListDraft> }) {
  const { segments, shell } = useSay().screens;
  const say = segments.lists;
  const queries = useQueryClient();
  const { value } = draft;
  const saving = useMutation({
    mutationFn: ({ written, ifMatch }: { readonly written: ListDraft; readonly ifMatch: string }) =>
      client.lists.put(
        {
          params: { name: list.name },
          body: { entries: entriesAfter(list.entries, written), note: written.note ?? list.note },
        },
        { ifMatch },
      ),
    onSuccess: async (_, { written }) => {
      draft.sent(written);
      await queries.invalidateQueries({ queryKey: ["lists"] });
    },
    onError: () => queries.invalidateQueries({ queryKey: ["lists", "tagged", list.name] }),
  });
  if (isUnchanged(value)) return null;
  const hasMoved = saving.error instanceof ApiError && saving.error.is("tag-mismatch");
  return (
    <Stack gap="xs">
      {hasMoved ? (
        <Alert color="orange" variant="light" title={shell.changedElsewhere} role="alert">
          <Button size="xs" color="orange" onClick={() => saving.mutate({ written: value, ifMatch: "*" })}>
            {segments.saveAnyway}
          </Button>
        </Alert>
      ) : (
        <Problem error={saving.error} />
      )}
      <Group justify="space-between">
        <Text size="xs" c="dimmed" aria-live="polite">
          {say.unsaved(value.added.length, value.removed.length)}
        </Text>
        <Group gap="xs">
          <Button variant="default" onClick={draft.drop}>
            {segments.discard}
          </Button>
          <Button
            loading={saving.isPending}
            onClick={() => saving.mutate({ written: value, ifMatch: value.tag ?? "*" })}
          >
            {shell.save}
          </Button>
        </Group>
      </Group>
    </Stack>
  );
}
