import { ActionIcon, Group, Text, Tooltip } from "@mantine/core";
import {
  IconAlertTriangle,
  IconArrowBackUp,
  IconArrowForwardUp,
  IconCheck,
  IconCloudOff,
  IconPencil,
  IconRefresh,
} from "@tabler/icons-react";
import { useSay } from "../say.tsx";
import { LinkButton } from "../ui/links.tsx";
import type { KeptDraft } from "./kept-draft.ts";
import type { SaveState } from "./save-state.ts";

/** Undoing, whether it is saved, and the way to publishing. */
export function Tools(props: {
  readonly name: string;
  readonly state: SaveState;
  readonly base: KeptDraft;
  readonly canDraft: boolean;
  readonly onUndo?: () => void;
  readonly onRedo?: () => void;
}) {
  const { name, state, base, canDraft, onUndo, onRedo } = props;
  const { builder } = useSay().screens;
  return (
    <>
      {canDraft && (
        <Group gap={4}>
          <Tool label={builder.undo} onClick={onUndo} icon={<IconArrowBackUp size={18} />} />
          <Tool label={builder.redo} onClick={onRedo} icon={<IconArrowForwardUp size={18} />} />
        </Group>
      )}
      {canDraft && <Saved state={state} version={base.version} />}
      <LinkButton to="/models/$name" params={{ name }} search={canDraft ? { tab: "draft" } : {}}>
        {canDraft ? builder.publish : builder.back}
      </LinkButton>
    </>
  );
}

function Tool(props: {
  readonly label: string;
  readonly onClick: (() => void) | undefined;
  readonly icon: React.ReactNode;
}) {
  const { label, onClick, icon } = props;
  return (
    <Tooltip label={label}>
      <ActionIcon
        variant="subtle"
        color="gray"
        size="lg"
        aria-label={label}
        aria-disabled={onClick === undefined}
        data-disabled={onClick === undefined}
        onClick={() => onClick?.()}
      >
        {icon}
      </ActionIcon>
    </Tooltip>
  );
}

const ICONS = {
  saved: IconCheck,
  saving: IconRefresh,
  waiting: IconPencil,
  offline: IconCloudOff,
  conflict: IconAlertTriangle,
  refused: IconAlertTriangle,
};

function Saved({ state, version }: { readonly state: SaveState; readonly version: number | undefined }) {
  const { builder } = useSay().screens;
  const Icon = ICONS[state.kind];
  const isUnchanged = state.kind === "saved" && version !== undefined;
  return (
    <Group gap={6} wrap="nowrap" role="status">
      <Icon size={16} aria-hidden />
      <Text size="sm" c="dimmed">
        {isUnchanged ? builder.asVersion(version) : builder.states[state.kind]}
      </Text>
    </Group>
  );
}
