import { Button, Checkbox, Group, PasswordInput, Stack, Text } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { ask } from "../api.ts";
import { askAuth } from "../app/auth.ts";
import { useMe } from "../app/session.ts";
import { refusalOf } from "../entrance/refusal.ts";
import { useSay } from "../say.tsx";
import { Section } from "./section.tsx";
import { SESSIONS } from "./sessions.tsx";

/** Changes the password of whoever is signed in, who has to know the present one. */
export function PasswordForm() {
  const say = useSay();
  const { settings, entrance } = say.screens;
  const { user } = useMe();
  const doors = useQuery(ask("entrance", "get", { query: {} }));
  const shortest = doors.data?.shortestPassword ?? 0;
  const queries = useQueryClient();
  const [current, setCurrent] = useState("");
  const [fresh, setFresh] = useState("");
  const [endsOthers, setEndsOthers] = useState(true);
  const change = useMutation({
    mutationFn: () =>
      askAuth("change-password", { currentPassword: current, newPassword: fresh, revokeOtherSessions: endsOthers }),
    onSuccess: () => {
      setCurrent("");
      setFresh("");
      return queries.invalidateQueries({ queryKey: SESSIONS });
    },
  });
  const refusal = refusalOf(change.error, say);
  const isWrong = refusal?.text === entrance.refused.INVALID_PASSWORD;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    change.mutate();
  };
  return (
    <Section title={settings.me.password}>
      <form onSubmit={submit}>
        <Stack gap="sm" maw={420}>
          {/* Password managers want to know whose password it is. */}
          <input type="text" name="username" autoComplete="username" value={user.email} readOnly hidden />
          <PasswordInput
            label={settings.me.current}
            autoComplete="current-password"
            value={current}
            onChange={({ currentTarget }) => setCurrent(currentTarget.value)}
            error={isWrong && refusal.text}
            visibilityToggleButtonProps={{ "aria-label": entrance.showPassword }}
          />
          <PasswordInput
            label={settings.me.fresh}
            description={doors.data && entrance.shortest(shortest)}
            autoComplete="new-password"
            maxLength={256}
            value={fresh}
            onChange={({ currentTarget }) => setFresh(currentTarget.value)}
            error={!isWrong && refusal?.text}
            visibilityToggleButtonProps={{ "aria-label": entrance.showPassword }}
          />
          <Checkbox
            label={settings.me.endOthers}
            checked={endsOthers}
            onChange={({ currentTarget }) => setEndsOthers(currentTarget.checked)}
          />
          <Group>
            <Button
              type="submit"
              variant="default"
              loading={change.isPending}
              disabled={!current || fresh.length < shortest}
            >
              {settings.me.change}
            </Button>
            <Text size="sm" c="dimmed" role="status">
              {change.isSuccess && settings.me.changed}
            </Text>
          </Group>
        </Stack>
      </form>
    </Section>
  );
}
