import { Alert, Badge, Button, Card, Group, Progress, Stack, Text, Title } from "@mantine/core";
import { IconAlertTriangle, IconCircleCheck, IconClock, IconLoader2, IconPlayerPause } from "@tabler/icons-react";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useState } from "react";
import { client } from "../api.ts";
import { useSay } from "../say.tsx";
import { Ago } from "../ui/figures.tsx";
import { Failed, Rows } from "../ui/states.tsx";
import { type Import, isUnderWay, readReport, settlesUntil } from "./import.ts";
import { sayIfFileProblem } from "./import-problem.ts";
import { ImportReport } from "./import-report.tsx";
import { ImportSteering } from "./import-steering.tsx";
import { useHowFar } from "./use-how-far.ts";

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
  const [stopped, setStopped] = useState<Import>();
  const all = useInfiniteQuery({
    queryKey: ["imports", "list"],
    queryFn: ({ pageParam, signal }) =>
      client.imports.list({ query: { limit: 20, ...(pageParam !== null && { cursor: pageParam }) } }, { signal }),
    initialPageParam: null as string | null,
    getNextPageParam: ({ next }) => next,
    refetchInterval: ({ state }) => (state.data?.pages.some(({ items }) => items.some(mayMove)) ? OFTEN : false),
  });
  if (all.isError && !all.data) return <Failed error={all.error} reset={() => void all.refetch()} />;
  const items = all.data?.pages.flatMap((page) => page.items);
  return (
    <section aria-label={imports.list}>
      <Title order={2} size="h5" mb="xs">
        {imports.list}
      </Title>
      <div role="status">
        {stopped && (
          <Alert
            mb="sm"
            icon={<IconCircleCheck aria-hidden />}
            withCloseButton
            closeButtonLabel={shell.close}
            onClose={() => setStopped(undefined)}
          >
            {imports.stopped(stopped.fileName, readReport(stopped.report).stored)}
          </Alert>
        )}
      </div>
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
            <ImportCard key={one.id} one={one} onStopped={setStopped} />
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

/** What was being stored when somebody wanted it to rest still comes. */
const mayMove = (one: Import) => isUnderWay(one) || Date.now() < settlesUntil(one);

function ImportCard(props: { readonly one: Import; readonly onStopped: (one: Import) => void }) {
  const { one, onStopped } = props;
  const say = useSay();
  const { imports } = say.screens.sources;
  const [isOpen, setIsOpen] = useState(false);
  const { icon: StateIcon, color } = STATES[one.state];
  const { share, said } = useHowFar(one);
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
            <ImportSteering one={one} onStopped={onStopped} />
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
        {(one.state === "paused" || one.state === "failed") && <Text size="sm">{said}</Text>}
      </Stack>
      {isOpen && <ImportReport one={one} onClose={() => setIsOpen(false)} />}
    </Card>
  );
}
