import { Loader } from "@mantine/core";
import { useMediaQuery } from "@mantine/hooks";
import { useNavigate } from "@tanstack/react-router";
import { useVirtualizer } from "@tanstack/react-virtual";
import { useCallback, useEffect, useRef } from "react";
import { useFirstSay } from "../say.tsx";
import { useLiveModel } from "../ui/use-model.ts";
import { tracksOf } from "./column-tracks.ts";
import type { Column } from "./lead-columns.tsx";
import { Head } from "./lead-head.tsx";
import { ComingRow, Row } from "./lead-row.tsx";
import "./leads.css";
import type { Sort } from "./leads-search.ts";
import type { Chosen } from "./use-chosen.ts";
import { type Leads, type ListedLead, useLooking } from "./use-leads.ts";
import { useWalk } from "./use-walk.ts";

// As high as leads.css makes them.
const ROW = 56;
const CARD = 124;
/** So many rows before they are seen their page is asked for. */
const AHEAD = 40;

/**
 * The rows that can be seen of a list of any length. Arrow keys, `j` and `k` walk, Enter opens, `x` chooses; what
 * has just changed glows for a moment.
 */
export function LeadList(props: {
  readonly leads: Leads;
  /** Another list begins at its top. */
  readonly name: string;
  readonly columns: readonly Column[];
  readonly sort: Sort;
  readonly onSort: (sort: Sort) => void;
  readonly chosen: Chosen;
  readonly changed: ReadonlySet<string>;
  readonly onTop: (isTop: boolean) => void;
}) {
  const { leads, name, columns, sort, onSort, chosen, changed, onTop } = props;
  const { rows: known, total, count, look } = leads;
  const { leads: say, shell } = useFirstSay().screens;
  const isNarrow = useMediaQuery("(max-width: 48em)", false, { getInitialValueInEffect: false }) ?? false;
  const scroller = useRef<HTMLDivElement>(null);
  const size = isNarrow ? CARD : ROW;
  const rows = useVirtualizer({
    count: total,
    getScrollElement: () => scroller.current,
    estimateSize: () => size,
    overscan: 8,
    onChange: ({ scrollOffset }) => onTop((scrollOffset ?? 0) < ROW),
  });
  const seen = rows.getVirtualItems();
  useLooking(look, Math.max((seen[0]?.index ?? 0) - AHEAD, 0), (seen.at(-1)?.index ?? 0) + AHEAD);
  // biome-ignore lint/correctness/useExhaustiveDependencies: cards are higher than rows: all are measured again.
  useEffect(() => {
    rows.measure();
  }, [rows, size]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another list, by its name, begins at its top.
  useEffect(() => {
    scroller.current?.scrollTo({ top: 0 });
  }, [name]);

  // All leads of a list are scored by one model.
  const [some] = known.values();
  const live = useLiveModel(some?.score.model);
  const open = useOpen();
  const { at, setAt, onKeyDown } = useWalk({
    total,
    keys: {
      Enter: (index) => open(known.get(index)),
      x: (index) => chosen.toggle(known.get(index)?.id),
      a: () => chosen.all([...known.values()].map(({ id }) => id)),
    },
    show: (index) => {
      rows.scrollToIndex(index);
      // The row may only be drawn after the list has moved there.
      requestAnimationFrame(() => scroller.current?.querySelector<HTMLElement>(`[data-at="${index}"]`)?.focus());
    },
  });

  const { tracks, least } = tracksOf(columns.map(({ width }) => width));
  // Cells that stay in sight cost time with every row: they do so only where there is something to scroll sideways.
  const isWide = !isNarrow && least > (rows.scrollRect?.width ?? 0);
  return (
    <div
      ref={scroller}
      className="leads-scroller fills"
      onKeyDown={onKeyDown}
      role="table"
      aria-label={say.title}
      aria-rowcount={count ? count.value + 1 : -1}
      aria-busy={leads.isFetching}
    >
      <div
        className="leads-table"
        data-wide={isWide || undefined}
        style={isNarrow ? {} : { minWidth: least, ["--leads-tracks" as string]: tracks }}
      >
        {!isNarrow && <Head columns={columns} sort={sort} onSort={onSort} known={known} chosen={chosen} />}
        <div role="rowgroup" className="leads-rows" style={{ height: rows.getTotalSize() }}>
          {seen.map(({ index, start }) => {
            const lead = known.get(index);
            if (!lead) return <ComingRow key={index} start={start} isNarrow={isNarrow} />;
            return (
              <Row
                key={index}
                lead={lead}
                live={live}
                index={index}
                columns={columns}
                start={start}
                isNarrow={isNarrow}
                isCurrent={index === at}
                isChanged={changed.has(lead.id)}
                isChosen={chosen.has(lead.id)}
                onChoose={chosen.toggle}
                onFocus={setAt}
                onOpen={open}
              />
            );
          })}
        </div>
      </div>
      {leads.isFetching && total > 0 && (
        <div className="leads-coming" role="status" aria-label={shell.loading}>
          <Loader size="xs" type="dots" />
        </div>
      )}
    </div>
  );
}

function useOpen() {
  const navigate = useNavigate();
  return useCallback(
    (lead: ListedLead | undefined) => {
      if (lead) void navigate({ to: "/leads/$id", params: { id: lead.id } });
    },
    [navigate],
  );
}
