import { Button, Checkbox, Group, Modal, Select, Stack, Text, TextInput } from "@mantine/core";
import { allowed, SCOPES, type Scope } from "@plumbline/api";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { FormEvent } from "react";
import { client } from "../api.ts";
import { useMe } from "../app/session.ts";
import { useSay } from "../say.tsx";
import { CopyableText } from "../ui/copyable.tsx";
import { useDraft } from "../ui/draft.ts";
import { Problem } from "../ui/states.tsx";

const ENDS = [30, 90, 365] as const;
const DAY = 86_400_000;

type Wanted = { readonly name: string; readonly scopes: readonly Scope[]; readonly ends: string };

/** Makes a key that can do no more than whoever makes it, and shows it, once. */
export function NewKey({ onClose }: { readonly onClose: () => void }) {
  const { settings, shell } = useSay().screens;
  const say = settings.keys;
  const queries = useQueryClient();
  const draft = useDraft<Wanted>("new-key", { name: "", scopes: ["read"], ends: "" });
  const { name, scopes, ends } = draft.value;
  const put = (change: Partial<Wanted>) => draft.set({ ...draft.value, ...change });
  const create = useMutation({
    mutationFn: () => {
      const expiresAt = ends === "" ? null : new Date(Date.now() + Number(ends) * DAY).toISOString();
      return client.keys.create({ body: { name, scopes: [...scopes], expiresAt } });
    },
    onSuccess: () => {
      draft.drop();
      return queries.invalidateQueries({ queryKey: ["keys"] });
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    create.mutate();
  };
  return (
    <Modal
      opened
      onClose={onClose}
      title={say.create}
      closeOnClickOutside={!create.data}
      closeButtonProps={{ "aria-label": shell.close }}
    >
      {create.data ? (
        <MadeKey text={create.data.key} onClose={onClose} />
      ) : (
        <form onSubmit={submit}>
          <Stack gap="sm">
            <TextInput
              label={say.name}
              description={say.nameHint}
              required
              maxLength={100}
              data-autofocus
              value={name}
              onChange={({ currentTarget }) => put({ name: currentTarget.value })}
            />
            <Scopes chosen={scopes} onChange={(chosen) => put({ scopes: chosen })} />
            <Select
              label={say.ends}
              data={[
                { value: "", label: say.never },
                ...ENDS.map((days) => ({ value: String(days), label: say.after(days) })),
              ]}
              value={ends}
              onChange={(chosen) => put({ ends: chosen ?? "" })}
              allowDeselect={false}
            />
            <Problem error={create.error} />
            <Group justify="flex-end">
              <Button variant="default" onClick={onClose}>
                {shell.cancel}
              </Button>
              <Button type="submit" loading={create.isPending} disabled={name.trim() === "" || scopes.length === 0}>
                {say.create}
              </Button>
            </Group>
          </Stack>
        </form>
      )}
    </Modal>
  );
}

/** What a key may do; what comes with something else that was chosen is shown, too. */
function Scopes(props: { readonly chosen: readonly Scope[]; readonly onChange: (chosen: readonly Scope[]) => void }) {
  const { chosen, onChange } = props;
  const { settings } = useSay().screens;
  const { can } = useMe();
  return (
    <Checkbox.Group label={settings.keys.scopes} value={[...allowed(chosen)]}>
      <Stack gap={6} mt={6}>
        {SCOPES.filter(can).map((scope) => {
          const others = chosen.filter((one) => one !== scope);
          return (
            <Checkbox
              key={scope}
              value={scope}
              label={scope === "admin" ? settings.keys.everything : settings.scopes[scope]}
              disabled={allowed(others).includes(scope)}
              onChange={({ currentTarget }) => onChange(currentTarget.checked ? [...others, scope] : others)}
            />
          );
        })}
      </Stack>
    </Checkbox.Group>
  );
}

export function MadeKey({ text, onClose }: { readonly text: string; readonly onClose: () => void }) {
  const { settings, shell } = useSay().screens;
  return (
    <Stack gap="sm">
      <Text size="sm">{settings.keys.once}</Text>
      <CopyableText text={text} label={settings.keys.key} />
      <Group justify="flex-end">
        <Button onClick={onClose}>{shell.close}</Button>
      </Group>
    </Stack>
  );
}
