import { Badge, Button, Group, Stack, Text } from "@mantine/core";
import { IconDeviceDesktop } from "@tabler/icons-react";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { askAuth, readAuth } from "../app/auth.ts";
import { refusalOf } from "../entrance/refusal.ts";
import { useSay } from "../say.tsx";
import { useTimes } from "../ui/figures.tsx";
import { Asked, Rows } from "../ui/states.tsx";
import { deviceOf } from "./device.ts";
import { Section } from "./section.tsx";

export const SESSIONS = ["auth", "sessions"] as const;

type Session = {
  readonly token: string;
  readonly ipAddress: string | null;
  readonly userAgent: string | null;
  readonly createdAt: string;
  readonly expiresAt: string;
};

/** Where somebody is signed in; each session can be ended. */
export function Sessions() {
  const say = useSay();
  const { me: words } = say.screens.settings;
  const queries = useQueryClient();
  const sessions = useQuery({
    queryKey: SESSIONS,
    queryFn: () => readAuth<readonly Session[]>("list-sessions"),
  });
  const refresh = () => queries.invalidateQueries({ queryKey: SESSIONS });
  const end = useMutation({
    mutationFn: (token: string) => askAuth("revoke-session", { token }),
    onSuccess: refresh,
  });
  const endOthers = useMutation({ mutationFn: () => askAuth("revoke-other-sessions"), onSuccess: refresh });
  const refusal = refusalOf(end.error ?? endOthers.error, say);
  return (
    <Section title={words.sessions} about={words.sessionsAbout}>
      <Asked query={sessions} waiting={<Rows count={2} />}>
        {(all) => (
          <Stack gap="xs">
            {newestFirst(all).map((session) => (
              <Row
                key={session.token}
                session={session}
                isEnding={end.isPending && end.variables === session.token}
                onEnd={() => end.mutate(session.token)}
              />
            ))}
            {all.length > 1 && (
              <Group>
                <Button
                  variant="default"
                  size="compact-sm"
                  loading={endOthers.isPending}
                  onClick={() => endOthers.mutate()}
                >
                  {words.endOthers}
                </Button>
              </Group>
            )}
          </Stack>
        )}
      </Asked>
      {refusal && (
        <Text size="sm" c="red" role="alert">
          {refusal.text}
        </Text>
      )}
    </Section>
  );
}

const newestFirst = (all: readonly Session[]) =>
  [...all].sort((one, other) => Date.parse(other.createdAt) - Date.parse(one.createdAt));

function Row(props: { readonly session: Session; readonly isEnding: boolean; readonly onEnd: () => void }) {
  const { session, isEnding, onEnd } = props;
  const { me: words } = useSay().screens.settings;
  const { instant } = useTimes();
  const device = deviceOf(session.userAgent);
  const name = device ? words.device(device.browser, device.system) : words.unknownDevice;
  // The server does not say which session asks; the agent is the nearest that a page knows of itself.
  const isLike = session.userAgent === navigator.userAgent;
  return (
    <Group justify="space-between" wrap="nowrap">
      <Group gap="sm" wrap="nowrap">
        <IconDeviceDesktop size={20} stroke={1.6} aria-hidden />
        <div>
          <Text size="sm" title={session.userAgent ?? undefined}>
            {name}
          </Text>
          <Text size="xs" c="dimmed">
            {[session.ipAddress, words.since(instant(session.createdAt))].filter(Boolean).join(" · ")}
          </Text>
        </div>
        {isLike && (
          <Badge variant="light" tt="none">
            {words.thisDevice}
          </Badge>
        )}
      </Group>
      <Button
        variant="subtle"
        color="red"
        size="compact-sm"
        loading={isEnding}
        onClick={onEnd}
        aria-label={words.endOf(name)}
      >
        {words.end}
      </Button>
    </Group>
  );
}
