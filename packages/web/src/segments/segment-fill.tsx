import { Alert, Button, Card, FileButton, Group, List, Stack, Text } from "@mantine/core";
import { IconCircleCheck, IconFileUpload } from "@tabler/icons-react";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type DragEvent, useState } from "react";
import { type Answered, client } from "../api.ts";
import { useSay } from "../say.tsx";
import { Problem } from "../ui/states.tsx";

const SHOWN = 20;

/** Puts on a fixed segment whom a CSV file names. */
export function SegmentFill({ id }: { readonly id: string }) {
  const { segments: say } = useSay().screens;
  const queries = useQueryClient();
  const [isOver, setIsOver] = useState(false);
  const filling = useMutation({
    mutationFn: async (file: File) => client.segments.import({ params: { id }, body: await file.text() }),
    onSuccess: () => queries.invalidateQueries({ queryKey: ["segments"] }),
  });
  const take = (file: File | null | undefined) => file && filling.mutate(file);
  return (
    <Stack gap="xs">
      <Card
        className="segments-drop"
        data-over={isOver || undefined}
        onDragOver={(event: DragEvent) => {
          event.preventDefault();
          setIsOver(true);
        }}
        onDragLeave={() => setIsOver(false)}
        onDrop={(event: DragEvent) => {
          event.preventDefault();
          setIsOver(false);
          take(event.dataTransfer.files[0]);
        }}
      >
        <Group justify="space-between">
          <Group gap="sm" wrap="nowrap" miw={0} flex={1}>
            <IconFileUpload size={28} stroke={1.4} aria-hidden />
            <Stack gap={0}>
              <Text size="sm" fw={600}>
                {say.drop}
              </Text>
              <Text size="xs" c="dimmed">
                {say.dropHint}
              </Text>
            </Stack>
          </Group>
          <FileButton onChange={take} accept=".csv,.txt,text/csv,text/plain">
            {(props) => (
              <Button {...props} loading={filling.isPending}>
                {say.choose}
              </Button>
            )}
          </FileButton>
        </Group>
      </Card>
      <Problem error={filling.error} />
      {filling.data && <Filled report={filling.data} />}
    </Stack>
  );
}

function Filled({ report }: { readonly report: Answered<"segments", "import"> }) {
  const { segments: say } = useSay().screens;
  const { put, already, missingCount, missing } = report;
  return (
    <Alert
      color={missingCount > 0 ? "yellow" : "teal"}
      variant="light"
      icon={<IconCircleCheck />}
      role="status"
      title={say.imported(put, already)}
    >
      {missingCount > 0 && (
        <>
          <Text size="sm">{say.missing(missingCount)}</Text>
          <List size="sm">
            {missing.slice(0, SHOWN).map(({ line, value }) => (
              <List.Item key={line}>{say.missingLine(line, value)}</List.Item>
            ))}
          </List>
        </>
      )}
    </Alert>
  );
}
