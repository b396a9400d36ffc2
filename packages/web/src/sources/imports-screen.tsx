import { Button, Card, FileButton, Group, Stack, Text } from "@mantine/core";
import { IconFileUpload } from "@tabler/icons-react";
import { type DragEvent, useState } from "react";
import { useMe } from "../app/session.ts";
import { useSay } from "../say.tsx";
import { Screen } from "../ui/screen.tsx";
import { ImportForm } from "./import-form.tsx";
import { ImportList } from "./import-list.tsx";
import "./imports.css";

const TYPES = ".csv,.tsv,.txt,.json,.ndjson,.jsonl,.gz";

/** Files in: choose one, see what becomes of its columns, and follow how it is read. */
export function ImportsScreen() {
  const { imports } = useSay().screens.sources;
  const { can } = useMe();
  const [file, setFile] = useState<File | null>(null);
  return (
    <Screen title={imports.title} about={imports.about}>
      {can("write") &&
        (file ? (
          <ImportForm
            key={`${file.name} ${file.size} ${file.lastModified}`}
            file={file}
            onClose={() => setFile(null)}
          />
        ) : (
          <DropPlace onFile={setFile} />
        ))}
      <ImportList />
    </Screen>
  );
}

function DropPlace({ onFile }: { readonly onFile: (file: File | null) => void }) {
  const { imports } = useSay().screens.sources;
  const [isOver, setIsOver] = useState(false);
  const take = (event: DragEvent) => {
    event.preventDefault();
    setIsOver(false);
    const file = event.dataTransfer.files[0];
    if (file) onFile(file);
  };
  return (
    <Card
      padding="xl"
      className="drop"
      data-over={isOver || undefined}
      onDragOver={(event: DragEvent) => {
        event.preventDefault();
        setIsOver(true);
      }}
      onDragLeave={() => setIsOver(false)}
      onDrop={take}
    >
      <Stack align="center" gap="xs">
        <IconFileUpload size={36} stroke={1.4} aria-hidden />
        <Text fw={600} ta="center">
          {imports.drop}
        </Text>
        <Text size="sm" c="dimmed" ta="center">
          {imports.dropHint}
        </Text>
        <Group mt="xs">
          <FileButton onChange={onFile} accept={TYPES}>
            {(props) => <Button {...props}>{imports.choose}</Button>}
          </FileButton>
        </Group>
      </Stack>
    </Card>
  );
}
