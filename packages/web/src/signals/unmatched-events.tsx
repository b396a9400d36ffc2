import { Button, Card, Group, Modal, SegmentedControl, Stack, Text } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { ask } from "../api.ts";
import { useSay } from "../say.tsx";
import { CopyableText } from "../ui/copyable.tsx";
import { Ago, useTimes } from "../ui/figures.tsx";
import { Asked, Empty } from "../ui/states.tsx";
import { Tree } from "../ui/tree.tsx";
import type { Unmatched } from "./signal.ts";
import { signalSnippet } from "./signal-snippet.ts";

const SPANS = [7, 30, 90] as const;

/** Events that arrive and of which nothing is made: the most frequent first. */
export function UnmatchedEvents() {
  const { signals: say } = useSay().screens;
  const { ago } = useTimes();
  const [days, setDays] = useState<number>(30);
  const [making, setMaking] = useState<Unmatched>();
  const query = useQuery(ask("signals", "unmatched", { query: { days, limit: 200 } }));
  return (
    <Stack gap="sm">
      <Group justify="space-between">
        <Text size="sm" c="dimmed" maw={560}>
          {say.unmatchedAbout}
        </Text>
        <SegmentedControl
          size="xs"
          aria-label={say.days}
          value={String(days)}
          onChange={(value) => setDays(Number(value))}
          data={SPANS.map((span) => ({ value: String(span), label: say.lastDays(span) }))}
        />
      </Group>
      <Asked query={query}>
        {({ items, readTo }) => (
          <>
            {items.length === 0 ? (
              <Empty title={say.allHeard} hint={say.allHeardHint} />
            ) : (
              items.map((event) => (
                <EventCard key={`${event.type} ${event.name}`} event={event} onMake={() => setMaking(event)} />
              ))
            )}
            {readTo !== null && (
              <Text size="xs" c="dimmed">
                {say.readTo(ago(readTo))}
              </Text>
            )}
          </>
        )}
      </Asked>
      {making && <MakeSignal event={making} onClose={() => setMaking(undefined)} />}
    </Stack>
  );
}

function EventCard({ event, onMake }: { readonly event: Unmatched; readonly onMake: () => void }) {
  const { screens, figures } = useSay();
  const { signals: say } = screens;
  const { type, name, count, lastAt, example } = event;
  const hasExample = Object.keys(example).length > 0;
  return (
    <Card withBorder padding="sm" component="article" aria-label={name ?? type}>
      <Group justify="space-between" align="flex-start">
        <Stack gap={4} flex={1} miw={220}>
          <Group gap="sm">
            <Text fw={600}>{name ?? type}</Text>
            <Text size="xs" c="dimmed">
              {type}
            </Text>
          </Group>
          {hasExample ? (
            <details>
              <summary className="signals-summary">{say.example}</summary>
              <Tree value={example} />
            </details>
          ) : (
            <Text size="xs" c="dimmed">
              {say.noExample}
            </Text>
          )}
        </Stack>
        <Group gap="md">
          <Stack gap={0} align="flex-end">
            <Text fw={700}>{figures.number(count)}</Text>
            <Ago at={lastAt} size="xs" c="dimmed" />
          </Stack>
          <Button size="xs" variant="light" leftSection={<IconPlus size={14} aria-hidden />} onClick={onMake}>
            {say.makeSignal}
          </Button>
        </Group>
      </Group>
    </Card>
  );
}

function MakeSignal({ event, onClose }: { readonly event: Unmatched; readonly onClose: () => void }) {
  const { signals: say, shell } = useSay().screens;
  return (
    <Modal opened onClose={onClose} title={say.makeSignal} size="lg" closeButtonProps={{ "aria-label": shell.close }}>
      <Stack>
        <Text size="sm">{say.makeHint}</Text>
        <CopyableText text={signalSnippet(event)} label={say.makeSignal} />
      </Stack>
    </Modal>
  );
}
