import { ActionIcon, Button, Card, Group, Stack, Text, TextInput } from "@mantine/core";
import type { Model, SignalDefinition } from "@plumbline/scoring";
import { IconPlus, IconTrash } from "@tabler/icons-react";
import { useState } from "react";
import type { Offers } from "../condition/editing.ts";
import { SignalEditor } from "../condition/signal-editor.tsx";
import { useSay } from "../say.tsx";
import { isName } from "./segment.ts";

type Signals = NonNullable<Model["signals"]>;

const LONGEST = 100;

/** Signals that only this segment measures. */
export function OwnSignals(props: {
  readonly signals: Signals;
  readonly offers: Offers;
  readonly onChange: (signals: Signals) => void;
}) {
  const { signals, offers, onChange } = props;
  const { segments: say, shell } = useSay().screens;
  const [name, setName] = useState<string>();
  const isFree = name !== undefined && !offers.signals.some((one) => one.name === name.trim());
  const add = () => {
    if (name === undefined || !isFree || !isName(name.trim(), LONGEST)) return;
    onChange({ ...signals, [name.trim()]: { on: [] } as unknown as SignalDefinition });
    setName(undefined);
  };
  return (
    <Stack gap="xs" component="section" aria-label={say.ownSignals}>
      {Object.entries(signals).map(([called, signal]) => (
        <Card key={called} withBorder padding="sm">
          <Group justify="space-between" mb="xs">
            <Text fw={600} size="sm">
              {called}
            </Text>
            <ActionIcon
              variant="subtle"
              color="gray"
              aria-label={`${shell.remove}: ${called}`}
              onClick={() => onChange(Object.fromEntries(Object.entries(signals).filter(([key]) => key !== called)))}
            >
              <IconTrash size={16} aria-hidden />
            </ActionIcon>
          </Group>
          <SignalEditor value={signal} offers={offers} onChange={(next) => onChange({ ...signals, [called]: next })} />
        </Card>
      ))}
      {name === undefined ? (
        <Group gap="xs">
          <Button
            size="compact-sm"
            variant="subtle"
            leftSection={<IconPlus size={14} aria-hidden />}
            onClick={() => setName("")}
          >
            {say.addSignal}
          </Button>
          <Text size="xs" c="dimmed">
            {say.ownSignalsHint}
          </Text>
        </Group>
      ) : (
        <Group gap="xs" align="flex-end">
          <TextInput
            size="xs"
            label={say.signalName}
            value={name}
            autoFocus
            error={name !== "" && (!isFree || !isName(name.trim(), LONGEST))}
            onChange={({ currentTarget }) => setName(currentTarget.value)}
            onKeyDown={(event) => {
              if (event.key === "Escape") setName(undefined);
              if (event.key !== "Enter") return;
              event.preventDefault();
              add();
            }}
          />
          <Button size="xs" onClick={add}>
            {shell.add}
          </Button>
          <Button size="xs" variant="default" onClick={() => setName(undefined)}>
            {shell.cancel}
          </Button>
        </Group>
      )}
    </Stack>
  );
}
