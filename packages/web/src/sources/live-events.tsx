import {
  Badge,
  Button,
  Card,
  Group,
  SegmentedControl,
  Select,
  Stack,
  Text,
  TextInput,
  Title,
  UnstyledButton,
} from "@mantine/core";
import { IconCircleCheck, IconCopyCheck, IconPlayerPause, IconPlayerPlay, IconShieldX } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { useSay } from "../say.tsx";
import { useHabits, useTimes } from "../ui/figures.tsx";
import { Tree } from "../ui/tree.tsx";
import { type ArrivalFilter, fits, NOTHING_SEEN, type Outcome, resumed, type Shown, withArrival } from "./arrivals.ts";
import { reasonOf } from "./reason-of.ts";
import type { Source } from "./source.ts";
import { type Hearing, useArrivals } from "./use-arrivals.ts";
import "./sources.css";

const OUTCOMES = {
  stored: { icon: IconCircleCheck, color: "teal" },
  duplicate: { icon: IconCopyCheck, color: "gray" },
  quarantined: { icon: IconShieldX, color: "orange" },
} as const;

const EVERYTHING: ArrivalFilter = { text: "", outcome: "all", source: null };
const ROWS = 100;

/** Events as they arrive, and what became of each. */
export function LiveEvents({ sources: all }: { readonly sources: readonly Source[] }) {
  const { sources } = useSay().screens;
  const { live } = sources;
  const [seen, setSeen] = useState(NOTHING_SEEN);
  const [isPaused, setIsPaused] = useState(false);
  const [filter, setFilter] = useState(EVERYTHING);
  const [open, setOpen] = useState<number>();
  const hearing = useArrivals(undefined, (told) => {
    if (told.event === "arrival") setSeen((now) => withArrival(now, told.data, isPaused));
    if (told.event === "skipped") setSeen((now) => ({ ...now, skipped: now.skipped + told.data.count }));
  });
  if (hearing === "none") return null;
  const shown = seen.shown.filter((one) => fits(one, filter));
  const nameOf = (id: string) => all.find((one) => one.id === id)?.name ?? id;
  const goOn = () => {
    setIsPaused(false);
    setSeen(resumed);
  };
  return (
    <Card withBorder padding="md" component="section" aria-label={live.title}>
      <Stack gap="sm">
        <Group justify="space-between" gap="xs">
          <Group gap="sm">
            <Title order={2} size="h5">
              {live.title}
            </Title>
            <State hearing={hearing} isPaused={isPaused} />
          </Group>
          <Button
            size="compact-sm"
            variant="default"
            leftSection={
              isPaused ? <IconPlayerPlay size={14} aria-hidden /> : <IconPlayerPause size={14} aria-hidden />
            }
            onClick={isPaused ? goOn : () => setIsPaused(true)}
          >
            {isPaused ? live.resume : live.pause}
          </Button>
        </Group>
        <Filters filter={filter} onChange={setFilter} sources={all} />
        <Text size="xs" c="dimmed" aria-live="polite">
          {isPaused && seen.held.length > 0 && live.paused(seen.held.length)}
          {!isPaused && seen.skipped > 0 && live.skipped(seen.skipped)}
        </Text>
        {shown.length === 0 ? (
          <Text size="sm" c="dimmed" py="lg" ta="center">
            {seen.shown.length === 0 ? live.nothing : live.nothingFits}
          </Text>
        ) : (
          <ul className="arrivals">
            {shown.slice(0, ROWS).map((one) => (
              <Row
                key={one.number}
                arrival={one}
                source={nameOf(one.source)}
                isOpen={open === one.number}
                onToggle={() => setOpen(open === one.number ? undefined : one.number)}
              />
            ))}
          </ul>
        )}
      </Stack>
    </Card>
  );
}

function State({ hearing, isPaused }: { readonly hearing: Hearing; readonly isPaused: boolean }) {
  const { shell } = useSay().screens;
  const isLive = hearing === "live" && !isPaused;
  return (
    <Badge variant="dot" tt="none" color={isLive ? "teal" : "gray"}>
      {isLive ? shell.live : shell.notLive}
    </Badge>
  );
}

function Filters(props: {
  readonly filter: ArrivalFilter;
  readonly onChange: (filter: ArrivalFilter) => void;
  readonly sources: readonly Source[];
}) {
  const { filter, onChange, sources: all } = props;
  const { sources } = useSay().screens;
  const { live } = sources;
  return (
    <Group gap="xs">
      <Select
        size="xs"
        aria-label={sources.title}
        placeholder={live.all}
        clearable
        data={all.map(({ id, name }) => ({ value: id, label: name }))}
        value={filter.source}
        onChange={(source) => onChange({ ...filter, source })}
      />
      <TextInput
        size="xs"
        aria-label={live.filter}
        placeholder={live.filter}
        value={filter.text}
        onChange={({ currentTarget }) => onChange({ ...filter, text: currentTarget.value })}
      />
      <SegmentedControl
        size="xs"
        className="outcomes"
        value={filter.outcome}
        onChange={(outcome) => onChange({ ...filter, outcome: outcome as Outcome | "all" })}
        data={[
          { value: "all", label: live.everything },
          { value: "stored", label: live.stored },
          { value: "duplicate", label: live.duplicate },
          { value: "quarantined", label: live.quarantined },
        ]}
      />
    </Group>
  );
}

function Row(props: {
  readonly arrival: Shown;
  readonly source: string;
  readonly isOpen: boolean;
  readonly onToggle: () => void;
}) {
  const { arrival, source, isOpen, onToggle } = props;
  const { sources } = useSay().screens;
  const { live, refused } = sources;
  const clock = new Intl.DateTimeFormat(useHabits(), { timeStyle: "medium" });
  const { icon: OutcomeIcon, color } = OUTCOMES[arrival.outcome];
  const said = arrival.name ?? arrival.type ?? reasonOf(arrival.code, refused);
  return (
    <li>
      <UnstyledButton className="arrival" onClick={onToggle} aria-expanded={isOpen}>
        <Text component="time" size="xs" c="dimmed" dateTime={arrival.at}>
          {clock.format(new Date(arrival.at))}
        </Text>
        <Badge variant="light" color={color} tt="none" leftSection={<OutcomeIcon size={13} aria-hidden />}>
          {live[arrival.outcome]}
        </Badge>
        <Text component="span" size="sm" fw={600} className="arrival-name">
          {said}
        </Text>
        <Text component="span" size="xs" c="dimmed" className="arrival-more">
          {[arrival.name === null ? null : arrival.type, source].filter(Boolean).join(" · ")}
        </Text>
      </UnstyledButton>
      {isOpen && <Details arrival={arrival} source={source} />}
    </li>
  );
}

function Details({ arrival, source }: { readonly arrival: Shown; readonly source: string }) {
  const { sources } = useSay().screens;
  const { live, connect } = sources;
  const { instant } = useTimes();
  const { type, name, identity, code, path } = arrival;
  const known = [
    [live.members.source, source],
    [live.members.at, instant(arrival.at)],
    [live.members.type, type],
    [live.members.name, name],
    [live.members.identity, identity && live[identity]],
    [live.members.outcome, live[arrival.outcome]],
    [live.members.code, code && reasonOf(code, sources.refused)],
    [live.members.path, path],
    [live.members.took, live.took(arrival.took)],
  ] as const;
  return (
    <Stack gap={4} pb="sm" pl="md">
      <Tree value={Object.fromEntries(known.filter(([, value]) => value !== null))} />
      {arrival.outcome === "quarantined" ? (
        <Text size="xs" component={Link} to="/data">
          {connect.toHealth}
        </Text>
      ) : (
        <Text size="xs" c="dimmed">
          {live.noContent}
        </Text>
      )}
    </Stack>
  );
}
