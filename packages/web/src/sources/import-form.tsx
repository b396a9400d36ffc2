import { Alert, Button, Card, Group, Stack, Text } from "@mantine/core";
import { IconAlertTriangle, IconFile } from "@tabler/icons-react";
import { useState } from "react";
import { language } from "../language.ts";
import { useRemembered } from "../remembered.ts";
import { useSay } from "../say.tsx";
import { Rows } from "../ui/states.tsx";
import { EncodingChoice } from "./encoding-choice.tsx";
import { ImportMapping } from "./import-mapping.tsx";
import { sayIfFileProblem } from "./import-problem.ts";
import { type Encoding, likelyEncoding, WrongEncoding } from "./read-file.ts";
import { usePreview } from "./use-preview.ts";

/** A chosen file: what it holds, and what is to become of it. */
export function ImportForm({ file, onClose }: { readonly file: File; readonly onClose: () => void }) {
  const say = useSay();
  const { imports } = say.screens.sources;
  const { quote, number } = say.figures;
  const locale = useRemembered(language);
  const [chosen, setChosen] = useState<Encoding>();
  const read = usePreview(file, chosen, likelyEncoding(locale));
  return (
    <Card withBorder padding="md" component="section" aria-label={file.name}>
      <Stack>
        <Group justify="space-between">
          <Group gap="xs" wrap="nowrap">
            <IconFile size={20} stroke={1.6} aria-hidden />
            <Text fw={600}>{file.name}</Text>
            <Text size="sm" c="dimmed">
              {number(Math.max(1, Math.round(file.size / 1024)))} KB
            </Text>
          </Group>
          <Button size="compact-sm" variant="default" onClick={onClose}>
            {imports.another}
          </Button>
        </Group>
        {read.isPending && (
          <div role="status" aria-label={imports.reading}>
            <Rows count={4} />
          </div>
        )}
        {read.error && (
          <Alert color="red" icon={<IconAlertTriangle />} role="alert">
            <Stack gap="xs">
              {read.error instanceof WrongEncoding
                ? imports.wrongEncoding
                : (sayIfFileProblem(say, (read.error as { readonly problem?: unknown }).problem) ??
                  say.fileProblems["unreadable-file"]({ file: file.name, cause: read.error.name }))}
              {read.error instanceof WrongEncoding && (
                <EncodingChoice value={chosen ?? likelyEncoding(locale)} onChange={setChosen} />
              )}
            </Stack>
          </Alert>
        )}
        {read.data && (
          <ImportMapping
            key={`${quote(file.name)} ${read.data.encoding}`}
            file={file}
            preview={read.data.preview}
            encoding={read.data.encoding}
            onEncoding={setChosen}
            onDone={onClose}
          />
        )}
      </Stack>
    </Card>
  );
}
