import { Button, Group, Modal, Select, Stack, Text, TextInput } from "@mantine/core";
import { ROLES, type Role } from "@plumbline/api";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { FormEvent } from "react";
import { client } from "../api.ts";
import { useSay } from "../say.tsx";
import { CopyableText } from "../ui/copyable.tsx";
import { useDraft } from "../ui/draft.ts";
import { useTimes } from "../ui/figures.tsx";
import { Problem } from "../ui/states.tsx";

/** Invites an address, and shows the link, once. */
export function Invite({ onClose }: { readonly onClose: () => void }) {
  const { settings, shell } = useSay().screens;
  const say = settings.people;
  const { instant } = useTimes();
  const queries = useQueryClient();
  const draft = useDraft<{ readonly email: string; readonly role: Role }>("invite", { email: "", role: "sales" });
  const { email, role } = draft.value;
  const invite = useMutation({
    mutationFn: () => client.people.invite({ body: { email, role } }),
    onSuccess: () => {
      draft.drop();
      return queries.invalidateQueries({ queryKey: ["people", "list"] });
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    invite.mutate();
  };
  const made = invite.data;
  return (
    <Modal
      opened
      onClose={onClose}
      title={say.inviteTitle}
      closeOnClickOutside={!made}
      closeButtonProps={{ "aria-label": shell.close }}
    >
      {made ? (
        <Stack gap="sm">
          <Text size="sm">{say.linkHint(made.email, instant(made.expiresAt))}</Text>
          <CopyableText text={made.link} label={say.link} />
          <Group justify="flex-end">
            <Button onClick={onClose}>{shell.close}</Button>
          </Group>
        </Stack>
      ) : (
        <form onSubmit={submit}>
          <Stack gap="sm">
            <TextInput
              label={settings.me.email}
              type="email"
              autoComplete="off"
              required
              data-autofocus
              value={email}
              onChange={({ currentTarget }) => draft.set({ email: currentTarget.value, role })}
            />
            <Select
              label={say.role}
              data={ROLES.map((one) => ({ value: one, label: settings.roles[one] }))}
              value={role}
              onChange={(chosen) => chosen && draft.set({ email, role: chosen })}
              allowDeselect={false}
            />
            <Problem error={invite.error} />
            <Group justify="flex-end">
              <Button variant="default" onClick={onClose}>
                {shell.cancel}
              </Button>
              <Button type="submit" loading={invite.isPending}>
                {say.invite}
              </Button>
            </Group>
          </Stack>
        </form>
      )}
    </Modal>
  );
}
