import { Badge, type BadgeProps } from "@mantine/core";
import { useFirstSay } from "../say.tsx";
import { useLiveModel } from "./use-model.ts";

/** From the lowest band to the highest: from cold and grey to warm and strong. */
const SCALE = ["gray", "blue", "cyan", "teal", "lime", "yellow", "orange"] as const;

/** The colour of a band by its place among the bands. */
export function colorOfBand(place: number, of: number): (typeof SCALE)[number] {
  const at = of < 2 ? SCALE.length - 1 : Math.round((Math.max(place, 0) / (of - 1)) * (SCALE.length - 1));
  return SCALE[at] ?? "gray";
}

/** A band by its name; as many of its bars are filled as it is high, so that colour is not the only sign. */
export function Band({ band, model, ...rest }: BadgeProps & { readonly band: string | null; readonly model: string }) {
  const { shell } = useFirstSay().screens;
  const bands = useLiveModel(model)?.bands ?? [];
  if (band === null)
    return (
      <Badge color="gray" variant="transparent" tt="none" fw={500} {...rest}>
        {shell.none}
      </Badge>
    );
  const place = bands.findIndex(({ name }) => name === band);
  return (
    <Badge
      color={colorOfBand(place, bands.length)}
      variant="light"
      // Letters in the colour of their ground are too pale for lime and yellow.
      c="var(--mantine-color-text)"
      tt="none"
      fw={600}
      leftSection={<Bars filled={place + 1} of={bands.length} />}
      {...rest}
    >
      {bands[place]?.label ?? band}
    </Badge>
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
