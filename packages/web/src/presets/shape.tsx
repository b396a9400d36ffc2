import { Badge, Group, Text, useMantineTheme } from "@mantine/core";
import { namesOf } from "@plumbline/phrases";
import type { Model } from "@plumbline/scoring";
import { useSay } from "../say.tsx";
import { colorOfBand } from "../ui/band.tsx";
import "./presets.css";

const CELL = 34;

/** A small drawing of what a model is made of: its matrix with the bands painted in, or its dimensions. */
export function Shape({ body }: { readonly body: Model }) {
  const { presets: say } = useSay().screens;
  const { colors } = useMantineTheme();
  const names = namesOf(body);
  const matrix = body.total?.matrix;
  const rows = ladderOf(body, matrix?.rows);
  const columns = ladderOf(body, matrix?.columns);
  if (!matrix || rows.length === 0 || columns.length === 0)
    return (
      <Group gap={6} aria-label={say.shape.dimensions}>
        {Object.keys(body.dimensions).map((dimension, at) => (
          <Group key={dimension} gap={6}>
            {at > 0 && (
              <Text size="sm" c="dimmed" aria-hidden>
                +
              </Text>
            )}
            <Badge variant="outline" tt="none" size="lg" color="gray" fw={500}>
              {names.dimension(dimension)}
            </Badge>
          </Group>
        ))}
      </Group>
    );
  const bands = body.bands ?? [];
  const isPainted = bands.some(({ cells }) => cells !== undefined);
  const label = say.shape.drawing(names.dimension(matrix.rows), names.dimension(matrix.columns));
  return (
    <svg
      className="presets-shape"
      viewBox={`0 0 ${columns.length * CELL} ${rows.length * CELL}`}
      role="img"
      aria-label={label}
    >
      {rows.map((row, y) =>
        columns.map((column, x) => {
          const place = bands.findIndex(({ cells }) => cells?.includes(`${row}${column}`));
          // Without bands of cells it fades from the best corner to the worst.
          const nearness = 1 - (y + x) / Math.max(1, rows.length + columns.length - 2);
          const color = place >= 0 ? colorOfBand(place, bands.length) : isPainted ? "gray" : "cyan";
          const opacity = place >= 0 ? 0.4 : isPainted ? 0.15 : 0.1 + nearness * 0.5;
          return (
            <g key={`${row} ${column}`} transform={`translate(${x * CELL} ${y * CELL})`}>
              <rect width={CELL - 2} height={CELL - 2} rx={3} fill={colors[color]?.[5]} opacity={opacity} />
              <text x={(CELL - 2) / 2} y={CELL / 2 + 3} textAnchor="middle">
                {`${row}${column}`.slice(0, 5)}
              </text>
            </g>
          );
        }),
      )}
    </svg>
  );
}

/** The labels of a dimension from the best down. */
function ladderOf(body: Model, dimension: string | undefined): readonly string[] {
  const labels = dimension === undefined ? undefined : body.dimensions[dimension]?.labels;
  return (labels ?? []).map(({ name }) => name).toReversed();
}
