import { Badge, Button, Card, Group, Progress, Stack, Text, Title } from "@mantine/core";
import {
  IconAlertTriangle,
  IconCircleCheck,
  IconClock,
  IconLoader2,
  IconPlayerPause,
  IconPlayerPlay,
} from "@tabler/icons-react";
import { useInfiniteQuery, useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { client } from "../api.ts";
import { useMe } from "../app/session.ts";
import { useSay } from "../say.tsx";
import { Ago } from "../ui/figures.tsx";
import { Failed, Problem, Rows } from "../ui/states.tsx";
import type { Import } from "./import.ts";
import { sayIfFileProblem } from "./import-problem.ts";
import { ImportReport } from "./import-report.tsx";

const OFTEN = 1500;
const STATES = {
  waiting: { icon: IconClock, color: "gray" },
  running: { icon: IconLoader2, color: "blue" },
  paused: { icon: IconPlayerPause, color: "yellow" },
  done: { icon: IconCircleCheck, color: "teal" },
  failed: { icon: IconAlertTriangle, color: "red" },
} as const;

/** All imports, the newest first; those under way move by themselves. */
export function ImportList() {
  const { shell, sources } = useSay().screens;
  const { imports } = sources;
  const all = useInfiniteQuery({
    queryKey: ["imports", "list"],
    queryFn: ({ pageParam, signal }) =>
      client.imports.list({ query: { limit: 20, ...(pageParam !== null && { cursor: pageParam }) } }, { signal }),
    initialPageParam: null as string | null,
    getNextPageParam: ({ next }) => next,
    refetchInterval: ({ state }) => (state.data?.pages.some(({ items }) => items.some(isUnderWay)) ? OFTEN : false),
  });
  if (all.isError && !all.data) return <Failed error={all.error} reset={() => void all.refetch()} />;
  const items = all.data?.pages.flatMap((page) => page.items);
  return (
    <section aria-label={imports.list}>
      <Title order={2} size="h5" mb="xs">
        {imports.list}
      </Title>
      {items === undefined ? (
        <Rows count={3} />
      ) : (
        <Stack gap="sm">
          {items.length === 0 && (
            <Text size="sm" c="dimmed">
              {imports.empty}
            </Text>
          )}
          {items.map((one) => (
            <ImportCard key={one.id} one={one} />
          ))}
          {all.hasNextPage && (
            <Button variant="subtle" loading={all.isFetchingNextPage} onClick={() => void all.fetchNextPage()}>
              {shell.more}
            </Button>
          )}
        </Stack>
      )}
    </section>
  );
}

function isUnderWay({ state }: Import): boolean {
  return state === "waiting" || state === "running";
}

function ImportCard({ one }: { readonly one: Import }) {
  const say = useSay();
  const { imports } = say.screens.sources;
  const [isOpen, setIsOpen] = useState(false);
  const { icon: StateIcon, color } = STATES[one.state];
  const share = one.bytesTotal ? one.bytesDone / one.bytesTotal : 0;
  const problem = sayIfFileProblem(say, one.problem);
  return (
    <Card withBorder padding="sm" component="article" aria-label={one.fileName}>
      <Stack gap={6}>
        <Group justify="space-between" gap="xs">
          <div>
            <Text size="sm" fw={600}>
              {one.fileName}
            </Text>
            <Text size="xs" c="dimmed">
              {imports.kinds[one.kind]} · {imports.records(one.recordsDone)} · <Ago at={one.createdAt} />
            </Text>
          </div>
          <Group gap="xs">
            <Badge variant="light" tt="none" color={color} leftSection={<StateIcon size={13} aria-hidden />}>
              {imports.states[one.state]}
            </Badge>
            <Steering one={one} />
            {one.recordsDone > 0 && (
              <Button size="compact-sm" variant="subtle" onClick={() => setIsOpen(true)}>
                {imports.report}
              </Button>
            )}
          </Group>
        </Group>
        {one.state !== "done" && (
          <Progress value={share * 100} color={color} animated={one.state === "running"} aria-label={one.fileName} />
        )}
        {problem && (
          <Text size="sm" c="red">
            {problem}
          </Text>
        )}
      </Stack>
      {isOpen && <ImportReport one={one} onClose={() => setIsOpen(false)} />}
    </Card>
  );
}

/** Pausing what is under way, and going on. */
function Steering({ one }: { readonly one: Import }) {
  const { imports } = useSay().screens.sources;
  const { can } = useMe();
  const queries = useQueryClient();
  const params = { id: one.id };
  const steer = useMutation({
    mutationFn: (verb: "pause" | "resume") => client.imports[verb]({ params }),
    onSettled: () => queries.invalidateQueries({ queryKey: ["imports"] }),
  });
  if (!can("write") || one.state === "done") return null;
  const isGoing = isUnderWay(one);
  return (
    <>
      <Button
        size="compact-sm"
        variant="default"
        loading={steer.isPending}
        leftSection={isGoing ? <IconPlayerPause size={14} aria-hidden /> : <IconPlayerPlay size={14} aria-hidden />}
        onClick={() => steer.mutate(isGoing ? "pause" : "resume")}
      >
        {isGoing ? imports.pause : one.state === "failed" ? imports.tryAgain : imports.resume}
      </Button>
      <Problem error={steer.error} />
    </>
  );
}
