import { ActionIcon, Button, Group, Select, Stack, Text, TextInput } from "@mantine/core";
import { IconPlus, IconTrash } from "@tabler/icons-react";
import { useSay } from "../say.tsx";
import { Section } from "./section.tsx";
import type { Traffic } from "./use-workspace.ts";

type Kind = Traffic["networks"][number]["kind"];

const KINDS = ["person", "bot", "mail-scanner", "mail-privacy", "monitor"] as const satisfies readonly Kind[];

type Line = { readonly text: string; readonly kind: Kind };

/** Networks and agents that the workspace knows better than the built-in lists. */
export function OwnTraffic({ value, onChange }: { readonly value: Traffic; readonly onChange: (to: Traffic) => void }) {
  const { workspace: say } = useSay().screens.settings;
  return (
    <Section title={say.traffic} about={say.trafficHint}>
      <Lines
        label={say.network}
        hint={say.networkHint}
        add={say.addNetwork}
        lines={value.networks.map(({ network, kind }) => ({ text: network, kind }))}
        onChange={(lines) =>
          onChange({ ...value, networks: lines.map(({ text, kind }) => ({ network: text.trim(), kind })) })
        }
      />
      <Lines
        label={say.agent}
        add={say.addAgent}
        lines={value.agents.map(({ has, kind }) => ({ text: has, kind }))}
        onChange={(lines) => onChange({ ...value, agents: lines.map(({ text, kind }) => ({ has: text, kind })) })}
      />
    </Section>
  );
}

function Lines(props: {
  readonly label: string;
  readonly hint?: string;
  readonly add: string;
  readonly lines: readonly Line[];
  readonly onChange: (lines: readonly Line[]) => void;
}) {
  const { label, hint, add, lines, onChange } = props;
  const { workspace: say } = useSay().screens.settings;
  const put = (at: number, change: Partial<Line>) =>
    onChange(lines.map((line, place) => (place === at ? { ...line, ...change } : line)));
  return (
    <Stack gap={6}>
      <Text size="sm" fw={600}>
        {label}
      </Text>
      {lines.map((line, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a line is its place.
        <Group key={at} gap="xs" wrap="nowrap" align="flex-start">
          <TextInput
            flex={1}
            miw={0}
            aria-label={label}
            {...(hint !== undefined && { placeholder: hint })}
            spellCheck={false}
            required
            value={line.text}
            onChange={({ currentTarget }) => put(at, { text: currentTarget.value })}
          />
          <Select
            w={170}
            aria-label={say.kind}
            data={KINDS.map((kind) => ({ value: kind, label: say.kinds[kind] }))}
            value={line.kind}
            onChange={(kind) => kind && put(at, { kind })}
            allowDeselect={false}
          />
          <ActionIcon
            variant="subtle"
            color="gray"
            size="input-sm"
            aria-label={say.removeOf(line.text)}
            onClick={() => onChange(lines.filter((_, place) => place !== at))}
          >
            <IconTrash size={17} aria-hidden />
          </ActionIcon>
        </Group>
      ))}
      <Group>
        <Button
          variant="default"
          size="compact-sm"
          leftSection={<IconPlus size={14} aria-hidden />}
          onClick={() => onChange([...lines, { text: "", kind: "bot" }])}
        >
          {add}
        </Button>
      </Group>
    </Stack>
  );
}

export function TrafficFacts({ value }: { readonly value: Traffic }) {
  const { workspace: say } = useSay().screens.settings;
  const lines = [
    ...value.networks.map(({ network, kind }) => `${network} – ${say.kinds[kind]}`),
    ...value.agents.map(({ has, kind }) => `${has} – ${say.kinds[kind]}`),
  ];
  if (lines.length === 0) return say.noTraffic;
  return lines.map((line) => <div key={line}>{line}</div>);
}
