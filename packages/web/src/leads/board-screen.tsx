import { SegmentedControl, VisuallyHidden } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi, useNavigate } from "@tanstack/react-router";
import { useRef } from "react";
import { ask } from "../api.ts";
import { remembered, useRemembered } from "../remembered.ts";
import { useSay } from "../say.tsx";
import { LinkButton } from "../ui/links.tsx";
import { Screen } from "../ui/screen.tsx";
import { Asked, Empty, Failed, Loading } from "../ui/states.tsx";
import { type LiveModel, useLiveModelOrWhy, useLiveModels } from "../ui/use-model.ts";
import "./board.css";
import { BoardColumn } from "./board-column.tsx";
import "./leads.css";
import { LiveBadge } from "./live-badge.tsx";
import { ModelPick } from "./model-pick.tsx";
import { useAskedModelOrWhy } from "./use-asked-model.ts";
import { useBoard } from "./use-board.ts";

const route = getRouteApi("/inside/board");

type Side = "left" | "right";
const isSide = (value: unknown): value is Side => value === "left" || value === "right";
const highest = remembered<Side>("board.highest", () => "left", isSide);

/** All leads, a column for each band. */
export function BoardScreen() {
  const { leads: say, shell } = useSay().screens;
  const search = route.useSearch();
  const navigate = useNavigate({ from: "/board" });
  const models = useLiveModels();
  const { model, error } = useAskedModelOrWhy(search.model);
  const { live, error: unknown } = useLiveModelOrWhy(model);
  const side = useRemembered(highest);
  const { isLive, last } = useBoard(model);
  const name = last?.lead.name ?? last?.lead.email ?? say.unknown;
  return (
    <Screen
      title={shell.board}
      about={say.board.about}
      actions={
        <>
          <LiveBadge isLive={isLive} />
          <ModelPick model={model} onModel={(model) => void navigate({ search: { model }, replace: true })} />
          <SegmentedControl
            size="xs"
            visibleFrom="sm"
            aria-label={say.board.order}
            value={side}
            onChange={(value) => isSide(value) && highest.set(value)}
            data={[
              { value: "left", label: say.board.highestLeft },
              { value: "right", label: say.board.highestRight },
            ]}
          />
        </>
      }
    >
      <Board isUnscored={models?.length === 0} live={live} side={side} error={error ?? unknown} />
      <VisuallyHidden aria-live="polite">
        {last && say.board.movedTo(name, live?.names.band(last.band ?? "") || shell.none)}
      </VisuallyHidden>
    </Screen>
  );
}

function Board(props: {
  readonly isUnscored: boolean;
  readonly live: LiveModel | undefined;
  readonly side: Side;
  readonly error: unknown;
}) {
  const { isUnscored, live, side, error } = props;
  if (isUnscored) return <NoBands />;
  if (live) return <Columns live={live} side={side} />;
  return error ? <Failed error={error} /> : <Loading />;
}

function NoBands() {
  const { leads: say, models } = useSay().screens;
  return (
    <Empty title={say.board.noBands} hint={say.board.noBandsHint}>
      <LinkButton to="/models">{models.title}</LinkButton>
    </Empty>
  );
}

function Columns({ live, side }: { readonly live: LiveModel; readonly side: Side }) {
  const board = useRef<HTMLDivElement>(null);
  const report = useQuery(ask("reports", "bands", { query: { model: live.name } }));
  const bands = side === "left" ? live.bands.toReversed() : live.bands;
  if (bands.length === 0) return <NoBands />;
  const aside = (from: number) => (by: -1 | 1, index: number) => {
    const columns = [...(board.current?.children ?? [])];
    const cards = [...(columns[from + by]?.querySelectorAll<HTMLElement>("[data-at]") ?? [])];
    const distance = (card: HTMLElement) => Math.abs(Number(card.dataset["at"]) - index);
    cards.toSorted((one, other) => distance(one) - distance(other))[0]?.focus();
  };
  return (
    <>
      {report.isError && <Asked query={report}>{() => null}</Asked>}
      <div className="board fills" ref={board}>
        {bands.map(({ name, label }, at) => (
          <BoardColumn
            key={`${live.name} ${name}`}
            model={live.name}
            band={name}
            label={label}
            figures={report.data?.bands.find(({ band }) => band === name)}
            onAside={aside(at)}
          />
        ))}
      </div>
    </>
  );
}
