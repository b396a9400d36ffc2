import { Text } from "@mantine/core";
import { type KeyboardEvent, type PointerEvent, useRef, useState } from "react";
import { useSay } from "../say.tsx";
import { colorOfBand } from "../ui/band.tsx";
import { type Band, type Histogram, startOf, withStart } from "./band-counts.ts";
import { useBuilding } from "./building.ts";
import "./scheme.css";

const WIDTH = 600;
const HEIGHT = 120;

/** The starts of the bands as handles over the totals that leads have now, to be drawn or moved by arrows. */
export function BandSliders(props: {
  readonly bands: readonly Band[];
  readonly histogram: Histogram | undefined;
  readonly clip: readonly [number, number] | undefined;
}) {
  const { bands, histogram, clip } = props;
  const { screens, figures } = useSay();
  const { builder } = screens;
  const track = useRef<HTMLDivElement>(null);
  const { names, edit, canEdit } = useBuilding();
  const [dragged, setDragged] = useState<{ readonly at: number; readonly start: number }>();
  const starts = bands.map(startOf).filter(Number.isFinite);
  const low = Math.min(clip?.[0] ?? 0, histogram?.low ?? 0, ...starts);
  const high = Math.max(clip?.[1] ?? 100, histogram?.high ?? 0, ...starts);
  const part = (value: number) => (high > low ? (value - low) / (high - low) : 0);
  const startAt = (at: number) => (dragged?.at === at ? dragged.start : startOf(bands[at] as Band));
  /** Between its neighbours: bands rise. */
  const bounded = (at: number, start: number) => {
    const below = bands.slice(0, at).map(startOf).filter(Number.isFinite).at(-1) ?? low;
    const above = bands[at + 1] ? startOf(bands[at + 1] as Band) : high;
    return Math.round(Math.min(Math.max(start, below), above));
  };
  const move = (at: number, start: number) => {
    const band = bands[at];
    if (band && canEdit)
      edit({ kind: "set", path: ["bands", at], value: withStart(band, bounded(at, start)) }, `slider.${at}`);
  };
  const valueAt = (clientX: number) => {
    const box = track.current?.getBoundingClientRect();
    return box && box.width > 0 ? low + ((clientX - box.left) / box.width) * (high - low) : low;
  };
  const bandOf = (value: number) => bands.findLastIndex((_, at) => !(startAt(at) > value));
  const most = Math.max(1, ...(histogram?.steps ?? []).map(({ count }) => count));
  const said = histogram ? builder.distribution : builder.noDistribution;
  return (
    <figure className="builder-bands">
      <Text component="figcaption" size="sm" c="dimmed">
        {said}
      </Text>
      <div ref={track} className="builder-bands-track">
        <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} preserveAspectRatio="none" aria-hidden>
          <title>{said}</title>
          {bands.map((band, at) => {
            const from = Math.max(part(startAt(at)), 0);
            const to = bands[at + 1] ? part(startAt(at + 1)) : 1;
            return (
              <rect
                key={band.name}
                x={(Number.isFinite(from) ? from : 0) * WIDTH}
                width={Math.max(0, (to - (Number.isFinite(from) ? from : 0)) * WIDTH)}
                height={HEIGHT}
                data-color={colorOfBand(at, bands.length)}
                className="builder-bands-area"
              />
            );
          })}
          {histogram?.steps.map(({ from, count }, index) => {
            const to = histogram.steps[index + 1]?.from ?? histogram.high;
            // A root lets few be seen beside many.
            const height = Math.sqrt(count / most) * (HEIGHT - 10);
            return (
              <rect
                key={from}
                x={part(from) * WIDTH + 0.5}
                y={HEIGHT - height}
                width={Math.max(1, part(to) * WIDTH - part(from) * WIDTH - 1)}
                height={height}
                data-color={colorOfBand(bandOf(from), bands.length)}
                className="builder-bands-bar"
              />
            );
          })}
        </svg>
        {bands.map((band, at) =>
          Number.isFinite(startOf(band)) ? (
            <Handle
              key={band.name}
              name={names.band(band.name)}
              start={startAt(at)}
              said={figures.number(startAt(at))}
              low={low}
              high={high}
              part={part(startAt(at))}
              isFixed={!canEdit}
              onStep={(step) => move(at, startOf(band) + step)}
              onDrag={(x) => setDragged({ at, start: bounded(at, valueAt(x)) })}
              onDrop={() => {
                if (dragged) move(dragged.at, dragged.start);
                setDragged(undefined);
              }}
            />
          ) : null,
        )}
      </div>
      <div className="builder-bands-ends">
        <span>{figures.number(low)}</span>
        <span>{figures.number(high)}</span>
      </div>
    </figure>
  );
}

function Handle(props: {
  readonly name: string;
  readonly start: number;
  readonly said: string;
  readonly low: number;
  readonly high: number;
  readonly part: number;
  readonly isFixed: boolean;
  readonly onStep: (step: number) => void;
  readonly onDrag: (clientX: number) => void;
  readonly onDrop: () => void;
}) {
  const { name, start, said, low, high, part, isFixed, onStep, onDrag, onDrop } = props;
  const onKey = (event: KeyboardEvent) => {
    const step = STEPS[event.key];
    if (step === undefined) return;
    event.preventDefault();
    onStep(event.shiftKey ? step * 10 : step);
  };
  const onMove = (event: PointerEvent) => {
    if (!isFixed && event.currentTarget.hasPointerCapture(event.pointerId)) onDrag(event.clientX);
  };
  return (
    <div
      role="slider"
      tabIndex={0}
      aria-label={name}
      aria-valuemin={low}
      aria-valuemax={high}
      aria-valuenow={start}
      aria-valuetext={said}
      aria-readonly={isFixed}
      className="builder-bands-handle"
      style={{ insetInlineStart: `${part * 100}%` }}
      onKeyDown={onKey}
      onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
      onPointerMove={onMove}
      onPointerUp={onDrop}
      onPointerCancel={onDrop}
    >
      <span>
        {name} {said}
      </span>
    </div>
  );
}

const STEPS: Readonly<Record<string, number>> = {
  ArrowLeft: -1,
  ArrowDown: -1,
  ArrowRight: 1,
  ArrowUp: 1,
  PageDown: -10,
  PageUp: 10,
};
