import { Badge, Button, Group, Select, Stack, Table, Text, Title, UnstyledButton } from "@mantine/core";
import { IconAlertTriangle, IconCircleCheck, IconCircleMinus, IconClock } from "@tabler/icons-react";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useState } from "react";
import { client } from "../api.ts";
import { useSay } from "../say.tsx";
import { Ago } from "../ui/figures.tsx";
import { Failed, Rows } from "../ui/states.tsx";
import { DeliveryDetails } from "./delivery-details.tsx";
import type { Delivery, Endpoint } from "./endpoint.ts";

const EVERY = 5000;
const STATES = {
  waiting: { icon: IconClock, color: "blue" },
  delivered: { icon: IconCircleCheck, color: "teal" },
  failed: { icon: IconAlertTriangle, color: "red" },
  dropped: { icon: IconCircleMinus, color: "gray" },
} as const;

type State = keyof typeof STATES;

/** What was told to whom, the newest first, and whether it arrived. */
export function Deliveries({ endpoints }: { readonly endpoints: readonly Endpoint[] }) {
  const { webhooks } = useSay().screens;
  const [endpoint, setEndpoint] = useState<string | null>(null);
  const [state, setState] = useState<State | null>(null);
  const [open, setOpen] = useState<string>();
  const filter = { ...(endpoint !== null && { endpoint }), ...(state !== null && { state }) };
  const all = useInfiniteQuery({
    queryKey: ["deliveries", "list", filter],
    queryFn: ({ pageParam, signal }) =>
      client.deliveries.list({ query: { ...filter, ...(pageParam !== null && { cursor: pageParam }) } }, { signal }),
    initialPageParam: null as string | null,
    getNextPageParam: ({ next }) => next,
    refetchInterval: EVERY,
  });
  const items = all.data?.pages.flatMap((page) => page.items);
  const urlOf = (id: string) => endpoints.find((one) => one.id === id)?.url ?? id;
  return (
    <section aria-label={webhooks.deliveries}>
      <Group justify="space-between" mb="xs" gap="xs">
        <Title order={2} size="h5">
          {webhooks.deliveries}
        </Title>
        <Group gap="xs">
          <Select
            size="xs"
            aria-label={webhooks.endpoint}
            placeholder={webhooks.allEndpoints}
            clearable
            data={endpoints.map(({ id, url }) => ({ value: id, label: url }))}
            value={endpoint}
            onChange={setEndpoint}
          />
          <Select
            size="xs"
            aria-label={webhooks.state}
            placeholder={webhooks.allStates}
            clearable
            data={(Object.keys(STATES) as State[]).map((one) => ({ value: one, label: webhooks.states[one] }))}
            value={state}
            onChange={(value) => setState(value as State | null)}
          />
        </Group>
      </Group>
      {all.isError && !items && <Failed error={all.error} reset={() => void all.refetch()} />}
      {all.isPending && <Rows count={4} />}
      {items?.length === 0 && (
        <Text size="sm" c="dimmed" py="lg" ta="center">
          {endpoint === null && state === null ? webhooks.noDeliveries : webhooks.noneFit}
        </Text>
      )}
      {items && items.length > 0 && <DeliveryTable deliveries={items} urlOf={urlOf} onOpen={setOpen} />}
      {all.hasNextPage && (
        <Button variant="subtle" mt="xs" loading={all.isFetchingNextPage} onClick={() => void all.fetchNextPage()}>
          {webhooks.more}
        </Button>
      )}
      {open !== undefined && <DeliveryDetails id={open} urlOf={urlOf} onClose={() => setOpen(undefined)} />}
    </section>
  );
}

type TableProps = {
  readonly deliveries: readonly Delivery[];
  readonly urlOf: (id: string) => string;
  readonly onOpen: (id: string) => void;
};

function DeliveryTable({ deliveries, urlOf, onOpen }: TableProps) {
  const { webhooks } = useSay().screens;
  return (
    <>
      <Table highlightOnHover aria-label={webhooks.deliveries} visibleFrom="sm">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{webhooks.message}</Table.Th>
            <Table.Th>{webhooks.endpoint}</Table.Th>
            <Table.Th>{webhooks.state}</Table.Th>
            <Table.Th ta="right">{webhooks.attempts}</Table.Th>
            <Table.Th>{webhooks.answer}</Table.Th>
            <Table.Th>{webhooks.created}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {deliveries.map((one) => (
            <Table.Tr key={one.id}>
              <Table.Td>
                <Opener delivery={one} onOpen={onOpen} />
              </Table.Td>
              <Table.Td maw={280}>
                <Text size="sm" truncate>
                  {urlOf(one.endpoint)}
                </Text>
              </Table.Td>
              <Table.Td>
                <DeliveryState state={one.state} />
              </Table.Td>
              <Table.Td ta="right">{one.attempts}</Table.Td>
              <Table.Td>
                <Answer delivery={one} />
              </Table.Td>
              <Table.Td>
                <Ago at={one.createdAt} />
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      <Stack gap="xs" hiddenFrom="sm">
        {deliveries.map((one) => (
          <Stack key={one.id} gap={2} className="delivery">
            <Group justify="space-between" wrap="nowrap">
              <Opener delivery={one} onOpen={onOpen} />
              <DeliveryState state={one.state} />
            </Group>
            <Text size="xs" c="dimmed" truncate>
              {urlOf(one.endpoint)}
            </Text>
            <Text size="xs">
              <Ago at={one.createdAt} /> · {webhooks.attemptsMade(one.attempts)} · <Answer delivery={one} />
            </Text>
          </Stack>
        ))}
      </Stack>
    </>
  );
}

function Opener({ delivery, onOpen }: { readonly delivery: Delivery; readonly onOpen: (id: string) => void }) {
  const { webhooks } = useSay().screens;
  const labels: Readonly<Record<string, string>> = webhooks.announcements;
  return (
    <UnstyledButton onClick={() => onOpen(delivery.id)}>
      <Text size="sm" fw={600} c="var(--mantine-color-anchor)">
        {labels[delivery.type] ?? delivery.type}
      </Text>
    </UnstyledButton>
  );
}

function DeliveryState({ state }: { readonly state: State }) {
  const { webhooks } = useSay().screens;
  const { icon: StateIcon, color } = STATES[state];
  return (
    <Badge variant="light" tt="none" flex="none" color={color} leftSection={<StateIcon size={13} aria-hidden />}>
      {webhooks.states[state]}
    </Badge>
  );
}

function Answer({ delivery: { lastStatus, lastProblem } }: { readonly delivery: Delivery }) {
  const { screens, webhooks: words } = useSay();
  const { webhooks } = screens;
  const said = [
    lastStatus === null ? null : webhooks.answerStatus(lastStatus),
    lastProblem === null ? null : words.problems[lastProblem],
  ].filter((one) => one !== null);
  return (
    <Text component="span" inherit c={lastProblem === null ? "dimmed" : "red"}>
      {said.length === 0 ? webhooks.noAnswer : said.join(": ")}
    </Text>
  );
}
