import { Button, Card, Group, SimpleGrid, Stack, Text, Title } from "@mantine/core";
import type { KeyboardEvent } from "react";
import { useRef, useState } from "react";
import { useSay } from "../say.tsx";
import { colorOfBand } from "../ui/band.tsx";
import type { Band } from "./band-counts.ts";
import { put, useBuilding } from "./building.ts";
import { PointsInput, Section } from "./fields.tsx";
import { LabelsEditor } from "./labels-editor.tsx";
import { type Axis, type Matrix, paintCell } from "./paint.ts";
import "./scheme.css";

/**
 * The matrix: choose a band, then paint the cells that belong to it. By keyboard, arrows go from cell to cell, Enter
 * paints with the chosen band, and a digit with the band of that place.
 */
export function MatrixPainter({ matrix }: { readonly matrix: Matrix }) {
  const { builder } = useSay().screens;
  const { model, names, edit, canEdit } = useBuilding();
  const bands = model.bands ?? [];
  const [brush, setBrush] = useState(0);
  const [cell, setCell] = useState<string>();
  const paint = (name: string, band: Band | undefined) => {
    setCell(name);
    if (canEdit) edit(paintCell(bands, name, band?.name));
  };
  const points = model.total?.matrix?.points;
  return (
    <Stack gap="xs" component="section">
      <Title order={2} size="h4">
        {builder.matrix}
      </Title>
      <Card withBorder padding="sm">
        <Stack gap="sm">
          {canEdit && (
            <Group gap={6} role="radiogroup" aria-label={builder.brush}>
              <Text size="sm" c="dimmed">
                {builder.brush}
              </Text>
              {bands.map((band, at) => (
                <Button
                  key={band.name}
                  size="compact-sm"
                  role="radio"
                  aria-checked={brush === at}
                  variant={brush === at ? "filled" : "light"}
                  color={colorOfBand(at, bands.length)}
                  autoContrast
                  onClick={() => setBrush(at)}
                >
                  {at + 1} · {names.band(band.name)}
                </Button>
              ))}
            </Group>
          )}
          <Grid matrix={matrix} bands={bands} brush={brush} onPaint={paint} onCell={setCell} />
          {cell !== undefined && (
            <PointsInput
              w={200}
              label={builder.cellPoints(cell)}
              placeholder={builder.byPlace}
              value={points?.[cell]}
              onNumber={(next) => edit(put(["total", "matrix", "points", cell], next), `cell.${cell}`)}
            />
          )}
          <SimpleGrid cols={{ base: 1, md: 2 }}>
            <AxisLabels axis={matrix.rows} />
            <AxisLabels axis={matrix.columns} />
          </SimpleGrid>
        </Stack>
      </Card>
    </Stack>
  );
}

function Grid(props: {
  readonly matrix: Matrix;
  readonly bands: readonly Band[];
  readonly brush: number;
  readonly onPaint: (cell: string, band: Band | undefined) => void;
  readonly onCell: (cell: string) => void;
}) {
  const { matrix, bands, brush, onPaint, onCell } = props;
  const { screens, figures } = useSay();
  const { builder } = screens;
  const { names, model } = useBuilding();
  const table = useRef<HTMLTableElement>(null);
  // The best stands on top, as people draw it.
  const rows = matrix.rows.labels.toReversed();
  const { columns } = matrix;
  const bandAt = (cell: string) => bands.findIndex(({ cells }) => cells?.includes(cell));
  const onKey = (event: KeyboardEvent, cell: string, row: number, column: number) => {
    const step = STEPS[event.key];
    if (step) {
      event.preventDefault();
      const next = table.current?.querySelector<HTMLElement>(`[data-at="${row + step[0]}-${column + step[1]}"]`);
      next?.focus();
      return;
    }
    const digit = Number(event.key);
    if (Number.isInteger(digit) && digit >= 1 && bands[digit - 1]) onPaint(cell, bands[digit - 1]);
    if (event.key === "Delete" || event.key === "Backspace") onPaint(cell, undefined);
  };
  return (
    <div className="builder-matrix">
      <table ref={table} aria-label={builder.matrix}>
        <thead>
          <tr>
            <th scope="col">
              {names.dimension(matrix.rows.dimension)} \ {names.dimension(columns.dimension)}
            </th>
            {columns.labels.map((label) => (
              <th key={label} scope="col">
                {label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, rowAt) => (
            <tr key={row}>
              <th scope="row">{row}</th>
              {columns.labels.map((column, columnAt) => {
                const cell = `${row}${column}`;
                const at = bandAt(cell);
                const band = at < 0 ? builder.noCellBand : names.band(bands[at]?.name ?? "");
                const worth = model.total?.matrix?.points?.[cell];
                return (
                  <td key={column}>
                    <button
                      type="button"
                      data-at={`${rowAt}-${columnAt}`}
                      data-color={at < 0 ? "none" : colorOfBand(at, bands.length)}
                      aria-label={`${cell}: ${band}`}
                      onClick={() => onPaint(cell, bands[brush])}
                      onFocus={() => onCell(cell)}
                      onKeyDown={(event) => onKey(event, cell, rowAt, columnAt)}
                    >
                      <strong>{cell}</strong>
                      <span>{band}</span>
                      {worth !== undefined && <small>{figures.number(worth)}</small>}
                    </button>
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

const STEPS: Readonly<Record<string, readonly [number, number]>> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
};

function AxisLabels({ axis }: { readonly axis: Axis }) {
  const { builder } = useSay().screens;
  const { names, model, edit } = useBuilding();
  const path = ["dimensions", axis.dimension, "labels"];
  return (
    <Section title={builder.labelsOf(names.dimension(axis.dimension))}>
      <LabelsEditor
        labels={model.dimensions[axis.dimension]?.labels}
        onLabels={(labels) => edit(put(path, labels), `${axis.dimension}.labels`)}
      />
    </Section>
  );
}
