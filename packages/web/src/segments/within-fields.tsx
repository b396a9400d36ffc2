import {
  ActionIcon,
  Button,
  Card,
  Chip,
  Group,
  NativeSelect,
  NumberInput,
  SegmentedControl,
  Stack,
  Text,
} from "@mantine/core";
import { IconPlus, IconTrash } from "@tabler/icons-react";
import { useSay } from "../say.tsx";
import { useLiveModel, useLiveModels } from "../ui/use-model.ts";
import { type WithinDraft, withinProblem } from "./segment.ts";

const MOST = 10;

/** Limits by score: in which bands, or between which totals, leads have to be under live models. */
export function WithinFields(props: {
  readonly within: readonly WithinDraft[];
  readonly onChange: (within: readonly WithinDraft[]) => void;
}) {
  const { within, onChange } = props;
  const { segments: say } = useSay().screens;
  const models = useLiveModels() ?? [];
  const first = models[0]?.name;
  if (first === undefined && within.length === 0) return null;
  const add = () =>
    onChange([...within, { model: first ?? "", by: "bands", bands: [], totalFrom: null, totalTo: null }]);
  return (
    <Card withBorder padding="md" component="section" aria-label={say.within}>
      <Stack gap="sm">
        <div>
          <Text fw={600} size="sm">
            {say.within}
          </Text>
          <Text size="xs" c="dimmed">
            {say.withinHint}
          </Text>
        </div>
        {within.map((one, at) => (
          <WithinRow
            // biome-ignore lint/suspicious/noArrayIndexKey: a limit is its place.
            key={at}
            within={one}
            models={models.map(({ name }) => name)}
            onChange={(next) => onChange(within.with(at, next))}
            onRemove={() => onChange(within.toSpliced(at, 1))}
          />
        ))}
        {within.length < MOST && (
          <Button
            size="compact-sm"
            variant="subtle"
            leftSection={<IconPlus size={14} aria-hidden />}
            onClick={add}
            mr="auto"
          >
            {say.addWithin}
          </Button>
        )}
      </Stack>
    </Card>
  );
}

function WithinRow(props: {
  readonly within: WithinDraft;
  readonly models: readonly string[];
  readonly onChange: (within: WithinDraft) => void;
  readonly onRemove: () => void;
}) {
  const { within, models, onChange, onRemove } = props;
  const { segments: say } = useSay().screens;
  const { model, by } = within;
  const problem = withinProblem(within);
  return (
    <Stack gap={4}>
      <Group gap="sm" align="center">
        {(models.length > 1 || !models.includes(model)) && (
          <NativeSelect
            size="xs"
            aria-label={say.model}
            value={model}
            data={[...new Set([...models, model])]}
            onChange={({ currentTarget }) => onChange({ ...within, model: currentTarget.value, bands: [] })}
          />
        )}
        <SegmentedControl
          size="xs"
          aria-label={say.within}
          value={by}
          onChange={(next) => onChange({ ...within, by: next as WithinDraft["by"] })}
          data={[
            { value: "bands", label: say.byBands },
            { value: "total", label: say.byTotal },
          ]}
        />
        {by === "bands" ? (
          <BandChoice within={within} onChange={onChange} />
        ) : (
          <TotalRange within={within} onChange={onChange} />
        )}
        <ActionIcon variant="subtle" color="gray" aria-label={say.removeWithin} onClick={onRemove} ml="auto">
          <IconTrash size={16} aria-hidden />
        </ActionIcon>
      </Group>
      {problem && (
        <Text size="xs" c="dimmed" role="status">
          {say[problem]}
        </Text>
      )}
    </Stack>
  );
}

type Part = { readonly within: WithinDraft; readonly onChange: (within: WithinDraft) => void };

function BandChoice({ within, onChange }: Part) {
  const { segments: say } = useSay().screens;
  const live = useLiveModel(within.model);
  return (
    <Chip.Group multiple value={[...within.bands]} onChange={(bands) => onChange({ ...within, bands })}>
      <Group gap={6} role="group" aria-label={say.bands}>
        {(live?.bands ?? []).toReversed().map(({ name, label }) => (
          <Chip key={name} value={name} size="xs">
            {label}
          </Chip>
        ))}
      </Group>
    </Chip.Group>
  );
}

function TotalRange({ within, onChange }: Part) {
  const { segments: say } = useSay().screens;
  const bound = (value: number | string) => (value === "" ? null : Number(value));
  return (
    <Group gap={6}>
      <NumberInput
        size="xs"
        w={110}
        aria-label={say.totalFrom}
        placeholder={say.totalFrom}
        decimalScale={2}
        value={within.totalFrom ?? ""}
        onChange={(value) => onChange({ ...within, totalFrom: bound(value) })}
      />
      <span aria-hidden>–</span>
      <NumberInput
        size="xs"
        w={110}
        aria-label={say.totalTo}
        placeholder={say.totalTo}
        decimalScale={2}
        value={within.totalTo ?? ""}
        onChange={(value) => onChange({ ...within, totalTo: bound(value) })}
      />
    </Group>
  );
}
