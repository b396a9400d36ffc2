import { ActionIcon, Autocomplete, Badge, Button, CloseButton, Group, Popover, Stack, Text } from "@mantine/core";
import { IconPencil, IconPlus, IconUserCheck } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { ask, client } from "../api.ts";
import { useMe } from "../app/session.ts";
import { useSay } from "../say.tsx";
import { Ago } from "../ui/figures.tsx";
import { LinkText } from "../ui/links.tsx";
import { Problem } from "../ui/states.tsx";
import { useOwners } from "../ui/use-owners.ts";
import type { Lead } from "./lead.ts";
import { useLeadChange } from "./use-lead.ts";

const SUGGESTED = 20;

/** What the lead does, where, and how to reach it; one line under its name. */
export function HeadLine({ lead: { traits, account, email, name } }: { readonly lead: Lead }) {
  const title = textOf(traits["title"]);
  const company = textOf(traits["company"]) ?? account?.name ?? account?.key ?? null;
  const parts = [
    title && <span key="title">{title}</span>,
    company &&
      (account ? (
        <LinkText key="company" to="/accounts/$id" params={{ id: account.id }} inherit underline="always">
          {company}
        </LinkText>
      ) : (
        <span key="company">{company}</span>
      )),
    name !== null && email && <span key="email">{email}</span>,
  ].filter(Boolean);
  return parts.length === 0 ? null : (
    <span className="lead-line">
      {parts.map((part, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: each part has its place.
        <span key={at}>
          {at > 0 && <span aria-hidden> · </span>}
          {part}
        </span>
      ))}
    </span>
  );
}

function textOf(value: unknown): string | null {
  return typeof value === "string" && value !== "" ? value : null;
}

/** Whose lead it is, its tags, and when it was seen. */
export function LeadHead({ lead }: { readonly lead: Lead }) {
  const { lead: say } = useSay().screens;
  return (
    <Group gap="md" className="lead-head">
      <Owner lead={lead} />
      <Tags lead={lead} />
      {lead.lastAt && (
        <Text size="sm" c="dimmed">
          {say.head.lastSeen} <Ago at={lead.lastAt} />
        </Text>
      )}
      {lead.firstAt && (
        <Text size="sm" c="dimmed">
          {say.head.firstSeen} <Ago at={lead.firstAt} />
        </Text>
      )}
    </Group>
  );
}

function Owner({ lead }: { readonly lead: Lead }) {
  const { lead: say, shell } = useSay().screens;
  const { can } = useMe();
  const [isOpen, setIsOpen] = useState(false);
  const [text, setText] = useState("");
  const owners = useOwners();
  const own = useLeadChange(
    lead.id,
    (owner: string | null) => client.leads.setOwner({ params: { id: lead.id }, body: { owner } }),
    () => setIsOpen(false),
  );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (text.trim() !== "") own.mutate(text.trim());
  };
  return (
    <Group gap={6} wrap="nowrap">
      <IconUserCheck size={16} aria-hidden />
      <Text size="sm" component="span">
        <Text span c="dimmed" inherit>
          {say.head.owner}:
        </Text>{" "}
        {lead.owner ?? say.head.nobody}
      </Text>
      {can("sell") && (
        <Popover opened={isOpen} onChange={setIsOpen} trapFocus withArrow position="bottom-start">
          <Popover.Target>
            <ActionIcon
              variant="subtle"
              color="gray"
              size="sm"
              aria-label={say.head.changeOwner}
              onClick={() => {
                setText(lead.owner ?? "");
                setIsOpen(!isOpen);
              }}
            >
              <IconPencil size={14} aria-hidden />
            </ActionIcon>
          </Popover.Target>
          <Popover.Dropdown>
            <form onSubmit={submit}>
              <Stack gap="xs">
                <Autocomplete
                  size="xs"
                  label={say.head.owner}
                  maxLength={200}
                  data={[...owners]}
                  limit={SUGGESTED}
                  comboboxProps={{ withinPortal: false }}
                  value={text}
                  onChange={setText}
                />
                <Problem error={own.error} />
                <Group gap="xs" justify="flex-end">
                  {lead.owner !== null && (
                    <Button size="compact-sm" variant="default" onClick={() => own.mutate(null)}>
                      {say.head.noOwner}
                    </Button>
                  )}
                  <Button size="compact-sm" type="submit" loading={own.isPending} disabled={text.trim() === ""}>
                    {shell.save}
                  </Button>
                </Group>
              </Stack>
            </form>
          </Popover.Dropdown>
        </Popover>
      )}
    </Group>
  );
}

function Tags({ lead }: { readonly lead: Lead }) {
  const { lead: say } = useSay().screens;
  const { can } = useMe();
  const params = { id: lead.id };
  const change = useLeadChange(lead.id, (body: { readonly add?: string[]; readonly remove?: string[] }) =>
    client.leads.tag({ params, body }),
  );
  return (
    <Group gap={6}>
      {lead.tags.map((tag) => (
        <Badge
          key={tag}
          variant="light"
          color="gray"
          tt="none"
          fw={500}
          rightSection={
            can("sell") && (
              <CloseButton
                size={14}
                aria-label={say.head.dropTag(tag)}
                onClick={() => change.mutate({ remove: [tag] })}
              />
            )
          }
        >
          {tag}
        </Badge>
      ))}
      {can("sell") && <AddTag known={lead.tags} onAdd={(tag) => change.mutate({ add: [tag] })} />}
      <Problem error={change.error} />
    </Group>
  );
}

function AddTag({ known, onAdd }: { readonly known: readonly string[]; readonly onAdd: (tag: string) => void }) {
  const { lead: say } = useSay().screens;
  const [isOpen, setIsOpen] = useState(false);
  const [text, setText] = useState("");
  const { data } = useQuery({ ...ask("tags", "list"), enabled: isOpen });
  const offered = (data?.items ?? []).map(({ tag }) => tag).filter((tag) => !known.includes(tag));
  const add = (tag: string) => {
    if (tag.trim() !== "") onAdd(tag.trim());
    setText("");
    setIsOpen(false);
  };
  if (!isOpen)
    return (
      <Button
        size="compact-xs"
        variant="subtle"
        color="gray"
        leftSection={<IconPlus size={12} aria-hidden />}
        onClick={() => setIsOpen(true)}
      >
        {say.head.addTag}
      </Button>
    );
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        add(text);
      }}
    >
      <Autocomplete
        size="xs"
        w={160}
        autoFocus
        aria-label={say.head.addTag}
        placeholder={say.head.addTag}
        maxLength={60}
        data={offered}
        limit={8}
        value={text}
        onChange={setText}
        onOptionSubmit={add}
        onBlur={() => text.trim() === "" && setIsOpen(false)}
        onKeyDown={({ key }) => key === "Escape" && setIsOpen(false)}
      />
    </form>
  );
}
