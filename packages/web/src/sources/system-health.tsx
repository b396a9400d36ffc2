import { Badge, Card, Group, SimpleGrid, Stack, Text, Title } from "@mantine/core";
import { IconAlertTriangle, IconCircleCheck } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { ask } from "../api.ts";
import { useSay } from "../say.tsx";
import { useTimes } from "../ui/figures.tsx";
import { Asked, Rows } from "../ui/states.tsx";

const EVERY = 15_000;
/** Accounts are scored in turns; only a wait of minutes is worth a word. */
const LONG_WAIT = 5 * 60_000;

/** How far behind the server is. */
export function SystemHealth() {
  const { screens, figures } = useSay();
  const { health } = screens.sources;
  const { ago } = useTimes();
  const now = useQuery({ ...ask("health", "get"), refetchInterval: EVERY });
  return (
    <section aria-label={health.system}>
      <Title order={2} size="h5" mb="xs">
        {health.system}
      </Title>
      <Asked query={now} waiting={<Rows count={2} />}>
        {({ now: at, database, overdue, dirtyAccounts, publications, deliveries }) => {
          const { count, since } = dirtyAccounts;
          const isLate = since !== null && Date.parse(at) - Date.parse(since) > LONG_WAIT;
          return (
            <SimpleGrid cols={{ base: 1, xs: 2, lg: 3 }} spacing="sm">
              <Sign
                label={health.overdue}
                value={figures.number(overdue)}
                hint={health.overdueHint}
                isFine={overdue === 0}
              />
              <Sign
                label={health.accounts}
                value={figures.number(count)}
                hint={since === null ? health.accountsHint : health.accountsSince(ago(since))}
                isFine={!isLate}
              />
              <Sign label={health.waiting} value={figures.number(deliveries.waiting)} isFine />
              <Sign label={health.failed} value={figures.number(deliveries.failed)} isFine={deliveries.failed === 0} />
              <Sign label={health.publications} value={figures.number(publications)} isFine />
              <Sign
                label={health.database}
                value={health.databaseIs(database.version, database.migrations)}
                isFine
                isWords
              />
            </SimpleGrid>
          );
        }}
      </Asked>
    </section>
  );
}

function Sign(props: {
  readonly label: string;
  readonly value: string;
  readonly hint?: string;
  readonly isFine: boolean;
  readonly isWords?: boolean;
}) {
  const { label, value, hint, isFine, isWords } = props;
  const { health } = useSay().screens.sources;
  return (
    <Card withBorder padding="sm">
      <Group justify="space-between" align="flex-start" wrap="nowrap">
        <Stack gap={2}>
          <Text size="xs" c="dimmed">
            {label}
          </Text>
          <Text size={isWords ? "sm" : "lg"} fw={600}>
            {value}
          </Text>
          {hint && (
            <Text size="xs" c="dimmed">
              {hint}
            </Text>
          )}
        </Stack>
        <Badge
          variant="light"
          tt="none"
          flex="none"
          color={isFine ? "teal" : "orange"}
          leftSection={isFine ? <IconCircleCheck size={13} aria-hidden /> : <IconAlertTriangle size={13} aria-hidden />}
        >
          {isFine ? health.fine : health.watch}
        </Badge>
      </Group>
    </Card>
  );
}
