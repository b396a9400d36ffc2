import { Button, Text, TextInput } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { IconTrash } from "@tabler/icons-react";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { type FormEvent, useState } from "react";
import { client } from "../api.ts";
import { useSay } from "../say.tsx";
import { Problem } from "../ui/states.tsx";
import type { Lead } from "./lead.ts";
import { Section } from "./section.tsx";

/** Forgets a person, after their name was typed: it cannot be taken back. */
export function EraseSection({ lead }: { readonly lead: Lead }) {
  const { lead: say, shell } = useSay().screens;
  const [isOpen, setIsOpen] = useState(false);
  const [typed, setTyped] = useState("");
  const queries = useQueryClient();
  const navigate = useNavigate();
  const asked = (lead.email ?? lead.name ?? lead.id).trim();
  const erase = useMutation({
    mutationFn: () => client.leads.erase({ params: { id: lead.id }, query: { erase: "true" } }),
    onSuccess: async ({ events, identities }) => {
      notifications.show({ message: say.erase.done(events, identities) });
      await navigate({ to: "/leads", replace: true });
      await queries.invalidateQueries({ queryKey: ["leads", "list"] });
      queries.removeQueries({ queryKey: ["timeline", lead.id] });
    },
  });
  const isSure = typed.trim() === asked;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (isSure) erase.mutate();
  };
  return (
    <Section title={say.erase.title}>
      <Text size="sm" c="dimmed">
        {say.erase.hint}
      </Text>
      {isOpen ? (
        <form onSubmit={submit}>
          <TextInput
            size="sm"
            label={say.erase.type(asked)}
            autoComplete="off"
            autoFocus
            value={typed}
            onChange={({ currentTarget }) => setTyped(currentTarget.value)}
          />
          <Problem error={erase.error} />
          <Button
            mt="sm"
            size="compact-sm"
            color="red"
            type="submit"
            disabled={!isSure}
            loading={erase.isPending}
            leftSection={<IconTrash size={14} aria-hidden />}
          >
            {say.erase.act}
          </Button>
          <Button mt="sm" ml="xs" size="compact-sm" variant="default" onClick={() => setIsOpen(false)}>
            {shell.cancel}
          </Button>
        </form>
      ) : (
        <div>
          <Button size="compact-sm" variant="light" color="red" onClick={() => setIsOpen(true)}>
            {say.erase.title}
          </Button>
        </div>
      )}
    </Section>
  );
}
