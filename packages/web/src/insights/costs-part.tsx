import { ActionIcon, Button, Group, Stack, Text } from "@mantine/core";
import { IconPencil, IconPlus, IconTrash } from "@tabler/icons-react";
import { useInfiniteQuery, useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { client } from "../api.ts";
import { useMe } from "../app/session.ts";
import { useSay } from "../say.tsx";
import { useTimes } from "../ui/figures.tsx";
import { Asked, Empty, Problem } from "../ui/states.tsx";
import { CostForm } from "./cost-form.tsx";
import { useKpiWords } from "./kpi-words.ts";
import { type Cost, refreshMoney } from "./money.ts";
import { MoneyFile } from "./money-file.tsx";

const PAGE = 50;
const COLUMNS = "source, medium, campaign, from, until, amount, currency, note";

/** What channels cost, to be read, entered, mended, removed and imported. */
export function CostsPart() {
  const { insights, shell } = useSay().screens;
  const { money: say } = insights.kpis;
  const { can } = useMe();
  const [form, setForm] = useState<"new" | Cost>();
  const query = useInfiniteQuery({
    queryKey: ["costs", "list"],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam, signal }) => client.costs.list({ query: { limit: PAGE, cursor: pageParam } }, { signal }),
    getNextPageParam: ({ next }) => next ?? undefined,
  });
  const items = query.data?.pages.flatMap((page) => page.items) ?? [];
  const mayChange = can("write");
  return (
    <Stack gap="md">
      <Text size="sm" c="dimmed">
        {mayChange ? say.costsHint : say.mayNotChange}
      </Text>
      {mayChange &&
        (form ? (
          <CostForm
            key={form === "new" ? "new" : form.id}
            cost={form === "new" ? undefined : form}
            onDone={() => setForm(undefined)}
          />
        ) : (
          <Group>
            <Button size="xs" leftSection={<IconPlus size={14} aria-hidden />} onClick={() => setForm("new")}>
              {say.add}
            </Button>
          </Group>
        ))}
      {mayChange && (
        <MoneyFile
          title={say.fileCosts}
          hint={say.fileCostsHint(COLUMNS)}
          onFile={(body) => client.costs.import({ body })}
        />
      )}
      <Asked query={query}>
        {() =>
          items.length === 0 ? (
            <Empty title={say.noCosts} hint={say.noCostsHint} />
          ) : (
            <Stack gap={0} component="ul" p={0} m={0} className="insights-journeys">
              {items.map((cost) => (
                <CostLine key={cost.id} cost={cost} mayChange={mayChange} onEdit={() => setForm(cost)} />
              ))}
            </Stack>
          )
        }
      </Asked>
      {query.hasNextPage && (
        <Button variant="default" loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
          {shell.more}
        </Button>
      )}
    </Stack>
  );
}

function CostLine(props: { readonly cost: Cost; readonly mayChange: boolean; readonly onEdit: () => void }) {
  const { cost, mayChange, onEdit } = props;
  const { money: say } = useSay().screens.insights.kpis;
  const { day } = useTimes();
  const words = useKpiWords(cost.currency);
  const queries = useQueryClient();
  const dropping = useMutation({
    mutationFn: () => client.costs.drop({ params: { id: cost.id } }),
    onSuccess: () => refreshMoney(queries),
  });
  const { source, medium, campaign, note } = cost;
  return (
    <Stack component="li" gap={4} py="xs" className="insights-card">
      <Group justify="space-between" wrap="nowrap">
        <Stack gap={0} miw={0}>
          <Text size="sm" fw={600} truncate>
            {[source, medium, campaign].filter((part) => part !== null).join(" · ")}
          </Text>
          <Text size="xs" c="dimmed">
            {say.span(day(cost.from), day(cost.until))}
            {note !== "" && ` · ${note}`}
          </Text>
        </Stack>
        <Group gap={4} wrap="nowrap">
          <Text size="sm" fw={600}>
            {words.value(cost.amount, "money")}
          </Text>
          {mayChange && (
            <>
              <ActionIcon variant="subtle" color="gray" aria-label={say.change(source)} onClick={onEdit}>
                <IconPencil size={16} aria-hidden />
              </ActionIcon>
              <ActionIcon
                variant="subtle"
                color="red"
                aria-label={say.drop(source)}
                loading={dropping.isPending}
                onClick={() => dropping.mutate()}
              >
                <IconTrash size={16} aria-hidden />
              </ActionIcon>
            </>
          )}
        </Group>
      </Group>
      <Problem error={dropping.error} />
    </Stack>
  );
}
