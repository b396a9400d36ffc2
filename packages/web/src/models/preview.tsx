import { Button, Group, Progress, Stack, Text } from "@mantine/core";
import { IconPlayerPlay, IconPlayerStop } from "@tabler/icons-react";
import { lazy, Suspense } from "react";
import { useSay } from "../say.tsx";
import { Problem, Rows } from "../ui/states.tsx";
import type { WholeModel } from "./model.ts";
import { Part } from "./part.tsx";
import type { PreviewControl, PreviewState } from "./use-preview.ts";
import type { TaggedDraft } from "./use-tagged-draft.ts";

const PreviewFound = lazy(async () => ({ default: (await import("./preview-found.tsx")).PreviewFound }));

/** What the draft would do to everyone, counted while one looks. */
export function Preview(props: {
  readonly model: WholeModel;
  readonly draft: TaggedDraft;
  readonly preview: PreviewControl;
}) {
  const { model, draft, preview } = props;
  const { preview: say } = useSay().screens.models;
  const { state, start, cancel } = preview;
  const isRunning = state.kind === "running";
  return (
    <Part
      title={say.title}
      hint={say.hint}
      actions={
        isRunning ? (
          <Button variant="default" leftSection={<IconPlayerStop size={16} aria-hidden />} onClick={cancel}>
            {say.cancel}
          </Button>
        ) : (
          <Button
            variant="light"
            leftSection={<IconPlayerPlay size={16} aria-hidden />}
            onClick={() => void start(draft.text)}
          >
            {state.kind === "done" ? say.again : say.start}
          </Button>
        )
      }
    >
      <How state={state} text={draft.text} />
      {state.kind === "done" && (
        <Suspense fallback={<Rows />}>
          <PreviewFound result={state.result} model={model} />
        </Suspense>
      )}
    </Part>
  );
}

function How({ state, text }: { readonly state: PreviewState; readonly text: string }) {
  const { preview: say } = useSay().screens.models;
  if (state.kind === "failed") return <Problem error={state.error} />;
  if (state.kind === "stopped")
    return (
      <Text size="sm" c="dimmed" role="status">
        {say.stopped}
      </Text>
    );
  if (state.kind === "done" && state.of !== text)
    return (
      <Text size="sm" c="orange.9" role="status">
        {say.outdated}
      </Text>
    );
  if (state.kind !== "running") return null;
  const { done, total } = state;
  return (
    <Stack gap={4}>
      <Progress value={total > 0 ? (done / total) * 100 : 0} aria-label={say.title} />
      <Group>
        <Text size="xs" c="dimmed" role="status">
          {say.progress(done, total)}
        </Text>
      </Group>
    </Stack>
  );
}
