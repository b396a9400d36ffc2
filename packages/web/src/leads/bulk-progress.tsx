import { Button, CloseButton, Group, Paper, Progress, Text } from "@mantine/core";
import { ApiError } from "@plumbline/api";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { type Answered, ask, client } from "../api.ts";
import { useMe } from "../app/session.ts";
import { useRemembered } from "../remembered.ts";
import { useFirstSay } from "../say.tsx";
import { Problem } from "../ui/states.tsx";
import { lastBulk } from "./bulk.ts";

type Bulk = Answered<"bulks", "get">;

const OFTEN = 1000;
const isRunning = ({ state }: Bulk) => state === "gathering" || state === "running";

/** How far the work that was started last has come, and what became of it. */
export function BulkProgress() {
  const id = useRemembered(lastBulk);
  const queries = useQueryClient();
  const { data, error } = useQuery({
    ...ask("bulks", "get", { params: { id } }),
    enabled: id !== "",
    refetchInterval: ({ state: { data } }) => (data && isRunning(data) ? OFTEN : false),
  });
  const isOver = data !== undefined && !isRunning(data);
  useEffect(() => {
    if (!isOver) return;
    void queries.invalidateQueries({ queryKey: ["leads"] });
    void queries.invalidateQueries({ queryKey: ["tags"] });
  }, [isOver, queries]);
  const isGone = error instanceof ApiError;
  useEffect(() => {
    // It was of another workspace, or has been cleared away.
    if (isGone) lastBulk.set("");
  }, [isGone]);
  return data && id !== "" ? <Work bulk={data} /> : null;
}

function Work({ bulk }: { readonly bulk: Bulk }) {
  const { leads: say, shell } = useFirstSay().screens;
  const me = useMe();
  const queries = useQueryClient();
  const stopping = useMutation({
    mutationFn: () => client.bulks.stop({ params: { id: bulk.id } }),
    onSettled: () => queries.invalidateQueries({ queryKey: ["bulks"] }),
  });
  const { done, total } = bulk;
  return (
    <Paper withBorder px="sm" py={6} role="status">
      <Group gap="sm">
        <Text size="sm" fw={600}>
          {say.bulk.doing[bulk.action.kind]}
        </Text>
        <Text size="sm" c={bulk.state === "failed" ? "red.8" : "dimmed"}>
          <Standing bulk={bulk} />
        </Text>
        {isRunning(bulk) && (
          <Progress
            flex={1}
            miw={120}
            value={total === null ? 100 : (100 * done) / Math.max(total, 1)}
            animated
            aria-label={say.bulk.doing[bulk.action.kind]}
          />
        )}
        {isRunning(bulk) && me.can("sell") && (
          <Button size="compact-xs" variant="default" loading={stopping.isPending} onClick={() => stopping.mutate()}>
            {say.bulk.stop}
          </Button>
        )}
        {!isRunning(bulk) && (
          <CloseButton ms="auto" size="sm" aria-label={shell.close} onClick={() => lastBulk.set("")} />
        )}
      </Group>
      <Problem error={stopping.error} />
    </Paper>
  );
}

function Standing({ bulk: { state, done, total, changed } }: { readonly bulk: Bulk }) {
  const { bulk: say } = useFirstSay().screens.leads;
  if (state === "gathering") return say.gathering;
  if (state === "running") return say.progress(done, total ?? done);
  if (state === "stopped") return say.stopped(done);
  return state === "failed" ? say.failed : say.done(done, changed);
}
