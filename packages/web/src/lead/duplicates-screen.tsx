import { Button, Card, SimpleGrid, Stack } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { client } from "../api.ts";
import { useSay } from "../say.tsx";
import { Screen } from "../ui/screen.tsx";
import { Empty, Failed, Rows } from "../ui/states.tsx";
import { useUntilFound } from "../ui/use-until-found.ts";
import { DuplicatePair } from "./duplicate-pair.tsx";
import "./lead.css";

const PAGE = 50;

/** All pairs of leads that are likely one person. */
export function DuplicatesScreen() {
  const { lead, shell } = useSay().screens;
  const { duplicates: say } = lead;
  const query = useInfiniteQuery({
    queryKey: ["duplicates", "all"],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam, signal }) =>
      client.duplicates.list({ query: { limit: PAGE, cursor: pageParam } }, { signal }),
    getNextPageParam: ({ next }) => next ?? undefined,
  });
  const pairs = query.data?.pages.flatMap(({ items }) => items) ?? [];
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = query;
  const isLooking = useUntilFound(query, pairs.length);
  return (
    <Screen title={shell.titles.duplicates} about={say.about}>
      {query.isError && pairs.length === 0 ? (
        <Failed error={query.error} reset={() => void query.refetch()} />
      ) : query.isPending || isLooking ? (
        <Rows />
      ) : pairs.length === 0 ? (
        <Empty title={say.none} hint={say.noneHint} />
      ) : (
        <Stack align="flex-start">
          <SimpleGrid component="section" aria-label={say.title} cols={{ base: 1, md: 2, xl: 3 }} w="100%">
            {pairs.map((pair) => (
              <Card key={`${pair.one.id} ${pair.other.id}`} component="article" withBorder padding="sm">
                <DuplicatePair pair={pair} />
              </Card>
            ))}
          </SimpleGrid>
          {hasNextPage && (
            <Button variant="default" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
              {say.more}
            </Button>
          )}
        </Stack>
      )}
    </Screen>
  );
}
