import { Alert, Button, Card, FileButton, Group, List, Stack, Text } from "@mantine/core";
import { IconCircleCheck, IconFileUpload } from "@tabler/icons-react";
import { type DragEvent, useState } from "react";
import "./file-drop.css";

const CSV = ".csv,.txt,text/csv,text/plain";

/** A file is dropped here, or chosen. */
export function FileDrop(props: {
  readonly title: string;
  readonly hint: string;
  readonly choose: string;
  /** As of an input's `accept`; CSV if it is not said. */
  readonly types?: string;
  readonly isBusy?: boolean;
  readonly onFile: (file: File) => void;
}) {
  const { title, hint, choose, types = CSV, isBusy = false, onFile } = props;
  const [isOver, setIsOver] = useState(false);
  const take = (file: File | null | undefined) => file && onFile(file);
  return (
    <Card
      className="file-drop"
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
        <FileButton onChange={take} accept={types}>
          {(own) => (
            <Button {...own} loading={isBusy}>
              {choose}
            </Button>
          )}
        </FileButton>
      </Group>
    </Card>
  );
}

const SHOWN = 20;

/** What was taken from a file, and the first of its lines that were not. */
export function FileReport(props: {
  readonly taken: string;
  readonly refused: string;
  readonly lines: readonly { readonly line: number; readonly text: string }[];
}) {
  const { taken, refused, lines } = props;
  return (
    <Alert
      variant="light"
      color={lines.length > 0 ? "yellow" : "teal"}
      icon={<IconCircleCheck />}
      role="status"
      title={taken}
    >
      {lines.length > 0 && (
        <>
          <Text size="sm">{refused}</Text>
          <List size="sm">
            {lines.slice(0, SHOWN).map(({ line, text }) => (
              <List.Item key={`${line} ${text}`}>{text}</List.Item>
            ))}
          </List>
        </>
      )}
    </Alert>
  );
}
