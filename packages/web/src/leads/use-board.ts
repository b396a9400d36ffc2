import { useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect, useState } from "react";
import type { Answered } from "../api.ts";
import { useLive } from "../ui/live.ts";
import { fly } from "./fly.ts";
import { withLead, withoutLead } from "./place-lead.ts";
import type { ListedLead } from "./use-leads.ts";

type Page = Answered<"leads", "list">;
type Change = {
  readonly lead: string;
  readonly total: number | null;
  readonly band: string | null;
  readonly version: number;
};

/** What cannot be put right where it stands is read again, at most so often. */
const PAUSE = 4000;

/** Follows scores on a board: whoever comes into another band moves there, and the figures of the bands follow. */
export function useBoard(model: string | undefined) {
  const queries = useQueryClient();
  const [isDue, setIsDue] = useState(false);
  const [last, setLast] = useState<{ readonly lead: ListedLead; readonly band: string | null }>();
  const take = useCallback(
    (change: Change) => {
      const kept = queries.getQueriesData<Page>({ queryKey: ["leads", "page"], predicate: ofModel(model) });
      const holding = kept.find(([, page]) => page?.items.some(({ id }) => id === change.lead));
      const known = holding?.[1]?.items.find(({ id }) => id === change.lead);
      if (!holding?.[1] || !known) return;
      const { total, band, version } = change;
      const lead = { ...known, score: { ...known.score, total, band, version } };
      if (band === known.score.band) {
        queries.setQueryData<Page>(holding[0], withLead(holding[1], lead) ?? withoutLead(holding[1], lead.id));
        return;
      }
      const from = cardOf(lead.id)?.getBoundingClientRect();
      queries.setQueryData<Page>(holding[0], withoutLead(holding[1], lead.id));
      const target = kept.find(([key]) => askedOf(key)["band"] === band && key[3] === "");
      const page = target?.[1] && withLead(target[1], lead);
      if (target && page) queries.setQueryData<Page>(target[0], page);
      setLast({ lead, band });
      // The card is drawn in its new column by the next frame but one.
      requestAnimationFrame(() =>
        requestAnimationFrame(() => {
          const to = cardOf(lead.id);
          if (from && to) fly(from, to);
        }),
      );
    },
    [queries, model],
  );
  const isLive = useLive(model, (event) => {
    if (event.event === "missed") setIsDue(true);
    if (event.event !== "score") return;
    take(event.data);
    setIsDue(true);
  });
  useEffect(() => {
    if (!isDue) return;
    const timer = setTimeout(() => {
      setIsDue(false);
      void queries.invalidateQueries({ queryKey: ["reports", "bands"] });
      void queries.invalidateQueries({ queryKey: ["leads"], predicate: ofModel(model) });
    }, PAUSE);
    return () => clearTimeout(timer);
  }, [isDue, queries, model]);
  return { isLive, last };
}

const askedOf = (key: readonly unknown[]) => (key[2] ?? {}) as Readonly<Record<string, unknown>>;

/** The columns of a board ask for a model and a band, and nothing else. */
function ofModel(model: string | undefined) {
  return ({ queryKey }: { readonly queryKey: readonly unknown[] }) => {
    const asked = askedOf(queryKey);
    return asked["model"] === model && asked["band"] !== undefined && Object.keys(asked).length === 2;
  };
}

const cardOf = (id: string) => document.querySelector<HTMLElement>(`[data-lead="${CSS.escape(id)}"]`);
