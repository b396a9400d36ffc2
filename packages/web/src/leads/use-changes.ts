import { useEffect, useRef, useState } from "react";
import { useLive } from "../ui/live.ts";
import type { ListedLead } from "./use-leads.ts";

const GLOW = 2500;
/** A list that stands at its top is read again by itself, at most so often; so are reasons of what has changed. */
const PAUSE = 5000;

const NOTHING: ReadonlySet<string> = new Set();

/**
 * Follows scores as they change. What is shown changes where it stands, so that nobody's place is stolen; that the
 * order is no longer right is counted in `moved`, and `refresh` puts it right. At the top of the list, with nothing
 * in hand, that happens by itself.
 */
export function useChanges(options: {
  readonly model: string | undefined;
  readonly patch: (id: string, change: (lead: ListedLead) => ListedLead) => boolean;
  readonly refresh: () => void;
  readonly refreshBeside: () => void;
  readonly mayMove: boolean;
}) {
  const { model, patch, mayMove } = options;
  const latest = useRef(options);
  useEffect(() => {
    latest.current = options;
  });
  const [changed, setChanged] = useState(NOTHING);
  const [moved, setMoved] = useState(0);
  const isLive = useLive(model, (event) => {
    if (event.event === "missed") setMoved((count) => count + 1);
    if (event.event !== "score") return;
    const { lead, total, band, version } = event.data;
    const isShown = patch(lead, (one) => ({ ...one, score: { ...one.score, total, band, version } }));
    setMoved((count) => count + 1);
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
    setMoved(0);
    latest.current.refresh();
  };
  const isDue = moved > 0 && mayMove;
  useEffect(() => {
    if (!isDue) return;
    const timer = setTimeout(() => {
      setMoved(0);
      latest.current.refresh();
    }, PAUSE);
    return () => clearTimeout(timer);
  }, [isDue]);
  return { isLive, changed, moved, putRight };
}
