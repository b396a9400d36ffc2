import { ActionIcon, Button, Group, Menu, NativeSelect, Text } from "@mantine/core";
import type { Spoken } from "@plumbline/phrases";
import {
  IconArrowDown,
  IconArrowUp,
  IconCopy,
  IconDots,
  IconPlus,
  IconSwitchHorizontal,
  IconTrash,
} from "@tabler/icons-react";
import { useEffect, useId, useRef } from "react";
import { generateID, type Path, RuleGroupBodyComponents, type RuleGroupProps, useRuleGroup } from "react-querybuilder";
import { useSay } from "../say.tsx";
import { pathOf, ruleOf, type Tree } from "./condition-tree.ts";
import { useEditing } from "./editing.ts";
import { newQuestion } from "./question.ts";
import { Problems } from "./question-row.tsx";

/** Questions and groups that hold together: all of them, or any; and buttons to add more. */
export function ConditionGroup(props: RuleGroupProps) {
  const known = useRuleGroup(props);
  const { condition: say } = useSay().screens;
  const { tree, focus, label, isFilter, problems } = useEditing();
  const { path, actions } = props;
  const group = known.ruleGroup as Tree;
  const adder = useRef<HTMLButtonElement>(null);
  const hint = useId();
  const isRoot = path.length === 0;
  const name = isRoot ? label : say.group((path.at(-1) ?? 0) + 1);
  const add = `add:${path.join(".")}`;

  useEffect(() => {
    if (focus.current !== add) return;
    focus.current = undefined;
    adder.current?.focus();
  });

  const addQuestion = (at: Path) => {
    const id = generateID();
    focus.current = id;
    const row = { question: newQuestion("trait"), negated: false, isRaw: false, ...(isFilter && { isShort: true }) };
    actions.onRuleAdd({ ...ruleOf(row), id }, at);
  };
  const addGroup = () => {
    const inner = { combinator: group.combinator === "all" ? "any" : "all", not: false, rules: [] };
    actions.onGroupAdd({ ...inner, id: generateID() }, path);
    addQuestion([...path, group.rules.length]);
  };
  const own = pathOf(tree, path);
  const told = problems
    .filter((problem) => problem.path.length <= own.length + 1 && problem.path.join("\n") === own.join("\n"))
    .map((problem) => ({ ...problem, inner: [] }));

  return (
    <div role="group" className="condition-group" data-root={isRoot || undefined} aria-label={name}>
      <Group gap={6} wrap="nowrap" className="condition-head">
        <NativeSelect
          size="xs"
          aria-label={`${name}: ${say.join}`}
          value={group.combinator}
          data={[
            { value: "all", label: say.all },
            { value: "any", label: say.any },
          ]}
          onChange={({ currentTarget }) => actions.onPropChange("combinator", currentTarget.value, path)}
        />
        <Button
          size="compact-xs"
          variant={group.not ? "light" : "subtle"}
          color={group.not ? "orange" : "gray"}
          aria-pressed={group.not ?? false}
          leftSection={<IconSwitchHorizontal size={14} />}
          onClick={() => actions.onPropChange("not", !group.not, path)}
        >
          {say.not}
        </Button>
        {!isRoot && <GroupActions {...props} onRemove={() => (focus.current = `add:${path.slice(0, -1).join(".")}`)} />}
      </Group>
      <Problems id={hint} problems={told} />
      {group.rules.length === 0 && (
        <Text size="xs" c="dimmed">
          {emptiness(say, group.combinator, isFilter)}
        </Text>
      )}
      <div className="condition-body">
        <RuleGroupBodyComponents {...known} />
      </div>
      <Group gap={6}>
        <Button
          ref={adder}
          size="compact-xs"
          variant="light"
          leftSection={<IconPlus size={14} />}
          onClick={() => addQuestion(path)}
        >
          {say.addQuestion}
        </Button>
        <Button size="compact-xs" variant="subtle" leftSection={<IconPlus size={14} />} onClick={addGroup}>
          {say.addGroup}
        </Button>
      </Group>
    </div>
  );
}

function emptiness(say: Spoken["screens"]["condition"], combinator: string, isFilter: boolean): string {
  if (combinator === "any") return isFilter ? say.emptyFilterAny : say.emptyAny;
  return isFilter ? say.emptyFilter : say.emptyAll;
}

function GroupActions(props: RuleGroupProps & { readonly onRemove: () => void }) {
  const { path, actions, shiftUpDisabled, shiftDownDisabled, onRemove } = props;
  const { condition: say } = useSay().screens;
  return (
    <Group gap={2} wrap="nowrap" ms="auto">
      <Menu position="bottom-end" withinPortal>
        <Menu.Target>
          <ActionIcon variant="subtle" color="gray" size="sm" aria-label={say.actions}>
            <IconDots size={16} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item
            leftSection={<IconCopy size={14} />}
            onClick={() => actions.moveRule(path, [...path.slice(0, -1), (path.at(-1) ?? 0) + 1], true)}
          >
            {say.duplicate}
          </Menu.Item>
          <Menu.Item
            leftSection={<IconArrowUp size={14} />}
            disabled={shiftUpDisabled ?? false}
            onClick={() => actions.moveRule(path, "up")}
          >
            {say.moveUp}
          </Menu.Item>
          <Menu.Item
            leftSection={<IconArrowDown size={14} />}
            disabled={shiftDownDisabled ?? false}
            onClick={() => actions.moveRule(path, "down")}
          >
            {say.moveDown}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <ActionIcon
        variant="subtle"
        color="gray"
        size="sm"
        aria-label={say.remove}
        onClick={() => {
          onRemove();
          actions.onGroupRemove(path);
        }}
      >
        <IconTrash size={16} />
      </ActionIcon>
    </Group>
  );
}
