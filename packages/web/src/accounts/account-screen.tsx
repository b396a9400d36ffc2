import { Card, Code, Grid, Group, Stack, Table, Text, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { type Answered, ask } from "../api.ts";
import { useSay } from "../say.tsx";
import { Band } from "../ui/band.tsx";
import { Points } from "../ui/figures.tsx";
import { LinkText } from "../ui/links.tsx";
import { Reasons } from "../ui/reasons.tsx";
import { Screen } from "../ui/screen.tsx";
import { Asked, Rows } from "../ui/states.tsx";
import { useLiveModels } from "../ui/use-model.ts";
import { AccountHistory } from "./account-history.tsx";
import { AccountScore } from "./account-score.tsx";
import { AccountSignals } from "./account-signals.tsx";
import "./accounts.css";

const route = getRouteApi("/inside/accounts/$id");
const PEOPLE = 50;

/** A company: its score and why, its people, what they did, what is known of it. */
export function AccountScreen() {
  const { accounts: say } = useSay().screens;
  const { id } = route.useParams();
  const found = useQuery(ask("accounts", "get", { params: { id } }));
  const { data } = found;
  return (
    <Screen title={data ? (data.name ?? data.key) : say.account} about={data && say.peopleCount(data.memberCount)}>
      <Asked query={found}>{(account) => <Standing account={account} />}</Asked>
    </Screen>
  );
}

function Standing({ account }: { readonly account: Answered<"accounts", "get"> }) {
  const { accounts: say } = useSay().screens;
  const models = useLiveModels("account");
  const people = useQuery(ask("leads", "list", { query: { account: account.id, limit: PEOPLE, include: "reasons" } }));
  return (
    <Grid gap="md">
      <Grid.Col span={{ base: 12, lg: 8 }}>
        <Stack>
          {account.scores.map((verdict) => (
            <AccountScore key={verdict.model} verdict={verdict} />
          ))}
          {account.scores.map(({ model }) => (
            <AccountHistory key={model} id={account.id} model={model} />
          ))}
          {models?.length === 0 && (
            <Part title={say.score}>
              <Text size="sm">{say.noModel}</Text>
              <Text size="sm" c="dimmed">
                {say.noModelHint}
              </Text>
            </Part>
          )}
          <Part title={say.peopleRanked}>
            <Asked query={people} waiting={<Rows count={4} />}>
              {({ items }) => <People people={items} account={account} />}
            </Asked>
          </Part>
        </Stack>
      </Grid.Col>
      <Grid.Col span={{ base: 12, lg: 4 }}>
        <Stack>
          <Part title={say.signals}>
            <Asked query={people} waiting={<Rows count={3} />}>
              {({ items }) => <AccountSignals people={items} />}
            </Asked>
          </Part>
          <Part title={say.traits}>
            <Traits account={account} />
          </Part>
        </Stack>
      </Grid.Col>
    </Grid>
  );
}

/** A card with a heading. */
function Part({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <Card withBorder padding="md" component="section" aria-label={title}>
      <Stack gap="xs">
        <Title order={2} size="h5">
          {title}
        </Title>
        {children}
      </Stack>
    </Card>
  );
}

type Person = Answered<"leads", "list">["items"][number];

function People(props: { readonly people: readonly Person[]; readonly account: Answered<"accounts", "get"> }) {
  const { people, account } = props;
  const { accounts: say } = useSay().screens;
  const ranked = new Set(people.map(({ id }) => id));
  // Those without a score are not ranked; beyond a page nobody knows who they are.
  const others = people.length < PEOPLE ? account.members.filter(({ id }) => !ranked.has(id)).slice(0, PEOPLE) : [];
  const shown = people.length + others.length;
  if (shown === 0)
    return (
      <Text size="sm" c="dimmed">
        {say.nobody}
      </Text>
    );
  return (
    <>
      <Stack gap={0} component="ul" m={0} p={0}>
        {people.map((person) => (
          <PersonRow key={person.id} person={person} />
        ))}
        {others.map(({ id, name, email }) => (
          <Group key={id} component="li" gap="md" wrap="nowrap" py={8} className="accounts-person">
            <Points points={null} fw={700} size="lg" w={44} ta="end" c="dimmed" />
            <LinkText to="/leads/$id" params={{ id }} size="sm" fw={600} c="inherit" truncate>
              {name ?? email ?? say.unknown}
            </LinkText>
          </Group>
        ))}
      </Stack>
      {account.memberCount > shown && (
        <LinkText to="/leads" search={{ account: account.id }} size="sm">
          {say.allPeople(account.memberCount)}
        </LinkText>
      )}
    </>
  );
}

function PersonRow({ person: { id, name, email, traits, score, reasons } }: { readonly person: Person }) {
  const { accounts: say } = useSay().screens;
  const title = typeof traits["title"] === "string" ? traits["title"] : "";
  return (
    <Group component="li" gap="md" wrap="nowrap" py={8} className="accounts-person">
      <Points points={score.total} fw={700} size="lg" w={44} ta="end" />
      <Stack gap={2} flex={1} miw={0}>
        <Group gap="xs" justify="space-between" wrap="nowrap">
          <LinkText to="/leads/$id" params={{ id }} size="sm" fw={600} c="inherit" truncate>
            {name ?? email ?? say.unknown}
          </LinkText>
          <Band band={score.band} model={score.model} flex="none" />
        </Group>
        {title !== "" && (
          <Text size="xs" c="dimmed" truncate>
            {title}
          </Text>
        )}
        <Reasons reasons={reasons ?? []} model={score.model} />
      </Stack>
    </Group>
  );
}

function Traits({ account: { key, traits } }: { readonly account: Answered<"accounts", "get"> }) {
  const { screens, figures } = useSay();
  const { accounts: say } = screens;
  const known = Object.entries(traits).sort(([a], [b]) => (a < b ? -1 : 1));
  const worded = (value: unknown) =>
    typeof value === "string" ? value : figures.value(value as Parameters<typeof figures.value>[0]);
  return (
    <Table layout="fixed" verticalSpacing={4} aria-label={say.traits}>
      <Table.Tbody>
        <Table.Tr>
          <Table.Th w="40%" fw={500} c="dimmed">
            {say.key}
          </Table.Th>
          <Table.Td>
            <Code>{key}</Code>
          </Table.Td>
        </Table.Tr>
        {known.map(([name, value]) => (
          <Table.Tr key={name}>
            <Table.Th fw={500} c="dimmed">
              {name}
            </Table.Th>
            <Table.Td className="accounts-value">{worded(value)}</Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}
