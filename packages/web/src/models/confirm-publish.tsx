import { Button, Group, Progress, Stack, Text } from "@mantine/core";
import { useEffect } from "react";
import { useSay } from "../say.tsx";
import { Confirm } from "../ui/confirm.tsx";
import { Problem } from "../ui/states.tsx";
import type { WholeModel } from "./model.ts";
import { PreviewBands } from "./preview-bands.tsx";
import type { PreviewControl, PreviewResult } from "./use-preview.ts";

/** Asks before a draft is published, with who moves by it; what the preview has counted already is not counted again. */
export function ConfirmPublish(props: {
  readonly model: WholeModel;
  readonly text: string;
  readonly preview: PreviewControl;
  readonly isTold: boolean;
  readonly onConfirm: () => Promise<unknown>;
  readonly onClose: () => void;
}) {
  const { model, text, preview, isTold, onConfirm, onClose } = props;
  const { publish: say } = useSay().screens.models;
  const { state, start } = preview;
  const isCounted = state.kind === "done" && state.of === text;
  // biome-ignore lint/correctness/useExhaustiveDependencies: it is counted once, when the question is asked.
  useEffect(() => {
    if (!isCounted && state.kind !== "running") void start(text);
  }, []);
  return (
    <Confirm
      title={say.confirm(model.name)}
      hint={isTold ? say.tellings.announce : say.tellings.silent}
      act={say.act}
      isGrave={false}
      isDisabled={state.kind === "running" || state.kind === "idle"}
      size="lg"
      onConfirm={onConfirm}
      onClose={onClose}
    >
      <Stack gap="sm" aria-live="polite">
        {state.kind === "running" && <Counting preview={preview} done={state.done} total={state.total} />}
        {state.kind === "stopped" && (
          <Text size="sm" c="dimmed">
            {say.notCounted}
          </Text>
        )}
        {state.kind === "failed" && <Problem error={state.error} />}
        {isCounted && <Counted model={model} result={state.result} />}
      </Stack>
    </Confirm>
  );
}

function Counting({
  preview,
  done,
  total,
}: {
  readonly preview: PreviewControl;
  readonly done: number;
  readonly total: number;
}) {
  const { publish: say, preview: words } = useSay().screens.models;
  return (
    <Stack gap={4}>
      <Group justify="space-between" gap="xs">
        <Text size="sm">{say.counting}</Text>
        <Button size="compact-xs" variant="subtle" onClick={preview.cancel}>
          {words.cancel}
        </Button>
      </Group>
      <Progress value={total > 0 ? (done / total) * 100 : 0} aria-label={say.counting} animated />
      <Text size="xs" c="dimmed">
        {words.progress(done, total)}
      </Text>
    </Stack>
  );
}

function Counted({ model, result }: { readonly model: WholeModel; readonly result: PreviewResult }) {
  const { preview: say } = useSay().screens.models;
  const { changed, subjects } = result;
  return (
    <>
      <Text size="sm" fw={600}>
        {say.changed(changed, subjects, subjects === 0 ? 0 : changed / subjects)}
      </Text>
      <PreviewBands result={result} model={model} />
    </>
  );
}
