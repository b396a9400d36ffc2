import { Alert, Button, Group, Text } from "@mantine/core";
import { IconAlertTriangle } from "@tabler/icons-react";
import { useSay } from "../say.tsx";
import { Problem } from "../ui/states.tsx";
import type { KeptDraft } from "./kept-draft.ts";
import type { SaveState } from "./save-state.ts";

/** What keeps a draft from being saved, and the ways out. */
export function SaveNotice(props: {
  readonly state: SaveState;
  readonly onTheirs: (theirs: KeptDraft) => void;
  readonly onMine: (theirs: KeptDraft) => void;
}) {
  const { state, onTheirs, onMine } = props;
  const { builder, shell } = useSay().screens;
  if (state.kind === "refused") return <Problem error={state.error} />;
  if (state.kind !== "conflict") return null;
  return (
    <Alert
      color="yellow"
      variant="light"
      icon={<IconAlertTriangle aria-hidden />}
      title={shell.changedElsewhere}
      role="alert"
    >
      <Text size="sm" mb="xs">
        {builder.conflictHint}
      </Text>
      <Group gap="xs">
        <Button size="xs" onClick={() => onTheirs(state.theirs)}>
          {shell.theirs}
        </Button>
        <Button size="xs" variant="default" onClick={() => onMine(state.theirs)}>
          {builder.keepMine}
        </Button>
      </Group>
    </Alert>
  );
}
