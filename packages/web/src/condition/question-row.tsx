import { ActionIcon, Badge, Group, Menu, Text } from "@mantine/core";
import { type Problem, sayProblem } from "@plumbline/phrases";
import {
  IconAlertTriangle,
  IconArrowDown,
  IconArrowUp,
  IconCopy,
  IconDots,
  IconKey,
  IconPlus,
  IconSwitchHorizontal,
  IconTrash,
} from "@tabler/icons-react";
import { type KeyboardEvent, lazy, Suspense, useEffect, useId, useRef, useState } from "react";
import type { RuleProps } from "react-querybuilder";
import { useSay } from "../say.tsx";
import { pathOf, type Row } from "./condition-tree.ts";
import { isBelow, useEditing } from "./editing.ts";
import { type Question, subjectOf, testsOf, withTests } from "./question.ts";
import { QuestionFields } from "./question-fields.tsx";
import { nextTest } from "./test-lines.tsx";

const RawField = lazy(async () => ({ default: (await import("./raw-field.tsx")).RawField }));

/** One question of an editor, with what can be done with it. Alt, Shift and an arrow move it. */
export function QuestionRow({ rule, path, actions, shiftUpDisabled, shiftDownDisabled }: RuleProps) {
  const { condition: say } = useSay().screens;
  const { tree, focus } = useEditing();
  const row = rule.value as Row;
  const question = row.question as Question;
  const place = useRef<HTMLDivElement>(null);
  // What has just been added is not told to be wrong before it was left.
  const [isLeft, setLeft] = useState(!isUnfinished(row));
  const problems = useProblemsAt(pathOf(tree, path), !isLeft);
  const hint = useId();

  useEffect(() => {
    if (rule.id === undefined || focus.current !== rule.id) return;
    focus.current = undefined;
    place.current?.querySelector<HTMLElement>("input, select, textarea, button")?.focus();
  });

  const change = (next: Partial<Row>) => actions.onPropChange("value", { ...row, ...next }, path);
  const move = (to: "up" | "down") => {
    focus.current = rule.id;
    actions.moveRule(path, to);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (!event.altKey || !event.shiftKey || (event.key !== "ArrowUp" && event.key !== "ArrowDown")) return;
    // Not for the input as well, which would count on.
    event.preventDefault();
    event.stopPropagation();
    const isUp = event.key === "ArrowUp";
    if (!(isUp ? shiftUpDisabled : shiftDownDisabled)) move(isUp ? "up" : "down");
  };

  const next = row.isRaw ? undefined : nextTest(question);
  const mayHaveKey = !row.isRaw && subjectOf(question) === "signal";
  return (
    <div
      ref={place}
      role="group"
      className="condition-row"
      data-wrong={problems.length > 0 || undefined}
      aria-label={say.row((path.at(-1) ?? 0) + 1)}
      aria-describedby={problems.length > 0 ? hint : undefined}
      onKeyDownCapture={onKeyDown}
      onBlur={({ currentTarget, relatedTarget }) => {
        if (relatedTarget && !currentTarget.contains(relatedTarget)) setLeft(true);
      }}
    >
      <div className="condition-fields">
        {row.negated && (
          <Badge variant="light" color="orange" size="sm">
            {say.not}
          </Badge>
        )}
        {row.isRaw ? (
          <Suspense fallback={null}>
            <RawField value={row.question} onChange={(changed) => change(changed)} />
          </Suspense>
        ) : (
          <QuestionFields
            question={question}
            onChange={(changed) => change({ question: changed })}
            isWrongAt={(inner) => problems.some((problem) => isBelow(problem.inner, inner))}
          />
        )}
      </div>
      <Group gap={2} wrap="nowrap" className="condition-actions">
        <Menu position="bottom-end" withinPortal>
          <Menu.Target>
            <ActionIcon variant="subtle" color="gray" size="sm" aria-label={say.actions}>
              <IconDots size={16} />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown>
            {next && (
              <Menu.Item
                leftSection={<IconPlus size={14} />}
                onClick={() => change({ question: withTests(question, [...testsOf(question), next]) })}
              >
                {say.addTest}
              </Menu.Item>
            )}
            {mayHaveKey && (
              <Menu.Item leftSection={<IconKey size={14} />} onClick={() => change({ question: withKey(question) })}>
                {say.key}
              </Menu.Item>
            )}
            {!row.isRaw && (
              <Menu.Item
                leftSection={<IconSwitchHorizontal size={14} />}
                onClick={() => change({ negated: !row.negated })}
              >
                {say.notHint}
              </Menu.Item>
            )}
            <Menu.Item
              leftSection={<IconCopy size={14} />}
              onClick={() => actions.moveRule(path, [...path.slice(0, -1), (path.at(-1) ?? 0) + 1], true)}
            >
              {say.duplicate}
            </Menu.Item>
            <Menu.Item
              leftSection={<IconArrowUp size={14} />}
              disabled={shiftUpDisabled ?? false}
              onClick={() => move("up")}
            >
              {say.moveUp}
            </Menu.Item>
            <Menu.Item
              leftSection={<IconArrowDown size={14} />}
              disabled={shiftDownDisabled ?? false}
              onClick={() => move("down")}
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
            focus.current = `add:${path.slice(0, -1).join(".")}`;
            actions.onRuleRemove(path);
          }}
        >
          <IconTrash size={16} />
        </ActionIcon>
      </Group>
      <Problems id={hint} problems={problems} />
    </div>
  );
}

type Told = Problem & { readonly inner: readonly (string | number)[] };

/** What is wrong with a part, in words. */
export function Problems({ id, problems }: { readonly id: string; readonly problems: readonly Told[] }) {
  const say = useSay();
  if (problems.length === 0) return null;
  return (
    <div id={id} className="condition-problems" aria-live="polite">
      {problems.map((problem) => (
        <Text key={`${problem.code} ${problem.inner.join(".")}`} size="xs" className="condition-problem">
          <IconAlertTriangle size={14} aria-hidden /> {sayProblem(say, problem)}
        </Text>
      ))}
    </div>
  );
}

/** The problems of a part, with the rest of their paths; where it is still being written, none. */
function useProblemsAt(path: readonly (string | number)[], isWriting: boolean): readonly Told[] {
  const { problems } = useEditing();
  if (isWriting) return [];
  return problems
    .filter((problem) => isBelow(problem.path, path))
    .map((problem) => ({ ...problem, inner: problem.path.slice(path.length) }));
}

function isUnfinished({ question, isRaw }: Row): boolean {
  if (isRaw) return false;
  const subject = subjectOf(question as Question);
  const named = subject && (question as Question)[subject];
  return named === "" || (typeof named === "object" && (named as Question | null)?.["of"] === "");
}

function withKey(question: Question): Question {
  const { key, ...rest } = question;
  return key === undefined ? { ...question, key: "" } : rest;
}
