import { ActionIcon, Card, Collapse, Group, Menu, Stack, Text, UnstyledButton } from "@mantine/core";
import {
  IconArrowDown,
  IconArrowUp,
  IconChevronDown,
  IconChevronRight,
  IconCopy,
  IconDots,
  IconTrash,
} from "@tabler/icons-react";
import type { KeyboardEvent, ReactNode } from "react";
import { Emphasised } from "../condition/condition-text.tsx";
import { useSay } from "../say.tsx";
import { useBuilding } from "./building.ts";
import type { Path } from "./edit.ts";
import { PartProblems } from "./part-problems.tsx";

/** What can be done with a part; what is left out cannot be done. */
export type Acts = {
  readonly onUp?: (() => void) | undefined;
  readonly onDown?: (() => void) | undefined;
  readonly onDuplicate?: (() => void) | undefined;
  readonly onRemove?: (() => void) | undefined;
};

/**
 * A part of the model: what it is called, what it means in a sentence, and, opened, everything that can be changed.
 * Alt and an arrow move it.
 */
export function PartCard(
  props: Acts & {
    readonly path: Path;
    readonly title: string;
    /** A sentence made with `mark`. */
    readonly said: string;
    readonly aside?: ReactNode;
    readonly isOff?: boolean;
    readonly children: ReactNode;
  },
) {
  const { path, title, said, aside, isOff, children, ...acts } = props;
  const { open, setOpen, problemsAt, canEdit } = useBuilding();
  const key = path.join("/");
  const isOpen = open === key;
  const Chevron = isOpen ? IconChevronDown : IconChevronRight;
  const problems = problemsAt(path);
  const move = (event: KeyboardEvent) => {
    const act = event.key === "ArrowUp" ? acts.onUp : event.key === "ArrowDown" ? acts.onDown : undefined;
    if (!event.altKey || !act) return;
    event.preventDefault();
    act();
  };
  return (
    <Card
      withBorder
      padding="sm"
      className="builder-part"
      data-open={isOpen || undefined}
      data-off={isOff || undefined}
      data-wrong={problems.length > 0 || undefined}
    >
      <Group wrap="nowrap" gap="xs" align="flex-start">
        <UnstyledButton
          className="builder-part-head"
          aria-expanded={isOpen}
          onClick={() => setOpen(isOpen ? undefined : key)}
          onKeyDown={move}
        >
          <Group gap={8} wrap="nowrap" align="flex-start">
            <Chevron size={16} className="builder-chevron" aria-hidden />
            <Stack gap={2} miw={0} flex={1}>
              <Text fw={600} size="sm">
                {title}
              </Text>
              <Text size="sm" className="builder-said">
                <Emphasised said={said} />
              </Text>
            </Stack>
          </Group>
        </UnstyledButton>
        {aside}
        <PartMenu title={title} {...acts} />
      </Group>
      {problems.length > 0 && !isOpen && <PartProblems problems={problems} />}
      <Collapse expanded={isOpen}>
        {isOpen && (
          <fieldset disabled={!canEdit} className="builder-bare builder-part-body">
            {children}
          </fieldset>
        )}
      </Collapse>
    </Card>
  );
}

function PartMenu({ title, onUp, onDown, onDuplicate, onRemove }: Acts & { readonly title: string }) {
  const { builder, condition: say } = useSay().screens;
  const { canEdit } = useBuilding();
  if (!canEdit || !(onUp ?? onDown ?? onDuplicate ?? onRemove)) return null;
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" aria-label={builder.actionsOf(title)}>
          <IconDots size={18} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {onDuplicate && (
          <Menu.Item leftSection={<IconCopy size={16} />} onClick={onDuplicate}>
            {say.duplicate}
          </Menu.Item>
        )}
        {onUp && (
          <Menu.Item leftSection={<IconArrowUp size={16} />} onClick={onUp}>
            {say.moveUp}
          </Menu.Item>
        )}
        {onDown && (
          <Menu.Item leftSection={<IconArrowDown size={16} />} onClick={onDown}>
            {say.moveDown}
          </Menu.Item>
        )}
        {onRemove && (
          <Menu.Item leftSection={<IconTrash size={16} />} color="red" onClick={onRemove}>
            {say.remove}
          </Menu.Item>
        )}
      </Menu.Dropdown>
    </Menu>
  );
}
