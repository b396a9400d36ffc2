import { Fragment } from "react";
import { useFirstSay } from "../say.tsx";
import type { LiveModel } from "./use-model.ts";

type Dimension = { readonly name: string; readonly points: number; readonly label: string | null };

/** How far each dimension is filled, one bar each; the figures on hovering, and to who does not see them. */
export function Split(props: { readonly dimensions: readonly Dimension[]; readonly live: LiveModel | undefined }) {
  const { dimensions, live } = props;
  const { figures } = useFirstSay();
  if (dimensions.length < 2) return null;
  const said = dimensions
    .map(({ name, points, label }) =>
      `${live?.names.dimension(name) ?? name} ${figures.points(points * 100)} ${label ?? ""}`.trimEnd(),
    )
    .join(", ");
  return (
    <span role="img" aria-label={said} title={said} className="split">
      <svg width={WIDE} height={dimensions.length * (BAR + GAP) - GAP} aria-hidden>
        {dimensions.map(({ name, points }, at) => {
          const bar = { y: at * (BAR + GAP), height: BAR, rx: BAR / 2 };
          return (
            <Fragment key={name}>
              <rect width={WIDE} {...bar} className="split-room" />
              <rect width={WIDE * filled(points, live?.body.dimensions?.[name]?.clip)} {...bar} fill="currentColor" />
            </Fragment>
          );
        })}
      </svg>
    </span>
  );
}

const WIDE = 34;
const BAR = 4;
const GAP = 2;
const USUAL_TOP = 100;

function filled(points: number, clip: readonly (number | null)[] | undefined): number {
  const top = clip?.[1] ?? USUAL_TOP;
  return top > 0 ? Math.min(Math.max(points / top, 0), 1) : 0;
}
