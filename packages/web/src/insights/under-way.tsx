import { Button, Group, Progress, Stack, Text } from "@mantine/core";
import { IconPlayerStop } from "@tabler/icons-react";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { client } from "../api.ts";
import { useMe } from "../app/session.ts";
import { useSay } from "../say.tsx";
import { Problem } from "../ui/states.tsx";
import type { Study } from "./study.ts";

/** How far a study is, and a way to stop it. */
export function UnderWay({ study }: { readonly study: Pick<Study, "id" | "state" | "done" | "total"> }) {
  const { insights: say } = useSay().screens;
  const { can } = useMe();
  const queries = useQueryClient();
  const stopping = useMutation({
    mutationFn: () => client.studies.stop({ params: { id: study.id } }),
    onSettled: () => queries.invalidateQueries({ queryKey: ["studies"] }),
  });
  const { state, done, total } = study;
  const isCounted = total !== null && total > 0;
  // After the last lead comes what takes as long again, and nobody knows how long.
  const isRead = isCounted && done >= total;
  const isMeasured = isCounted && !isRead;
  return (
    <Stack gap="sm" maw={560} py="xl" mx="auto" w="100%">
      <Text fw={600} ta="center">
        {say.states[state]}
      </Text>
      <Progress
        value={isMeasured ? (done / total) * 100 : 100}
        striped={!isMeasured}
        animated={!isMeasured}
        aria-label={say.states[state]}
      />
      <Group justify="space-between">
        <Text size="sm" c="dimmed" role="status">
          {isRead && say.progressRead(total)}
          {isMeasured && say.progress(done, total)}
          {!isCounted && say.progressUnknown}
        </Text>
        {can("draft") && (
          <Button
            size="xs"
            variant="default"
            loading={stopping.isPending}
            leftSection={<IconPlayerStop size={14} aria-hidden />}
            onClick={() => stopping.mutate()}
          >
            {say.stop}
          </Button>
        )}
      </Group>
      <Problem error={stopping.error} />
    </Stack>
  );
}
