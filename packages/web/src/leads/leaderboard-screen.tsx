import { Button } from "@mantine/core";
import { IconMaximize, IconMinimize } from "@tabler/icons-react";
import { getRouteApi, useNavigate } from "@tanstack/react-router";
import { useRef } from "react";
import { useSay } from "../say.tsx";
import { LinkButton } from "../ui/links.tsx";
import { Screen } from "../ui/screen.tsx";
import { Asked, Empty } from "../ui/states.tsx";
import "./leaderboard.css";
import { LeaderboardRow } from "./leaderboard-row.tsx";
import { LiveBadge } from "./live-badge.tsx";
import { ModelPick } from "./model-pick.tsx";
import type { Move } from "./places.ts";
import { isUnscored, Unscored } from "./unscored.tsx";
import { useAskedModel } from "./use-asked-model.ts";
import { useGlide } from "./use-glide.ts";
import { useKeys } from "./use-keys.ts";
import type { ListedLead } from "./use-leads.ts";
import { useRanking } from "./use-ranking.ts";

const route = getRouteApi("/inside/leaderboard");

/** The hundred highest scores, live; with `?full` for a screen on a wall. */
export function LeaderboardScreen() {
  const { leads: say, shell } = useSay().screens;
  const { full, ...search } = route.useSearch();
  const navigate = useNavigate({ from: "/leaderboard" });
  const model = useAskedModel(search.model);
  const { query, isLive, moves } = useRanking(model);
  const show = (isFull: boolean) => {
    void navigate({ search: isFull ? { ...search, full: true as const } : search });
    // A browser may refuse; the board fills its window all the same.
    if (isFull) void document.documentElement.requestFullscreen?.().catch(() => undefined);
    else if (document.fullscreenElement) void document.exitFullscreen();
  };
  useKeys(full ? { Escape: () => show(false) } : {});
  const screen = (
    <Screen
      title={shell.leaderboard}
      about={say.leaderboard.about}
      actions={
        <>
          <LiveBadge isLive={isLive} />
          <ModelPick
            model={model}
            onModel={(model) => void navigate({ search: (now) => ({ ...now, model }), replace: true })}
          />
          <Button
            size="xs"
            variant="default"
            leftSection={full ? <IconMinimize size={14} aria-hidden /> : <IconMaximize size={14} aria-hidden />}
            onClick={() => show(!full)}
          >
            {full ? say.leaderboard.leave : say.leaderboard.full}
          </Button>
        </>
      }
    >
      {isUnscored(query.error, search.model) ? (
        <Unscored error={query.error} />
      ) : (
        <Asked query={query}>
          {({ items }) =>
            items.length === 0 ? (
              <Empty title={say.empty} hint={say.emptyHint}>
                <LinkButton to="/sources">{shell.titles.sources}</LinkButton>
              </Empty>
            ) : (
              <Ranking leads={items} moves={moves} />
            )
          }
        </Asked>
      )}
    </Screen>
  );
  return full ? <div className="ranking-full">{screen}</div> : screen;
}

function Ranking(props: { readonly leads: readonly ListedLead[]; readonly moves: ReadonlyMap<string, Move> }) {
  const { leads, moves } = props;
  const list = useRef<HTMLOListElement>(null);
  useGlide(list, leads.map(({ id }) => id).join(" "));
  return (
    <ol ref={list} className="ranking">
      {leads.map((lead, at) => (
        <LeaderboardRow key={lead.id} lead={lead} place={at + 1} move={moves.get(lead.id)} />
      ))}
    </ol>
  );
}
