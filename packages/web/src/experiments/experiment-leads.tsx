import { Button, Group, NativeSelect, Stack, Table, Text } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useState } from "react";
import { type Answered, client } from "../api.ts";
import { Section } from "../insights/section.tsx";
import { useSay } from "../say.tsx";
import { Points, useTimes } from "../ui/figures.tsx";
import { LinkText } from "../ui/links.tsx";
import { Failed, Rows } from "../ui/states.tsx";
import { type Counted, countsOf } from "./counts.ts";
import type { Experiment } from "./experiment.ts";

type Enrolled = Answered<"experiments", "leads">["items"][number];

/** The leads behind the figures of an experiment, arm by arm. */
export function ExperimentLeads({ experiment }: { readonly experiment: Experiment }) {
  const { experiments: say, shell } = useSay().screens;
  const { id, arms, guards, mode } = experiment;
  const [arm, setArm] = useState("");
  const counts = countsOf(guards.map(({ name }) => name));
  const [at, setAt] = useState(0);
  const counted: Counted = counts[at] ?? { figure: "enrolled" };
  const query = useInfiniteQuery({
    queryKey: ["experiments", "leads", id, arm, counted],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam, signal }) =>
      client.experiments.leads(
        {
          params: { id },
          query: {
            ...counted,
            ...(arm !== "" && { arm }),
            ...(pageParam !== undefined && { cursor: pageParam }),
          },
        },
        { signal },
      ),
    getNextPageParam: ({ next }) => next ?? undefined,
  });
  const items = query.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <Section title={say.leads} hint={say.leadsHint}>
      <Group align="flex-end" gap="sm">
        {mode === "live" && (
          <NativeSelect
            label={say.arm}
            value={arm}
            data={[{ value: "", label: say.allArms }, ...arms.map(({ name }) => ({ value: name, label: name }))]}
            onChange={({ currentTarget }) => setArm(currentTarget.value)}
          />
        )}
        <NativeSelect
          label={say.counted}
          value={String(at)}
          data={counts.map((one, place) => ({
            value: String(place),
            label: one.figure === "guard" ? one.guard : say.figures[one.figure],
          }))}
          onChange={({ currentTarget }) => setAt(Number(currentTarget.value))}
        />
      </Group>
      {query.isError && <Failed error={query.error} reset={() => void query.refetch()} />}
      {query.isPending && <Rows count={3} />}
      {query.data && items.length === 0 && (
        <Text size="sm" c="dimmed" role="status">
          {say.noLeads}
        </Text>
      )}
      {items.length > 0 && <Enrolled items={items} experiment={experiment} />}
      {query.hasNextPage && (
        <Stack align="flex-start">
          <Button variant="default" loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
            {shell.more}
          </Button>
        </Stack>
      )}
    </Section>
  );
}

function Enrolled({ items, experiment }: { readonly items: readonly Enrolled[]; readonly experiment: Experiment }) {
  const { experiments: say, insights } = useSay().screens;
  const { instant } = useTimes();
  const { arms, mode } = experiment;
  return (
    <Table.ScrollContainer minWidth={560}>
      <Table aria-label={say.leads} verticalSpacing={6}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{insights.kpis.lead}</Table.Th>
            {mode === "live" && <Table.Th>{say.arm}</Table.Th>}
            <Table.Th ta="right">{say.enrolledAt}</Table.Th>
            <Table.Th ta="right">{say.convertedAt}</Table.Th>
            {mode === "shadow" &&
              arms.map(({ name }) => (
                <Table.Th key={name} ta="right">
                  {name}
                </Table.Th>
              ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {items.map(({ id, name, arm, enrolledAt, convertedAt, totals }) => (
            <Table.Tr key={id}>
              <Table.Td>
                <LinkText to="/leads/$id" params={{ id }} size="sm">
                  {name ?? insights.kpis.anonymous}
                </LinkText>
              </Table.Td>
              {mode === "live" && <Table.Td>{arm}</Table.Td>}
              <Table.Td ta="right">{instant(enrolledAt)}</Table.Td>
              <Table.Td ta="right">{convertedAt === null ? "–" : instant(convertedAt)}</Table.Td>
              {mode === "shadow" &&
                arms.map((one, at) => (
                  <Table.Td key={one.name} ta="right">
                    <Points points={totals[at] ?? null} />
                  </Table.Td>
                ))}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}
