import { Badge, Collapse, Group, Progress, Stack, Text, UnstyledButton } from "@mantine/core";
import { type SignalDefinition, saySignal } from "@plumbline/phrases";
import { IconAlertCircle, IconChevronDown, IconChevronRight } from "@tabler/icons-react";
import { useId, useState } from "react";
import { useSay } from "../say.tsx";
import { useTimes } from "../ui/figures.tsx";
import { Sparkline } from "../ui/sparkline.tsx";
import { calledSignal, everyDay, lastDay, type Signal } from "./signal.ts";
import { SignalDetails } from "./signal-details.tsx";

/** A signal in the catalogue; opened, it shows its days and who uses it. */
export function SignalRow({ signal }: { readonly signal: Signal }) {
  const say = useSay();
  const { signals: words } = say.screens;
  const [isOpen, setIsOpen] = useState(false);
  const id = useId();
  const { definition, isUsed, state, leads, uses, countedAt } = signal;
  const { ago, instant } = useTimes();
  const OpenIcon = isOpen ? IconChevronDown : IconChevronRight;
  const rules = uses.reduce((sum, use) => sum + use.rules.length, 0);
  return (
    <li className="signals-item">
      <UnstyledButton
        className="signals-row"
        aria-expanded={isOpen}
        aria-controls={id}
        onClick={() => setIsOpen(!isOpen)}
      >
        <OpenIcon size={16} aria-hidden />
        <span className="signals-name">
          <Group gap="xs">
            <Text size="sm" fw={600}>
              {calledSignal(signal)}
            </Text>
            {!isUsed && (
              <Badge
                variant="light"
                color="orange"
                tt="none"
                size="sm"
                leftSection={<IconAlertCircle size={11} aria-hidden />}
                title={words.unusedHint}
              >
                {words.unused}
              </Badge>
            )}
          </Group>
          <Text size="xs" c="dimmed" lineClamp={2}>
            {saySignal(say, definition as SignalDefinition)}
          </Text>
          {state === "filling" && <Filling signal={signal} />}
        </span>
        <span className="signals-days">
          <Days signal={signal} />
        </span>
        <span className="signals-figure">
          <Text size="sm" c={leads === null ? "dimmed" : "inherit"}>
            {leads === null ? words.notCounted : words.leadsWith(leads)}
          </Text>
          <Text size="xs" c="dimmed">
            {words.ruleCount(rules)}
          </Text>
          {countedAt !== null && (
            <Text size="xs" c="dimmed" title={instant(countedAt)}>
              {words.counted(ago(countedAt))}
            </Text>
          )}
        </span>
      </UnstyledButton>
      <Collapse expanded={isOpen} id={id}>
        {isOpen && <SignalDetails signal={signal} />}
      </Collapse>
    </li>
  );
}

function Filling({ signal: { done, total } }: { readonly signal: Signal }) {
  const { signals: words } = useSay().screens;
  return (
    <Stack gap={2} maw={260} mt={4} role="status">
      <Text size="xs">
        {words.states.filling}
        {total !== null && `: ${words.progress(done, total)}`}
      </Text>
      <Progress
        size="sm"
        animated
        value={total === null || total === 0 ? 100 : (100 * done) / total}
        aria-label={words.states.filling}
      />
    </Stack>
  );
}

function Days({ signal }: { readonly signal: Signal }) {
  const { signals: words } = useSay().screens;
  const { days, countedAt } = signal;
  if (countedAt === null) return null;
  const sum = days.reduce((all, { count }) => all + count, 0);
  if (sum === 0)
    return (
      <Text size="xs" c="dimmed">
        {words.quiet}
      </Text>
    );
  return (
    <Sparkline
      width={110}
      height={24}
      values={everyDay(days, lastDay(signal)).map(({ count }) => count)}
      label={words.daysOf(sum)}
    />
  );
}
