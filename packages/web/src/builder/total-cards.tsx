import { Card, Group, NativeSelect, SegmentedControl, Stack, Text, Title } from "@mantine/core";
import { sayTotal } from "@plumbline/phrases";
import type { Model } from "@plumbline/scoring";
import type { ReactNode } from "react";
import { useSay } from "../say.tsx";
import { BandsEditor } from "./bands-editor.tsx";
import { put, useBuilding } from "./building.ts";
import { NeededPoints, PointsInput } from "./fields.tsx";
import { MatrixPainter } from "./matrix-painter.tsx";
import { matrixOf, toMatrix, toSum } from "./paint.ts";
import { PartProblems } from "./part-problems.tsx";

/** What the dimensions make together, and where the bands begin. */
export function TotalCards() {
  const say = useSay();
  const { builder } = say.screens;
  const { model, names, edit, canEdit, problemsAt } = useBuilding();
  const dimensions = Object.keys(model.dimensions);
  const matrix = matrixOf(model);
  const [first = "", second = ""] = dimensions;
  const said = sayTotal(say, (model.total ?? {}) as Parameters<typeof sayTotal>[1], dimensions, names);
  return (
    <Stack gap="lg">
      <Stack gap="xs" component="section">
        <Title order={2} size="h4">
          {builder.total}
        </Title>
        <Card withBorder padding="sm">
          <Stack gap="sm">
            <Text size="sm">{said}</Text>
            <PartProblems problems={problemsAt(["total"])} />
            {canEdit && dimensions.length > 1 && (
              <SegmentedControl
                size="xs"
                w="fit-content"
                aria-label={builder.total}
                value={matrix ? "matrix" : "sum"}
                data={[
                  { value: "sum", label: builder.totals.sum },
                  { value: "matrix", label: builder.totals.matrix },
                ]}
                onChange={(kind) => edit(kind === "sum" ? toSum(model) : toMatrix(model, first, second))}
              />
            )}
            {matrix ? <Axes /> : <Weights />}
            {!matrix && <Ranges />}
          </Stack>
        </Card>
      </Stack>
      {matrix && <MatrixPainter matrix={matrix} />}
      <BandsEditor hasMatrix={matrix !== undefined} />
    </Stack>
  );
}

/** How much each dimension counts. */
function Weights() {
  const { model, names, edit } = useBuilding();
  const dimensions = Object.keys(model.dimensions);
  const weights = weightsOf(model);
  const told = (dimension: string, weight: number) => {
    const next = { ...weights, [dimension]: weight };
    const counted = dimensions.filter((one) => (next[one] ?? 0) !== 0);
    // Where all count alike, a list says it.
    const isPlain = counted.every((one) => next[one] === 1);
    const sum = isPlain ? counted : Object.fromEntries(counted.map((one) => [one, next[one]]));
    edit(put(["total", "sum"], counted.length > 0 ? sum : undefined), `total.${dimension}`);
  };
  return (
    <Group gap="sm">
      {dimensions.map((name) => (
        <NeededPoints
          key={name}
          w={130}
          label={names.dimension(name)}
          leftSection={<Text size="xs">×</Text>}
          step={0.1}
          decimalScale={4}
          value={weights[name] ?? 0}
          onNumber={(next) => told(name, next)}
        />
      ))}
    </Group>
  );
}

function weightsOf(model: Model): Readonly<Record<string, number>> {
  const sum = model.total?.sum ?? Object.keys(model.dimensions);
  return Array.isArray(sum) ? Object.fromEntries(sum.map((name) => [name, 1])) : sum;
}

/** Stretching and bounds of the total. */
function Ranges() {
  const { builder, condition: say } = useSay().screens;
  const { model, edit } = useBuilding();
  const { clip, scale } = model.total ?? {};
  const set = (key: "clip" | "scale", value: unknown) => edit(put(["total", key], value), `total.${key}`);
  const range = (low: number | undefined, high: number | undefined) =>
    low === undefined && high === undefined ? undefined : [low ?? 0, high ?? 100];
  return (
    <Group gap="lg" align="flex-end">
      <Labelled label={builder.clip}>
        <PointsInput
          w={90}
          aria-label={`${builder.clip}: ${say.low}`}
          value={clip?.[0]}
          placeholder={say.low}
          onNumber={(low) => set("clip", range(low, clip?.[1]))}
        />
        <PointsInput
          w={90}
          aria-label={`${builder.clip}: ${say.high}`}
          placeholder={say.high}
          value={clip?.[1]}
          onNumber={(high) => set("clip", range(clip?.[0], high))}
        />
      </Labelled>
      <Labelled label={builder.scale}>
        <PointsInput
          w={110}
          aria-label={builder.scale}
          placeholder={say.high}
          value={scale?.from[1]}
          onNumber={(high) =>
            set(
              "scale",
              high === undefined ? undefined : { from: [scale?.from[0] ?? 0, high], to: scale?.to ?? [0, 100] },
            )
          }
        />
        {scale && (
          <>
            <Text size="sm">→</Text>
            {([0, 1] as const).map((end) => (
              <NeededPoints
                key={end}
                w={80}
                aria-label={`${builder.scale}: ${end === 0 ? say.low : say.high}`}
                value={scale.to[end]}
                onNumber={(next) => set("scale", { ...scale, to: scale.to.with(end, next) })}
              />
            ))}
          </>
        )}
      </Labelled>
    </Group>
  );
}

function Labelled({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <Stack gap={2} role="group" aria-label={label}>
      <Text size="xs" fw={500} aria-hidden>
        {label}
      </Text>
      <Group gap={6}>{children}</Group>
    </Stack>
  );
}

/** Which dimension stands upright, and which lies. */
function Axes() {
  const { builder } = useSay().screens;
  const { model, names, edit, canEdit } = useBuilding();
  const matrix = model.total?.matrix;
  if (!matrix) return null;
  return (
    <Group gap="sm">
      {(["rows", "columns"] as const).map((axis) => (
        <NativeSelect
          key={axis}
          size="xs"
          label={builder.axes[axis]}
          value={matrix[axis]}
          disabled={!canEdit}
          data={Object.keys(model.dimensions).map((name) => ({ value: name, label: names.dimension(name) }))}
          onChange={({ currentTarget }) =>
            edit({ kind: "set", path: ["total", "matrix", axis], value: currentTarget.value })
          }
        />
      ))}
    </Group>
  );
}
