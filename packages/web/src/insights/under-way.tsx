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
  return (
    <Stack gap="sm" maw={560} py="xl" mx="auto" w="100%">
      <Text fw={600} ta="center">
        {say.states[state]}
      </Text>
      <Progress
        value={isCounted ? (done / total) * 100 : 100}
        striped={!isCounted}
        animated={!isCounted}
        aria-label={say.states[state]}
      />
      <Group justify="space-between">
        <Text size="sm" c="dimmed" role="status">
          {isCounted ? say.progress(done, total) : say.progressUnknown}
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
