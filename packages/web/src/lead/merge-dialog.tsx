import { Button, Group, Modal, Stack, Text, TextInput, UnstyledButton } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { IconSearch } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { type FormEvent, useState } from "react";
import { ask, client } from "../api.ts";
import { useSay } from "../say.tsx";
import { useDraft } from "../ui/draft.ts";
import { Asked, Problem, Rows } from "../ui/states.tsx";
import type { Lead } from "./lead.ts";
import { SideBySide } from "./side-by-side.tsx";
import { useLeadChange, useLeadRefresh } from "./use-lead.ts";

const TYPING = 250;
const FOUND = 8;

/** Finds another lead, shows both side by side, and makes them one. */
export function MergeDialog(props: {
  readonly lead: Lead;
  readonly with?: string;
  readonly onClose: () => void;
  /** Afterwards, in the place of going to whom they became. */
  readonly onMerged?: () => void;
}) {
  const { lead, with: given, onClose, onMerged } = props;
  const { lead: say, shell } = useSay().screens;
  const [other, setOther] = useState(given);
  return (
    <Modal opened onClose={onClose} title={say.people.merge} size="lg" closeButtonProps={{ "aria-label": shell.close }}>
      <Stack>
        <Text size="sm">{say.people.mergeHint}</Text>
        {other === undefined ? (
          <Finder lead={lead} onFound={setOther} />
        ) : (
          <Comparison
            lead={lead}
            other={other}
            onClose={onClose}
            {...(onMerged && { onMerged })}
            {...(given === undefined && { onAnother: () => setOther(undefined) })}
          />
        )}
      </Stack>
    </Modal>
  );
}

function Finder({ lead, onFound }: { readonly lead: Lead; readonly onFound: (id: string) => void }) {
  const { lead: say, leads } = useSay().screens;
  const [text, setText] = useState("");
  const [settled] = useDebouncedValue(text.trim(), TYPING);
  const query = useQuery({
    ...ask("leads", "list", { query: { search: settled, limit: FOUND } }),
    enabled: settled !== "",
  });
  const found = query.data?.items.filter(({ id }) => id !== lead.id);
  return (
    <>
      <TextInput
        type="search"
        label={say.people.find}
        placeholder={leads.search}
        leftSection={<IconSearch size={16} aria-hidden />}
        data-autofocus
        value={text}
        onChange={({ currentTarget }) => setText(currentTarget.value)}
      />
      <Problem error={query.error} />
      {query.isFetching && <Rows count={2} />}
      {settled !== "" && found?.length === 0 && (
        <Text size="sm" c="dimmed" role="status">
          {say.people.nobodyFound}
        </Text>
      )}
      <Stack gap={2}>
        {found?.map(({ id, name, email, traits }) => (
          <UnstyledButton key={id} className="merge-found" onClick={() => onFound(id)}>
            <Text size="sm" fw={600} truncate>
              {name ?? email ?? leads.unknown}
            </Text>
            <Text size="xs" c="dimmed" truncate>
              {[name === null ? null : email, typeof traits["company"] === "string" ? traits["company"] : null]
                .filter(Boolean)
                .join(" · ")}
            </Text>
          </UnstyledButton>
        ))}
      </Stack>
    </>
  );
}

function Comparison(props: {
  readonly lead: Lead;
  readonly other: string;
  readonly onClose: () => void;
  readonly onMerged?: () => void;
  readonly onAnother?: () => void;
}) {
  const { lead, other, onClose, onMerged, onAnother } = props;
  const { lead: say, shell } = useSay().screens;
  const query = useQuery(ask("leads", "get", { params: { id: other } }));
  const draft = useDraft(`merge.${lead.id}.${other}`, "");
  const navigate = useNavigate();
  const refreshOther = useLeadRefresh(other);
  const merge = useLeadChange(
    lead.id,
    (reason: string) => client.leads.merge({ body: { one: lead.id, other, reason } }),
    ({ lead: id }) => {
      draft.drop();
      onClose();
      // What was compared is kept as it was before both became one.
      void refreshOther();
      if (onMerged) onMerged();
      else if (id !== lead.id) void navigate({ to: "/leads/$id", params: { id }, replace: true });
    },
  );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (draft.value.trim() !== "") merge.mutate(draft.value.trim());
  };
  return (
    <form onSubmit={submit}>
      <Stack>
        <Asked query={query}>{(found) => <SideBySide one={lead} other={found} />}</Asked>
        <TextInput
          label={say.reason}
          required
          maxLength={500}
          value={draft.value}
          onChange={({ currentTarget }) => draft.set(currentTarget.value)}
        />
        <Problem error={merge.error} />
        <Group justify="flex-end">
          {onAnother && (
            <Button variant="subtle" onClick={onAnother}>
              {say.people.another}
            </Button>
          )}
          <Button variant="default" onClick={onClose}>
            {shell.cancel}
          </Button>
          <Button
            type="submit"
            loading={merge.isPending}
            disabled={draft.value.trim() === "" || query.data === undefined}
          >
            {say.people.mergeNow}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
