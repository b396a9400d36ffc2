import { ActionIcon, Button, Group, SegmentedControl, Text, TextInput } from "@mantine/core";
import { IconChevronLeft, IconChevronRight } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { useSay } from "../say.tsx";
import { useTimes } from "../ui/figures.tsx";
import { useCivilDay } from "../ui/use-civil-day.ts";
import { askHistory } from "../ui/whole-history.ts";
import type { Lead, Scored } from "./lead.ts";
import { daysOf, type PastDay, placeOf } from "./past.ts";

/** Which day is looked at: a slider over the days on which something happened, and a field for any other. */
export function PastPicker(props: {
  readonly lead: Lead;
  readonly scored: Scored;
  readonly past: PastDay | undefined;
  readonly onPast: (past: PastDay | undefined) => void;
}) {
  const { lead, scored, past, onPast } = props;
  const { lead: say } = useSay().screens;
  const { day } = useTimes();
  const dayOf = useCivilDay();
  const { data: history } = useQuery(askHistory("leads", lead.id, scored.model));
  const today = scored.day;
  const days = useMemo(() => {
    const changed = [
      ...(history?.items ?? []).map((one) => one.day),
      ...(history?.transitions ?? []).map((one) => one.on),
    ];
    const first = lead.firstAt === null ? [] : [dayOf(lead.firstAt)];
    return daysOf(scored.lines, [...changed, ...first], today);
  }, [scored.lines, history, lead.firstAt, today, dayOf]);
  const on = past?.on ?? today;
  const place = placeOf(days, on);
  const go = (to: string | undefined) => {
    if (to === undefined || to === "" || to > today) return;
    onPast(to === today ? undefined : { on: to, known: past?.known ?? "now" });
  };
  return (
    <div className="past-picker">
      <Group gap={6} wrap="nowrap" className="past-slide">
        <ActionIcon
          variant="default"
          size="md"
          aria-label={say.past.earlier}
          disabled={place === 0}
          onClick={() => go(days[place - 1])}
        >
          <IconChevronLeft size={16} aria-hidden />
        </ActionIcon>
        <input
          type="range"
          className="past-range"
          aria-label={say.past.slider}
          aria-valuetext={day(on)}
          min={0}
          max={Math.max(days.length - 1, 0)}
          value={place}
          onChange={({ currentTarget }) => go(days[Number(currentTarget.value)])}
        />
        <ActionIcon
          variant="default"
          size="md"
          aria-label={say.past.later}
          disabled={place >= days.length - 1}
          onClick={() => go(days[place + 1])}
        >
          <IconChevronRight size={16} aria-hidden />
        </ActionIcon>
      </Group>
      <TextInput
        type="date"
        size="xs"
        aria-label={say.past.field}
        max={today}
        value={on}
        onChange={({ currentTarget }) => go(currentTarget.value)}
      />
      {past && (
        <>
          <SegmentedControl
            size="xs"
            aria-label={say.past.hint}
            value={past.known}
            onChange={(known) => onPast({ ...past, known: known === "then" ? "then" : "now" })}
            data={[
              { value: "now", label: say.past.knownNow },
              { value: "then", label: say.past.knownThen },
            ]}
          />
          <Button size="xs" variant="light" onClick={() => onPast(undefined)}>
            {say.past.today}
          </Button>
          <Text size="xs" c="dimmed" className="past-hint">
            {say.past.hint}
          </Text>
        </>
      )}
    </div>
  );
}
