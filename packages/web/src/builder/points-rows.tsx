import { ActionIcon, Button, Group, NumberInput, Stack, Text, TextInput } from "@mantine/core";
import { IconPlus, IconTrash } from "@tabler/icons-react";
import { useSay } from "../say.tsx";
import { useBuilding } from "./building.ts";
import { NeededPoints, PointsInput } from "./fields.tsx";

type Tier = { readonly from: number; readonly to?: number; readonly points: number };

/** Points by steps of a number. */
export function TiersEditor(props: { readonly tiers: readonly Tier[]; readonly onTiers: (tiers: Tier[]) => void }) {
  const { tiers, onTiers } = props;
  const { builder, condition: say } = useSay().screens;
  const { canEdit } = useBuilding();
  const last = tiers.at(-1);
  return (
    <Stack gap={6}>
      {tiers.map((tier, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a tier is what it is by its place.
        <Group key={at} gap={6} wrap="nowrap">
          <NumberInput
            size="xs"
            w={90}
            aria-label={`${builder.tier(at + 1)}: ${say.low}`}
            leftSection={<Text size="xs">≥</Text>}
            value={tier.from}
            readOnly={!canEdit}
            onChange={(from) => from !== "" && onTiers(tiers.with(at, { ...tier, from: Number(from) }))}
          />
          <NumberInput
            size="xs"
            w={90}
            aria-label={`${builder.tier(at + 1)}: ${say.high}`}
            leftSection={<Text size="xs">≤</Text>}
            placeholder="∞"
            value={tier.to ?? ""}
            readOnly={!canEdit}
            onChange={(to) => {
              const { to: _, ...rest } = tier;
              onTiers(tiers.with(at, to === "" ? rest : { ...rest, to: Number(to) }));
            }}
          />
          <PointsInput
            w={90}
            aria-label={`${builder.tier(at + 1)}: ${builder.points}`}
            leftSection={<Text size="xs">→</Text>}
            value={tier.points}
            onNumber={(points) => onTiers(tiers.with(at, { ...tier, points: points ?? 0 }))}
          />
          <Remove
            label={builder.removeNamed(builder.tier(at + 1))}
            onRemove={tiers.length > 1 ? () => onTiers(tiers.toSpliced(at, 1)) : undefined}
          />
        </Group>
      ))}
      <Add
        label={builder.addTier}
        onAdd={() => onTiers([...tiers, { from: (last?.to ?? last?.from ?? 0) + 1, points: last?.points ?? 0 }])}
      />
    </Stack>
  );
}

type Table = Readonly<Record<string, number>>;

/** Points for each value. */
export function TableEditor(props: {
  readonly table: Table;
  readonly otherwise: number | undefined;
  readonly onTable: (table: Table, otherwise: number | undefined) => void;
}) {
  const { table, otherwise, onTable } = props;
  const { builder, condition: say } = useSay().screens;
  const { canEdit } = useBuilding();
  const rows = Object.entries(table);
  const put = (next: readonly (readonly [string, number])[]) => onTable(Object.fromEntries(next), otherwise);
  return (
    <Stack gap={6}>
      {rows.map(([key, points], at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the value itself is what is being written.
        <Group key={at} gap={6} wrap="nowrap">
          <TextInput
            size="xs"
            flex={1}
            maw={240}
            aria-label={`${say.value} ${at + 1}`}
            value={key}
            readOnly={!canEdit}
            onChange={({ currentTarget: { value } }) => {
              // Two rows of one value would be one.
              if (!Object.hasOwn(table, value)) put(rows.with(at, [value, points]));
            }}
          />
          <NeededPoints
            w={90}
            aria-label={`${key}: ${builder.points}`}
            value={points}
            onNumber={(next) => put(rows.with(at, [key, next]))}
          />
          <Remove
            label={builder.removeNamed(key)}
            onRemove={rows.length > 1 ? () => put(rows.toSpliced(at, 1)) : undefined}
          />
        </Group>
      ))}
      <Group gap={6} wrap="nowrap">
        <Text size="xs" c="dimmed" flex={1} maw={240}>
          {builder.otherwise}
        </Text>
        <PointsInput
          w={90}
          aria-label={builder.otherwise}
          placeholder="0"
          value={otherwise}
          onNumber={(next) => onTable(table, next)}
        />
      </Group>
      <Add
        label={builder.addRow}
        onAdd={Object.hasOwn(table, "") ? undefined : () => put([...rows, ["", 0] as const])}
      />
    </Stack>
  );
}

/** Adds a row of something. */
export function Add({ label, onAdd }: { readonly label: string; readonly onAdd: (() => void) | undefined }) {
  const { canEdit } = useBuilding();
  if (!canEdit) return null;
  return (
    <Group>
      <Button
        size="compact-xs"
        variant="subtle"
        leftSection={<IconPlus size={14} aria-hidden />}
        disabled={onAdd === undefined}
        onClick={onAdd}
      >
        {label}
      </Button>
    </Group>
  );
}

/** Takes a row away. */
export function Remove({ label, onRemove }: { readonly label: string; readonly onRemove: (() => void) | undefined }) {
  const { canEdit } = useBuilding();
  if (!canEdit || !onRemove) return null;
  return (
    <ActionIcon variant="subtle" color="gray" aria-label={label} onClick={onRemove}>
      <IconTrash size={16} />
    </ActionIcon>
  );
}
