import { Stack, Tooltip } from "@mantine/core";
import { useFirstSay } from "../say.tsx";
import { useLiveModel } from "./use-model.ts";

type Dimension = { readonly name: string; readonly points: number; readonly label: string | null };

/** How far each dimension is filled, one bar each; the figures on hovering, and to who does not see them. */
export function Split({ dimensions, model }: { readonly dimensions: readonly Dimension[]; readonly model: string }) {
  const { figures } = useFirstSay();
  const live = useLiveModel(model);
  if (dimensions.length < 2) return null;
  const said = dimensions
    .map(({ name, points, label }) =>
      `${live?.names.dimension(name) ?? name} ${figures.points(points * 100)} ${label ?? ""}`.trimEnd(),
    )
    .join(", ");
  return (
    <Tooltip label={said}>
      <Stack gap={2} role="img" aria-label={said} className="split">
        {dimensions.map(({ name, points }) => (
          <svg key={name} width={34} height={4} aria-hidden>
            <title>{said}</title>
            <rect width={34} height={4} rx={2} className="split-room" />
            <rect
              width={34 * filled(points, live?.body.dimensions?.[name]?.clip)}
              height={4}
              rx={2}
              fill="currentColor"
            />
          </svg>
        ))}
      </Stack>
    </Tooltip>
  );
}

const USUAL_TOP = 100;

function filled(points: number, clip: readonly (number | null)[] | undefined): number {
  const top = clip?.[1] ?? USUAL_TOP;
  return top > 0 ? Math.min(Math.max(points / top, 0), 1) : 0;
}
