import { Button, Group, SegmentedControl, Select, Stack, Text, TextInput, useMantineColorScheme } from "@mantine/core";
import { LANGUAGES, type Language } from "@plumbline/phrases";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { FormEvent } from "react";
import { client } from "../api.ts";
import { askMe, useMe } from "../app/session.ts";
import { LANGUAGE_NAMES, speak } from "../language.ts";
import { useSay } from "../say.tsx";
import { useDraft } from "../ui/draft.ts";
import { Problem } from "../ui/states.tsx";
import { PasswordForm } from "./password-form.tsx";
import { PartHead, Section } from "./section.tsx";
import { Sessions } from "./sessions.tsx";
import { TwoFactor } from "./two-factor.tsx";

/** What somebody sets for herself. */
export function MePart() {
  const { settings, shell } = useSay().screens;
  const { signsInBy, ways } = useMe();
  return (
    <Stack gap="md">
      <PartHead title={settings.parts.me} about={settings.me.about} />
      <OwnName />
      <Looks />
      {signsInBy.password ? (
        <>
          <PasswordForm />
          <TwoFactor />
        </>
      ) : (
        <Section title={settings.me.password}>
          <Text size="sm">{settings.me.byProvider(ways.oidc?.label ?? shell.none)}</Text>
        </Section>
      )}
      <Sessions />
    </Stack>
  );
}

function useUpdateMe() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: {
      readonly name?: string;
      readonly language?: Language | null;
      readonly scheme?: "light" | "dark" | null;
    }) => client.people.updateMe({ body }),
    onSuccess: (me) => queries.setQueryData(askMe().queryKey, me),
  });
}

function OwnName() {
  const { settings, shell } = useSay().screens;
  const { user } = useMe();
  const draft = useDraft("settings.me", user.name);
  const update = useUpdateMe();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    update.mutate({ name: draft.value }, { onSuccess: () => draft.sent(draft.value) });
  };
  return (
    <Section title={settings.me.person}>
      <form onSubmit={submit}>
        <Stack gap="sm">
          <TextInput
            label={settings.me.name}
            autoComplete="name"
            maxLength={100}
            value={draft.value}
            onChange={({ currentTarget }) => draft.set(currentTarget.value)}
          />
          <TextInput label={settings.me.email} value={user.email} readOnly variant="filled" />
          <Problem error={update.error} />
          <Group>
            <Button
              type="submit"
              loading={update.isPending}
              disabled={draft.value.trim() === "" || draft.value.trim() === user.name}
            >
              {shell.save}
            </Button>
          </Group>
        </Stack>
      </form>
    </Section>
  );
}

/** Language and colours, which are taken over at once. */
function Looks() {
  const { settings, shell } = useSay().screens;
  const { user } = useMe();
  const { setColorScheme } = useMantineColorScheme();
  const update = useUpdateMe();
  const spoken = useMutation({
    networkMode: "always",
    mutationFn: async (chosen: Language | null) => {
      if (chosen) await speak(chosen);
    },
    onSuccess: (_, chosen) => update.mutate({ language: chosen }),
  });
  const colour = (value: string) => {
    const scheme = value === "light" || value === "dark" ? value : null;
    setColorScheme(scheme ?? "auto");
    update.mutate({ scheme });
  };
  return (
    <Section title={shell.appearance}>
      <Select
        label={shell.language}
        data={[
          { value: "", label: settings.me.asBrowser },
          ...LANGUAGES.map((one) => ({ value: one, label: LANGUAGE_NAMES[one] })),
        ]}
        value={user.language ?? ""}
        onChange={(value) => spoken.mutate(LANGUAGES.find((one) => one === value) ?? null)}
        allowDeselect={false}
        maw={320}
      />
      <SegmentedControl
        aria-label={shell.appearance}
        value={user.scheme ?? "auto"}
        onChange={colour}
        data={[
          { value: "light", label: shell.light },
          { value: "dark", label: shell.dark },
          { value: "auto", label: shell.asSystem },
        ]}
        maw={420}
      />
      <Problem error={spoken.error ?? update.error} />
    </Section>
  );
}
