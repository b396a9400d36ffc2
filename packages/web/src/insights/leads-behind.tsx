import { Button, Group, Stack, Text } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { type Answered, client } from "../api.ts";
import { useSay } from "../say.tsx";
import { Points, useTimes } from "../ui/figures.tsx";
import { LinkText } from "../ui/links.tsx";
import { SidePanel } from "../ui/side-panel.tsx";
import { Failed, Rows } from "../ui/states.tsx";
import { useCivilDay } from "../ui/use-civil-day.ts";
import type { KpisAsked } from "./insights-search.ts";
import type { Behind } from "./kpi.ts";

type Journey = Answered<"kpis", "leads">["items"][number];

/** Exactly the leads that a figure counts, and how far each has come. */
export function LeadsBehind(props: {
  readonly behind: Behind;
  readonly asked: KpisAsked;
  readonly onClose: () => void;
}) {
  const { behind, asked, onClose } = props;
  const { title, population, group, reason } = behind;
  const { insights, shell } = useSay().screens;
  const { kpis: say } = insights;
  const query = useInfiniteQuery({
    queryKey: ["kpis", "leads", asked, population, group, reason],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam, signal }) =>
      client.kpis.leads(
        {
          query: {
            ...{ ...asked, population },
            ...(group !== undefined && { group }),
            ...(reason !== undefined && { reason }),
            ...(pageParam !== undefined && { cursor: pageParam }),
          },
        },
        { signal },
      ),
    getNextPageParam: ({ next }) => next ?? undefined,
  });
  const [first] = query.data?.pages ?? [];
  const items = query.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <SidePanel title={title} onClose={onClose}>
      {first && (
        <Text size="sm" c="dimmed" role="status">
          {say.people(first.count, say.populations[population])}
        </Text>
      )}
      {query.isError && <Failed error={query.error} reset={() => void query.refetch()} />}
      {query.isPending && <Rows />}
      {first && items.length === 0 && <Text size="sm">{say.none}</Text>}
      <Stack gap={0} component="ul" p={0} m={0} className="insights-journeys">
        {items.map((journey) => (
          <JourneyLine key={journey.lead} journey={journey} />
        ))}
      </Stack>
      {query.hasNextPage && (
        <Button variant="default" loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
          {shell.more}
        </Button>
      )}
    </SidePanel>
  );
}

function JourneyLine({ journey }: { readonly journey: Journey }) {
  const { kpis: say } = useSay().screens.insights;
  const { day } = useTimes();
  const dayOf = useCivilDay();
  const { lead, name, email, createdAt, contactedAt, opportunityOn, wonOn, lostOn, lostReason, score } = journey;
  const steps = [
    say.firstSeen(day(dayOf(createdAt))),
    ...(contactedAt === null ? [] : [say.contacted(day(dayOf(contactedAt)))]),
    ...(opportunityOn === null ? [] : [say.opened(day(opportunityOn))]),
    ...(wonOn === null ? [] : [say.won(day(wonOn))]),
    ...(lostOn === null ? [] : [say.lost(day(lostOn))]),
    ...(lostReason === null ? [] : [lostReason]),
  ];
  return (
    <Group component="li" justify="space-between" wrap="nowrap" py="xs" className="insights-card">
      <Stack gap={0} miw={0}>
        <LinkText to="/leads/$id" params={{ id: lead }} size="sm" fw={600} truncate>
          {name ?? email ?? say.anonymous}
        </LinkText>
        {name !== null && email !== null && (
          <Text size="xs" c="dimmed" truncate>
            {email}
          </Text>
        )}
        <Text size="xs">{steps.join(" · ")}</Text>
      </Stack>
      <Points points={score} size="sm" fw={600} />
    </Group>
  );
}
