import { Alert, Box, Center, Divider, Group, Paper, Stack, Text, Title } from "@mantine/core";
import { useDocumentTitle } from "@mantine/hooks";
import { IconAlertTriangle } from "@tabler/icons-react";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { getRouteApi, useLocation, useRouter } from "@tanstack/react-router";
import { type ReactNode, useEffect, useState } from "react";
import { ask, client, shown } from "../api.ts";
import { askMe } from "../app/session.ts";
import { useSay } from "../say.tsx";
import { useTimes } from "../ui/figures.tsx";
import { LinkButton } from "../ui/links.tsx";
import { Mark } from "../ui/mark.tsx";
import { Asked, Loading } from "../ui/states.tsx";
import { Accept } from "./accept.tsx";
import { LanguageSwitch } from "./language-switch.tsx";
import { NewPassword } from "./new-password.tsx";
import { invitationIn, ownPath, passwordTokenIn } from "./own-path.ts";
import { ProviderButton } from "./provider-button.tsx";
import { refusedSaid } from "./refusal.ts";
import { SecondFactor } from "./second-factor.tsx";
import { SignInForm } from "./sign-in-form.tsx";
import { SignUpForm } from "./sign-up-form.tsx";
import { type Doors, wayIn } from "./way-in.ts";

const route = getRouteApi("/entrance");

/** The way in: signing in, following an invitation, making the first admin. */
export function EntranceScreen() {
  const { entrance } = useSay().screens;
  useDocumentTitle(`${entrance.title} · Plumbline`);
  const { hash } = useLocation();
  const token = invitationIn(hash);
  const passwordToken = passwordTokenIn(hash);
  const doors = useQuery({
    ...ask("entrance", "get", { query: token === undefined ? {} : { invitation: token } }),
    staleTime: Number.POSITIVE_INFINITY,
  });
  return (
    <Center component="main" mih="100dvh" p="md">
      <Stack w="100%" maw={400} gap="lg">
        <Stack align="center" gap={4}>
          <Mark />
          <Text size="sm" c="dimmed" ta="center">
            {entrance.tagline}
          </Text>
        </Stack>
        <Paper withBorder p={{ base: "md", xs: "xl" }} radius="lg" shadow="xs">
          <Asked query={doors} waiting={<Loading />}>
            {(known) =>
              passwordToken === undefined ? (
                <Inner doors={known} token={token} />
              ) : (
                <NewPassword token={passwordToken} shortest={known.shortestPassword} />
              )
            }
          </Asked>
        </Paper>
        <Group justify="center">
          <LanguageSwitch />
        </Group>
      </Stack>
    </Center>
  );
}

type Known = { readonly doors: Doors; readonly token: string | undefined };

function Inner({ doors, token }: Known) {
  const { entrance } = useSay().screens;
  const { next } = route.useSearch();
  const me = useQuery(askMe());
  const after = ownPath(next) ?? "/leads";
  const done = useDone(doors.hasPeople ? after : "/begin");
  if (me.isPending) return <Loading />;
  const way = wayIn(doors, { link: token !== undefined, session: me.data !== undefined });
  switch (way) {
    case "nobody":
      return <Told title={entrance.nobody} hint={entrance.nobodyHint} />;
    case "ended":
      return (
        <Told title={entrance.ended} hint={entrance.endedHint}>
          <LinkButton to="/entrance" variant="light" fullWidth>
            {entrance.toSignIn}
          </LinkButton>
        </Told>
      );
    case "sign-in":
      return me.data ? <Onwards to={after} /> : <Forms doors={doors} token={token} after={after} done={done} />;
    case "accept":
      return (
        <Stack gap="md">
          <Heading doors={doors} />
          {me.data && <Accept token={token ?? ""} user={me.data.user} onAccepted={done} />}
        </Stack>
      );
    default:
      return <Forms doors={doors} token={token} after={after} done={done} />;
  }
}

/** Goes on once, for whoever has signed in before. */
function Onwards({ to }: { readonly to: string }) {
  const { history } = useRouter();
  useEffect(() => {
    history.replace(to);
  }, [history, to]);
  return <Loading />;
}

/** Signing in or up, with a password or an identity provider, and the second factor. */
function Forms(props: Known & { readonly after: string; readonly done: () => Promise<void> }) {
  const { doors, token, after, done } = props;
  const { entrance } = useSay().screens;
  const { error } = route.useSearch();
  const [isSecond, setIsSecond] = useState(false);
  const { hasPeople, invitation, oidc } = doors;
  const email = invitation?.email ?? undefined;
  const join = async () => {
    if (token !== undefined && invitation) await client.people.accept({ body: { token } });
    await done();
  };
  if (isSecond) return <SecondFactor onSignedIn={join} onBack={() => setIsSecond(false)} />;
  return (
    <Stack gap="md">
      <Heading doors={doors} />
      {error !== undefined && (
        <Alert color="red" variant="light" icon={<IconAlertTriangle />} role="alert">
          {refusedSaid(error, entrance.refused, "PROVIDER")}
        </Alert>
      )}
      {invitation && token !== undefined && !invitation.isKnown ? (
        <SignUpForm invitation={token} email={email} shortest={doors.shortestPassword} onSignedIn={done} />
      ) : (
        <SignInForm email={email} onSignedIn={join} onSecondFactor={() => setIsSecond(true)} />
      )}
      {oidc && hasPeople && (
        <>
          <Divider label={entrance.or} />
          <ProviderButton label={oidc.label} next={after} />
        </>
      )}
    </Stack>
  );
}

/** Goes on into the application, with nothing left of whoever was here before. */
function useDone(next: string): () => Promise<void> {
  const queries = useQueryClient();
  const { history } = useRouter();
  return async () => {
    shown.workspace = undefined;
    queries.removeQueries();
    history.push(next);
  };
}

function Heading({ doors: { hasPeople, invitation } }: { readonly doors: Doors }) {
  const { entrance, settings } = useSay().screens;
  const { instant } = useTimes();
  const title = invitation ? (hasPeople ? entrance.invited(invitation.workspace) : entrance.first) : entrance.title;
  const hints = invitation
    ? hasPeople
      ? [
          entrance.invitedAs(settings.roles[invitation.role], instant(invitation.expiresAt)),
          ...(invitation.isKnown ? [entrance.knownHint] : []),
        ]
      : [entrance.firstHint]
    : [];
  return (
    <Box>
      <Title order={1} size="h3">
        {title}
      </Title>
      {hints.map((hint) => (
        <Text key={hint} size="sm" c="dimmed" mt={4}>
          {hint}
        </Text>
      ))}
    </Box>
  );
}

function Told(props: { readonly title: string; readonly hint: string; readonly children?: ReactNode }) {
  const { title, hint, children } = props;
  return (
    <Stack gap="sm">
      <Title order={1} size="h3">
        {title}
      </Title>
      <Text size="sm" c="dimmed">
        {hint}
      </Text>
      {children}
    </Stack>
  );
}
