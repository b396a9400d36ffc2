import { Alert, Button, Card, FileButton, Group, List, Stack, Text } from "@mantine/core";
import { IconCircleCheck, IconFileUpload } from "@tabler/icons-react";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type DragEvent, useState } from "react";
import type { Answered } from "../api.ts";
import { useSay } from "../say.tsx";
import { Problem } from "../ui/states.tsx";
import { refreshMoney } from "./money.ts";

type Taken = Answered<"costs", "import">;

const SHOWN = 20;

/** A CSV file is dropped here, or chosen; then it is told which lines were not taken, and why. */
export function MoneyFile(props: {
  readonly title: string;
  readonly hint: string;
  readonly onFile: (text: string) => Promise<Taken>;
}) {
  const { title, hint, onFile } = props;
  const { money: say } = useSay().screens.insights.kpis;
  const queries = useQueryClient();
  const [isOver, setIsOver] = useState(false);
  const taking = useMutation({
    mutationFn: async (file: File) => onFile(await file.text()),
    onSuccess: () => refreshMoney(queries),
  });
  const take = (file: File | null | undefined) => file && taking.mutate(file);
  return (
    <Stack gap="xs">
      <Card
        padding="sm"
        className="insights-drop"
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
                {title}
              </Text>
              <Text size="xs" c="dimmed">
                {hint}
              </Text>
            </Stack>
          </Group>
          <FileButton onChange={take} accept=".csv,.txt,text/csv,text/plain">
            {(own) => (
              <Button {...own} size="xs" variant="default" loading={taking.isPending}>
                {say.choose}
              </Button>
            )}
          </FileButton>
        </Group>
      </Card>
      <Problem error={taking.error} />
      {taking.data && <TakenLines taken={taking.data} />}
    </Stack>
  );
}

function TakenLines({ taken: found }: { readonly taken: Taken }) {
  const { money: say } = useSay().screens.insights.kpis;
  const { taken, known, refused, refusedCount } = found;
  return (
    <Alert
      variant="light"
      color={refusedCount > 0 ? "yellow" : "teal"}
      icon={<IconCircleCheck />}
      role="status"
      title={say.taken(taken, known)}
    >
      {refusedCount > 0 && (
        <>
          <Text size="sm">{say.refused(refusedCount)}</Text>
          <List size="sm">
            {refused.slice(0, SHOWN).map(({ line, code, column }) => (
              <List.Item key={`${line} ${column}`}>{say.line(line, say.codes[code], column)}</List.Item>
            ))}
          </List>
        </>
      )}
    </Alert>
  );
}
