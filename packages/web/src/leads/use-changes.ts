import { useEffect, useRef, useState } from "react";
import { useLive } from "../ui/live.ts";
import { movesOf, noMoves, readAgainIn, withMove } from "./moves.ts";
import type { ListedLead } from "./use-leads.ts";

const GLOW = 2500;

const NOTHING: ReadonlySet<string> = new Set();

/**
 * Follows scores as they change. What is shown changes where it stands, so that nobody's place is stolen; that the
 * order is no longer right is counted in `moved`, and `refresh` puts it right. At the top of the list, with nothing
 * in hand, that happens by itself. Of a lead that a filtered list does not show nobody here knows whether it belongs
 * there by now: it is not counted, and looked for more seldom.
 */
export function useChanges(options: {
  readonly model: string | undefined;
  /** Which list it is, by what was asked. */
  readonly list: string;
  /** Whether it leaves anybody out. */
  readonly isFiltered: boolean;
  readonly patch: (id: string, change: (lead: ListedLead) => ListedLead) => boolean;
  readonly refresh: () => void;
  readonly refreshBeside: () => void;
  readonly mayMove: boolean;
}) {
  const { model, list, isFiltered, patch, mayMove } = options;
  const latest = useRef(options);
  useEffect(() => {
    latest.current = options;
  });
  const [changed, setChanged] = useState(NOTHING);
  const [moves, setMoves] = useState(() => noMoves(list));
  const isLive = useLive(model, (event) => {
    if (event.event === "missed") setMoves((now) => withMove(now, list, true));
    if (event.event !== "score") return;
    const { lead, total, band, version } = event.data;
    const isShown = patch(lead, (one) => ({ ...one, score: { ...one.score, total, band, version } }));
    setMoves((now) => withMove(now, list, isShown || !isFiltered));
    if (isShown) setChanged((known) => new Set([...known, lead]));
  });

  const isGlowing = changed.size > 0;
  useEffect(() => {
    if (!isGlowing) return;
    const dim = setTimeout(() => {
      setChanged(NOTHING);
      latest.current.refreshBeside();
    }, GLOW);
    return () => clearTimeout(dim);
  }, [isGlowing]);

  const putRight = () => {
    setMoves(noMoves(list));
    latest.current.refresh();
  };
  const current = movesOf(moves, list);
  const pause = mayMove ? readAgainIn(current) : undefined;
  useEffect(() => {
    if (pause === undefined) return;
    const timer = setTimeout(() => {
      setMoves(noMoves(list));
      latest.current.refresh();
    }, pause);
    return () => clearTimeout(timer);
  }, [pause, list]);
  return { isLive, changed, moved: current.count, putRight };
}
