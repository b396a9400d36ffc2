import { Text } from "@mantine/core";
import { useInViewport } from "@mantine/hooks";
import { Link } from "@tanstack/react-router";
import { useSay } from "../say.tsx";
import { Band } from "../ui/band.tsx";
import { Ago, Points } from "../ui/figures.tsx";
import { LastAction } from "./last-action.tsx";
import { Who } from "./lead-cells.tsx";
import type { Move } from "./places.ts";
import type { ListedLead } from "./use-leads.ts";

const FIRST = 3;

/** A place on the leaderboard, and who has it. */
export function LeaderboardRow(props: {
  readonly lead: ListedLead;
  readonly place: number;
  readonly move: Move | undefined;
}) {
  const { lead, place, move } = props;
  const { figures } = useSay();
  const { ref, inViewport } = useInViewport<HTMLLIElement>();
  return (
    <li
      ref={ref}
      data-lead={lead.id}
      data-moved={move !== undefined || undefined}
      data-first={place <= FIRST || undefined}
      className="ranking-row"
    >
      <Link to="/leads/$id" params={{ id: lead.id }} className="ranking-link">
        <span className="ranking-place">{figures.number(place)}</span>
        <span className="ranking-move">{move !== undefined && <Moved move={move} />}</span>
        <span className="ranking-who">
          <Who lead={lead} />
        </span>
        <span className="ranking-action">
          {inViewport && <LastAction lead={lead} />}
          {lead.lastAt && <Ago at={lead.lastAt} size="xs" c="dimmed" />}
        </span>
        <span className="ranking-band">
          <Band band={lead.score.band} model={lead.score.model} />
        </span>
        <Points points={lead.score.total} />
      </Link>
    </li>
  );
}

function Moved({ move }: { readonly move: Move }) {
  const { screens, figures } = useSay();
  const { leaderboard: say } = screens.leads;
  const [sign, label, color] =
    move === "new"
      ? (["★", say.entered, "yellow.9"] as const)
      : move > 0
        ? ([`▲${figures.number(move)}`, say.up(move), "teal.8"] as const)
        : ([`▼${figures.number(-move)}`, say.down(-move), "red.8"] as const);
  return (
    <Text span inherit fw={700} c={color} role="img" aria-label={label} title={label}>
      {sign}
    </Text>
  );
}
