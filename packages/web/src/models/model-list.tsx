import { Badge, Group, Stack, Table, Text } from "@mantine/core";
import { useMediaQuery } from "@mantine/hooks";
import { IconCheck, IconClock, IconStar } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { ask } from "../api.ts";
import { useSay } from "../say.tsx";
import { Ago, useTimes } from "../ui/figures.tsx";
import { LinkText } from "../ui/links.tsx";
import { useCivilDay } from "../ui/use-civil-day.ts";
import { useLiveModel } from "../ui/use-model.ts";
import type { ListedModel } from "./model.ts";
import { ModelActions } from "./model-actions.tsx";
import { missingSides } from "./sides.ts";
import "./models.css";

type Shown = { readonly model: ListedModel };

export function ModelList({ models }: { readonly models: readonly ListedModel[] }) {
  const { models: say } = useSay().screens;
  const isNarrow = useMediaQuery("(max-width: 48em)") ?? false;
  if (isNarrow)
    return (
      <Stack gap="sm">
        {models.map((model) => (
          <Stack key={model.id} gap={6} pb="sm" component="article" className="models-card">
            <Group justify="space-between" wrap="nowrap" align="flex-start">
              <ModelName model={model} />
              <ModelActions model={model} />
            </Group>
            <Group gap="md">
              <Live model={model} />
              <Draft model={model} />
            </Group>
            <Labelled label={say.review}>
              <Review model={model} />
            </Labelled>
            {model.live !== null && (
              <Labelled label={say.signOff}>
                <Signed model={model} />
              </Labelled>
            )}
          </Stack>
        ))}
      </Stack>
    );
  return (
    <Table aria-label={say.title} verticalSpacing="sm" highlightOnHover>
      <Table.Thead>
        <Table.Tr>
          {[say.model, say.live, say.draft, say.review, say.signOff].map((column) => (
            <Table.Th key={column}>{column}</Table.Th>
          ))}
          <Table.Td />
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {models.map((model) => (
          <Table.Tr key={model.id}>
            <Table.Td>
              <ModelName model={model} />
            </Table.Td>
            <Table.Td>
              <Live model={model} />
            </Table.Td>
            <Table.Td>
              <Draft model={model} />
            </Table.Td>
            <Table.Td>
              <Review model={model} />
            </Table.Td>
            <Table.Td>
              <Signed model={model} />
            </Table.Td>
            <Table.Td ta="right">
              <ModelActions model={model} />
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}

function Labelled({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <Group gap="xs">
      <Text size="xs" c="dimmed">
        {label}
      </Text>
      {children}
    </Group>
  );
}

function ModelName({ model: { name, of, isDefault } }: Shown) {
  const { models: say } = useSay().screens;
  const label = useLiveModel(name)?.body.label;
  return (
    <Stack gap={2} miw={0}>
      <Group gap="xs">
        <LinkText to="/models/$name" params={{ name }} size="sm" fw={600}>
          {label ?? name}
        </LinkText>
        {isDefault && (
          <Badge variant="light" tt="none" leftSection={<IconStar size={11} aria-hidden />} title={say.defaultHint}>
            {say.isDefault}
          </Badge>
        )}
      </Group>
      <Text size="xs" c="dimmed">
        {label === undefined ? say.ofs[of] : `${name} · ${say.ofs[of]}`}
      </Text>
    </Stack>
  );
}

function Live({ model: { name, live, retiredAt } }: Shown) {
  const { models: say } = useSay().screens;
  const { day } = useTimes();
  const dayOf = useCivilDay();
  const { data } = useQuery({ ...ask("models", "get", { params: { name } }), enabled: live !== null });
  if (live === null)
    return (
      <Badge variant="default" tt="none" c="dimmed">
        {retiredAt === null ? say.neverLive : say.retired}
      </Badge>
    );
  const since = data?.publications.find(({ state }) => state === "live")?.liveAt;
  return (
    <Stack gap={0}>
      <Text size="sm">{say.version(live)}</Text>
      {since && (
        <Text size="xs" c="dimmed">
          {say.since(day(dayOf(since)))}
        </Text>
      )}
    </Stack>
  );
}

function Draft({ model: { name, draftAt } }: Shown) {
  const { models: say } = useSay().screens;
  const { ago } = useTimes();
  if (draftAt === null)
    return (
      <Text size="sm" c="dimmed">
        –
      </Text>
    );
  return (
    <LinkText to="/models/$name" params={{ name }} search={{ tab: "draft" }} size="sm">
      {say.draft} · {say.changedAgo(ago(draftAt))}
    </LinkText>
  );
}

function Review({ model: { name } }: Shown) {
  const { models: say } = useSay().screens;
  const { day } = useTimes();
  const due = useQuery(ask("reviews", "due")).data?.items.find(({ model }) => model === name);
  const plan = useQuery(ask("reviews", "plan", { params: { name } })).data;
  if (due)
    return (
      <LinkText to="/models/$name" params={{ name }} search={{ tab: "reviews" }} size="sm" c="orange.9" fw={600}>
        <IconClock size={14} aria-hidden /> {say.due(day(due.dueOn))}
      </LinkText>
    );
  return (
    <Text size="sm" c="dimmed">
      {plan?.nextOn ? say.next(day(plan.nextOn)) : say.notPlanned}
    </Text>
  );
}

function Signed({ model: { name, live } }: Shown) {
  const { models: say } = useSay().screens;
  const { data } = useQuery(ask("models", "get", { params: { name } }));
  const version = data?.history.find(({ number }) => number === live);
  if (!version) return null;
  const missing = missingSides(version.signOffs);
  const last = version.signOffs
    .map(({ at }) => at)
    .toSorted()
    .at(-1);
  if (missing.length === 0 && last)
    return (
      <Text size="sm">
        <IconCheck size={14} aria-hidden /> {say.signedBoth} <Ago at={last} c="dimmed" size="xs" />
      </Text>
    );
  return (
    <Text size="sm" c="dimmed">
      {say.notSignedBy(missing.map((side) => say.sides[side]))}
    </Text>
  );
}
