import { useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { ask } from "../api.ts";
import { useLive } from "../ui/live.ts";
import { type Move, movesBetween } from "./places.ts";

const PLACES = 100;
/** Read again at most so often, however much happens. */
const PAUSE = 1000;
/** How long it is shown who has moved. */
const SHOWN = 60_000;

const NOBODY: ReadonlyMap<string, Move> = new Map();

/** The leads with the highest scores, read again after each change, and who has moved in the last minute. */
export function useRanking(model: string | undefined) {
  const query = useQuery({
    ...ask("leads", "list", { query: { limit: PLACES, ...(model !== undefined && { model }) } }),
    refetchOnWindowFocus: true,
  });
  const [isDue, setIsDue] = useState(false);
  const isLive = useLive(model, (event) => setIsDue((due) => due || event.event !== "ready"));
  const { refetch } = query;
  useEffect(() => {
    if (!isDue) return;
    const timer = setTimeout(() => {
      setIsDue(false);
      void refetch();
    }, PAUSE);
    return () => clearTimeout(timer);
  }, [isDue, refetch]);

  const ids = query.data?.items.map(({ id }) => id);
  const text = ids?.join(" ");
  const [shown, setShown] = useState({ model, text, moves: NOBODY });
  if (text !== shown.text || model !== shown.model) {
    const before = shown.model === model && shown.text !== undefined ? shown.text.split(" ") : ids;
    setShown({ model, text, moves: movesBetween(before ?? [], ids ?? []) });
  }
  useEffect(() => {
    if (shown.moves.size === 0) return;
    const timer = setTimeout(() => setShown((now) => ({ ...now, moves: NOBODY })), SHOWN);
    return () => clearTimeout(timer);
  }, [shown.moves]);
  return { query, isLive, moves: shown.moves };
}
