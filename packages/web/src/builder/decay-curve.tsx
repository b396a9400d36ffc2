import { Text } from "@mantine/core";
import { type Decay, sayDecay } from "@plumbline/phrases";
import { useMemo } from "react";
import { useSay } from "../say.tsx";
import { decayShape } from "./decay-shape.ts";

const WIDTH = 360;
const HEIGHT = 110;
const LEFT = 40;
const BOTTOM = 18;
const TOP = 6;

/** What is left of points by age, drawn from the weights that the score itself uses, and in figures. */
export function DecayCurve({ decay }: { readonly decay: Decay | undefined }) {
  const say = useSay();
  const { builder } = say.screens;
  const shape = useMemo(() => decayShape(decay), [decay]);
  if (shape.length < 2) return null;
  const days = shape.length - 1;
  const x = (age: number) => LEFT + (age / days) * (WIDTH - LEFT - 8);
  const y = (share: number) => TOP + (1 - share) * (HEIGHT - TOP - BOTTOM);
  // Steps are steps: each day keeps its weight until the next.
  const line = shape.map(
    (share, age) => `${age === 0 ? "M" : "H"}${x(age).toFixed(1)}${age === 0 ? "," : "V"}${y(share).toFixed(1)}`,
  );
  const said = sayDecay(say, decay ?? "none");
  const marks = [0.25, 0.5, 0.75, 1].map((part) => Math.round(days * part));
  const ends = line.join("");
  return (
    <figure className="builder-curve">
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={said}>
        <title>{said}</title>
        {[0, 0.5, 1].map((share) => (
          <g key={share}>
            <line x1={LEFT} x2={WIDTH - 8} y1={y(share)} y2={y(share)} className="builder-curve-grid" />
            <text x={LEFT - 6} y={y(share) + 3.5} textAnchor="end">
              {say.figures.percent(share)}
            </text>
          </g>
        ))}
        {marks.map((age) => (
          <text key={age} x={x(age)} y={HEIGHT - 4} textAnchor={age === days ? "end" : "middle"}>
            {say.conditions.spans.d(age)}
          </text>
        ))}
        <path d={`${ends}V${y(0)}H${x(0)}Z`} className="builder-curve-area" />
        <path d={ends} className="builder-curve-line" />
      </svg>
      <Text component="figcaption" size="xs" c="dimmed">
        {said}: {say.figures.list(marks.map((age) => builder.leftAfter(shape[age] ?? 0, say.conditions.spans.d(age))))}
      </Text>
    </figure>
  );
}
