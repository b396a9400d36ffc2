import type { CSSProperties } from "react";
import { useFirstSay } from "../say.tsx";
import { type LiveModel, useLiveModel } from "./use-model.ts";

/** From the lowest band to the highest: from cold and grey to warm and strong. */
const SCALE = ["gray", "blue", "cyan", "teal", "lime", "yellow", "orange"] as const;

/** The colour of a band by its place among the bands. */
export function colorOfBand(place: number, of: number): (typeof SCALE)[number] {
  const at = of < 2 ? SCALE.length - 1 : Math.round((Math.max(place, 0) / (of - 1)) * (SCALE.length - 1));
  return SCALE[at] ?? "gray";
}

type Drawn = {
  readonly band: string | null;
  readonly size?: "sm" | "md" | "lg";
  readonly miw?: CSSProperties["minWidth"];
  readonly flex?: CSSProperties["flex"];
};

/** A band by its name; as many of its bars are filled as it is high, so that colour is not the only sign. */
export function Band({ model, ...drawn }: Drawn & { readonly model: string }) {
  return <BandOf live={useLiveModel(model)} {...drawn} />;
}

/** The same where the model is at hand, as in lists, which ask for it once and not in every row. */
export function BandOf({ band, live, size = "md", miw, flex }: Drawn & { readonly live: LiveModel | undefined }) {
  const { shell } = useFirstSay().screens;
  const room = { ...(miw !== undefined && { minWidth: miw }), ...(flex !== undefined && { flex }) };
  if (band === null)
    return (
      <span className="band band-none" data-size={size} style={room}>
        {shell.none}
      </span>
    );
  const bands = live?.bands ?? [];
  const place = bands.findIndex(({ name }) => name === band);
  const background = `var(--mantine-color-${colorOfBand(place, bands.length)}-light)`;
  return (
    <span className="band" data-size={size} style={{ ...room, background }}>
      <Bars filled={place + 1} of={bands.length} />
      <span className="band-label">{bands[place]?.label ?? band}</span>
    </span>
  );
}

const MOST_BARS = 5;

function Bars({ filled, of }: { readonly filled: number; readonly of: number }) {
  if (of < 2 || of > MOST_BARS) return null;
  return (
    <svg width={of * 4} height={10} viewBox={`0 0 ${of * 4} 10`} aria-hidden>
      <title>{`${filled}/${of}`}</title>
      {Array.from({ length: of }, (_, at) => {
        const height = 3 + ((at + 1) * 7) / of;
        return (
          <rect
            // biome-ignore lint/suspicious/noArrayIndexKey: a bar is its place.
            key={at}
            x={at * 4}
            y={10 - height}
            width={2.6}
            height={height}
            rx={0.6}
            fill="currentColor"
            opacity={at < filled ? 1 : 0.25}
          />
        );
      })}
    </svg>
  );
}
