import { Button, Card, Group, ScrollArea, SegmentedControl, Stack, Text, ThemeIcon } from "@mantine/core";
import { IconArrowLeft, IconArrowRight } from "@tabler/icons-react";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useState } from "react";
import { client } from "../api.ts";
import { useSay } from "../say.tsx";
import { Ago } from "../ui/figures.tsx";
import { LinkText } from "../ui/links.tsx";
import { Failed, Rows } from "../ui/states.tsx";

const ALL = "all";
const PAGE = 50;
type Says = "entered" | "left";

/** Who entered and left, the newest first. */
export function SegmentChanges({ id }: { readonly id: string }) {
  const { segments: say } = useSay().screens;
  const [says, setSays] = useState<Says | typeof ALL>(ALL);
  const query = useInfiniteQuery({
    queryKey: ["segments", "changes", id, says],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam, signal }) =>
      client.segments.changes(
        { params: { id }, query: { limit: PAGE, cursor: pageParam, ...(says !== ALL && { says }) } },
        { signal },
      ),
    getNextPageParam: ({ next }) => next ?? undefined,
  });
  const changes = query.data?.pages.flatMap(({ items }) => items) ?? [];
  return (
    <Card withBorder padding="md" component="section" aria-label={say.enteredAndLeft}>
      <Stack gap="xs">
        <Group justify="space-between">
          <Text fw={600} size="sm">
            {say.enteredAndLeft}
          </Text>
          <SegmentedControl
            size="xs"
            aria-label={say.enteredAndLeft}
            value={says}
            onChange={(value) => setSays(value as Says | typeof ALL)}
            data={[
              { value: ALL, label: say.everyone },
              { value: "entered", label: say.entered },
              { value: "left", label: say.left },
            ]}
          />
        </Group>
        {query.isError && <Failed error={query.error} reset={() => void query.refetch()} />}
        {query.isPending && <Rows count={5} />}
        {query.data && changes.length === 0 && (
          <Text size="sm" c="dimmed">
            {say.noChanges}
          </Text>
        )}
        {changes.length > 0 && (
          <ScrollArea.Autosize mah={236} type="auto" viewportProps={{ tabIndex: 0, "aria-label": say.enteredAndLeft }}>
            <Stack gap={4} component="ul" m={0} p={0} pe="md">
              {changes.map((change) => (
                <Change key={change.id} change={change} />
              ))}
            </Stack>
            {query.hasNextPage && (
              <Button
                mt="xs"
                size="compact-xs"
                variant="subtle"
                loading={query.isFetchingNextPage}
                onClick={() => void query.fetchNextPage()}
              >
                {say.changesMore}
              </Button>
            )}
          </ScrollArea.Autosize>
        )}
      </Stack>
    </Card>
  );
}

function Change({
  change: { lead, name, says, at },
}: {
  readonly change: { readonly lead: string; readonly name: string | null; readonly says: Says; readonly at: string };
}) {
  const { segments: say, leads } = useSay().screens;
  const hasEntered = says === "entered";
  return (
    <Group component="li" gap="xs" wrap="nowrap">
      <ThemeIcon size="sm" variant="light" color={hasEntered ? "teal" : "orange"} aria-hidden>
        {hasEntered ? <IconArrowRight size={13} /> : <IconArrowLeft size={13} />}
      </ThemeIcon>
      <LinkText to="/leads/$id" params={{ id: lead }} size="sm" truncate flex={1} miw={0}>
        {name ?? leads.unknown}
      </LinkText>
      <Text size="xs" c="dimmed">
        {hasEntered ? say.entered : say.left}
      </Text>
      <Ago at={at} size="xs" c="dimmed" />
    </Group>
  );
}
