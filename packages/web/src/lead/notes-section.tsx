import { ActionIcon, Button, Group, Stack, Text, Textarea } from "@mantine/core";
import { IconPencil, IconTrash } from "@tabler/icons-react";
import { useInfiniteQuery, useMutation } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { type Answered, client } from "../api.ts";
import { useMe } from "../app/session.ts";
import { useSay } from "../say.tsx";
import { Confirm } from "../ui/confirm.tsx";
import { useDraft } from "../ui/draft.ts";
import { Ago } from "../ui/figures.tsx";
import { Failed, Problem, Rows } from "../ui/states.tsx";
import { useAuthor } from "../ui/use-author.ts";
import { Section } from "./section.tsx";
import { useLeadChange, useLeadRefresh } from "./use-lead.ts";

type Note = Answered<"leads", "notes">["items"][number];

const PAGE = 10;

/** What people wrote down, and a place to write more. */
export function NotesSection({ id }: { readonly id: string }) {
  const { lead: say, shell } = useSay().screens;
  const { can } = useMe();
  const query = useInfiniteQuery({
    queryKey: ["leads", "notes", { params: { id } }],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam, signal }) =>
      client.leads.notes(
        { params: { id }, query: { limit: PAGE, ...(pageParam !== undefined && { cursor: pageParam }) } },
        { signal },
      ),
    getNextPageParam: ({ next }) => next ?? undefined,
  });
  const notes = query.data?.pages.flatMap(({ items }) => items);
  return (
    <Section title={say.notes.title}>
      {can("sell") && <NewNote id={id} />}
      {notes === undefined && (query.isError ? <Failed error={query.error} /> : <Rows count={2} />)}
      {notes?.length === 0 && (
        <Text size="sm" c="dimmed">
          {say.notes.nothing}
        </Text>
      )}
      {notes?.map((note) => (
        <NoteView key={note.id} id={id} note={note} />
      ))}
      {query.hasNextPage && (
        <Button
          size="compact-xs"
          variant="subtle"
          loading={query.isFetchingNextPage}
          onClick={() => void query.fetchNextPage()}
        >
          {shell.more}
        </Button>
      )}
    </Section>
  );
}

function NewNote({ id }: { readonly id: string }) {
  const draft = useDraft(`note.${id}`, "");
  const refresh = useLeadRefresh(id);
  const add = useMutation({
    mutationFn: (text: string) => client.leads.addNote({ params: { id }, body: { text: text.trim() } }),
    // The next note may be begun, and sent, before all about the lead has been read again.
    onSuccess: (_, text) => {
      draft.sent(text);
      void refresh();
    },
  });
  return <NoteForm value={draft.value} onChange={draft.set} change={add} />;
}

function NoteForm(props: {
  readonly value: string;
  readonly onChange: (text: string) => void;
  readonly change: { readonly mutate: (text: string) => void; readonly isPending: boolean; readonly error: unknown };
  readonly onClose?: () => void;
}) {
  const { value, onChange, change, onClose } = props;
  const { lead: say, shell } = useSay().screens;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (value.trim() !== "" && !change.isPending) change.mutate(value);
  };
  return (
    <form onSubmit={submit}>
      <Stack gap={6}>
        <Textarea
          size="sm"
          aria-label={say.notes.write}
          placeholder={say.notes.write}
          autosize
          minRows={onClose ? 2 : 1}
          maxRows={12}
          maxLength={10_000}
          value={value}
          onChange={({ currentTarget }) => onChange(currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) submit(event);
            if (event.key === "Escape") onClose?.();
          }}
        />
        <Problem error={change.error} />
        {(value.trim() !== "" || onClose) && (
          <Group gap="xs" justify="flex-end">
            {onClose && (
              <Button size="compact-sm" variant="default" onClick={onClose}>
                {shell.cancel}
              </Button>
            )}
            <Button size="compact-sm" type="submit" loading={change.isPending} disabled={value.trim() === ""}>
              {shell.save}
            </Button>
          </Group>
        )}
      </Stack>
    </form>
  );
}

function NoteView({ id, note }: { readonly id: string; readonly note: Note }) {
  const { lead: say, shell } = useSay().screens;
  const { can, user } = useMe();
  const author = useAuthor();
  const [isDropping, setIsDropping] = useState(false);
  const params = { id, note: note.id };
  const draft = useDraft(`note.${id}.${note.id}`, note.text);
  const [isOpen, setIsOpen] = useState(false);
  const isEditing = isOpen || draft.isKept;
  const rewrite = useLeadChange(
    id,
    (text: string) => client.leads.changeNote({ params, body: { text: text.trim() } }),
    (_, text) => {
      draft.sent(text);
      setIsOpen(false);
    },
  );
  const drop = useLeadChange(id, () => client.leads.dropNote({ params }));
  const isOwn = note.by === `user:${user.id}`;
  return (
    <div className="lead-note">
      <Group justify="space-between" gap="xs" wrap="nowrap">
        <Text size="xs" c="dimmed">
          {author(note.by)} · <Ago at={note.at} />
          {note.changedAt !== null && ` · ${say.notes.changed}`}
        </Text>
        <Group gap={2} wrap="nowrap">
          {isOwn && can("sell") && (
            <ActionIcon
              variant="subtle"
              color="gray"
              size="sm"
              aria-label={say.notes.edit}
              onClick={() => setIsOpen(true)}
            >
              <IconPencil size={14} aria-hidden />
            </ActionIcon>
          )}
          {((isOwn && can("sell")) || can("admin")) && (
            <ActionIcon
              variant="subtle"
              color="gray"
              size="sm"
              aria-label={say.notes.delete}
              onClick={() => setIsDropping(true)}
            >
              <IconTrash size={14} aria-hidden />
            </ActionIcon>
          )}
        </Group>
      </Group>
      {isEditing ? (
        <NoteForm
          value={draft.value}
          onChange={draft.set}
          change={rewrite}
          onClose={() => {
            draft.drop();
            setIsOpen(false);
          }}
        />
      ) : (
        <Text size="sm" className="lead-text">
          {note.text}
        </Text>
      )}
      {isDropping && (
        <Confirm
          title={say.notes.delete}
          hint={say.notes.deleteHint}
          act={shell.delete}
          onConfirm={() => drop.mutateAsync()}
          onClose={() => setIsDropping(false)}
        />
      )}
    </div>
  );
}
