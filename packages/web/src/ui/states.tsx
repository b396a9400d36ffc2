import { Alert, Button, Center, Group, Loader, Skeleton, Stack, Text, ThemeIcon, Title } from "@mantine/core";
import { ApiError } from "@plumbline/api";
import { IconAlertTriangle, IconCloudOff, IconLock, IconMoodEmpty } from "@tabler/icons-react";
import { type UseQueryResult, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { useFirstSay } from "../say.tsx";
import { refusalSaid, troubleSaid } from "./trouble.ts";

export function Loading() {
  const { shell } = useFirstSay().screens;
  return (
    <Center mih={240} role="status" aria-label={shell.loading}>
      <Loader type="dots" />
    </Center>
  );
}

/** Lines in the place of what is on its way. */
export function Rows({ count = 8 }: { readonly count?: number }) {
  const { shell } = useFirstSay().screens;
  return (
    <Stack gap="xs" role="status" aria-label={shell.loading}>
      {Array.from({ length: count }, (_, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: all lines are alike.
        <Skeleton key={at} height={36} />
      ))}
    </Stack>
  );
}

/** Why something is not here, what can be done, and with what. */
export function Notice(props: {
  readonly icon: ReactNode;
  readonly title: string;
  readonly hint?: string;
  readonly children?: ReactNode;
}) {
  const { icon, title, hint, children } = props;
  return (
    <Center mih={280} p="md">
      <Stack align="center" gap="sm" maw={480}>
        <ThemeIcon size={56} radius="xl" variant="light">
          {icon}
        </ThemeIcon>
        <Title order={2} size="h4" ta="center">
          {title}
        </Title>
        {hint && (
          <Text c="dimmed" ta="center">
            {hint}
          </Text>
        )}
        {children && <Group mt="xs">{children}</Group>}
      </Stack>
    </Center>
  );
}

export function Empty(props: { readonly title: string; readonly hint?: string; readonly children?: ReactNode }) {
  return <Notice icon={<IconMoodEmpty />} {...props} />;
}

/** An error of the router, of a query or of a screen: what happened, in words, and a way out. */
export function Failed({ error, reset }: { readonly error: unknown; readonly reset?: () => void }) {
  const { shell } = useFirstSay().screens;
  const queries = useQueryClient();
  if (error instanceof ApiError && error.is("forbidden")) return <Forbidden />;
  if (error instanceof ApiError && error.problem.status === 404) return <NotFound />;
  const said = refusalSaid(error);
  const isOffline = said === undefined && !navigator.onLine;
  const again = () => {
    reset?.();
    // What failed beside it and says nothing of it, such as names and figures, would stay away for good.
    void queries.refetchQueries({ type: "active", predicate: hasFailed }, { cancelRefetch: false });
  };
  return (
    <Notice
      icon={isOffline ? <IconCloudOff /> : <IconAlertTriangle />}
      title={isOffline ? shell.offline : shell.failed}
      {...(said !== undefined && { hint: said })}
    >
      <Button onClick={again}>{shell.retry}</Button>
    </Notice>
  );
}

const hasFailed = ({ state }: { readonly state: { readonly status: string } }) => state.status === "error";

/** What a role may not see. */
export function Forbidden() {
  const { shell } = useFirstSay().screens;
  return <Notice icon={<IconLock />} title={shell.forbidden} hint={shell.forbiddenHint} />;
}

export function NotFound() {
  const { shell } = useFirstSay().screens;
  return (
    <Notice icon={<IconMoodEmpty />} title={shell.notFound}>
      <Button component={Link} to="/leads">
        {shell.toLeads}
      </Button>
    </Notice>
  );
}

/** What a query has answered, or the state that it is in instead. */
export function Asked<Data>(props: {
  readonly query: UseQueryResult<Data, Error>;
  readonly waiting?: ReactNode;
  readonly children: (data: Data) => ReactNode;
}) {
  const { query, waiting = <Rows />, children } = props;
  if (query.data !== undefined) return children(query.data);
  if (query.isError) return <Failed error={query.error} reset={() => void query.refetch()} />;
  return waiting;
}

/** What went wrong with something that a person did, beside where it was done. */
export function Problem({ error }: { readonly error: unknown }) {
  const { shell } = useFirstSay().screens;
  if (!error) return null;
  return (
    <Alert color="red" variant="light" icon={<IconAlertTriangle />} role="alert">
      {troubleSaid(error, shell, navigator.onLine)}
    </Alert>
  );
}
