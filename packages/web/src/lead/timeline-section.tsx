import { Button, Chip, Group, Text } from "@mantine/core";
import { IconArrowUp } from "@tabler/icons-react";
import { useVirtualizer } from "@tanstack/react-virtual";
import { useEffect, useRef, useState } from "react";
import { useSay } from "../say.tsx";
import { Failed, Rows } from "../ui/states.tsx";
import { keyOf, MOMENT_KINDS, type Moment, type MomentKind } from "./moments.ts";
import { Section } from "./section.tsx";
import { TimelineItem } from "./timeline-item.tsx";
import { useTimeline } from "./use-timeline.ts";

const ROW = 44;
/** So near to its top the list is at its top. */
const TOP = 24;
/** So many rows before the end the next page is asked for. */
const AHEAD = 10;

/** What the lead did and what became of it, the newest first. */
export function TimelineSection({ id }: { readonly id: string }) {
  const { lead: say } = useSay().screens;
  const { older, moments, fresh, accept } = useTimeline(id);
  const [kinds, setKinds] = useState<readonly MomentKind[]>(MOMENT_KINDS);
  const shown = moments.filter(({ kind }) => kinds.includes(kind));
  const waiting = fresh.filter(({ kind }) => kinds.includes(kind)).length;
  return (
    <Section
      title={say.timeline.title}
      actions={
        <Chip.Group multiple value={[...kinds]} onChange={(next) => setKinds(next as MomentKind[])}>
          {MOMENT_KINDS.map((kind) => (
            <Chip key={kind} value={kind} size="xs" variant="outline">
              {say.timeline.kinds[kind]}
            </Chip>
          ))}
        </Chip.Group>
      }
    >
      {older.isError && moments.length === 0 ? (
        <Failed error={older.error} reset={() => void older.refetch()} />
      ) : older.isPending ? (
        <Rows count={6} />
      ) : (
        <Moments
          moments={shown}
          isFiltered={shown.length < moments.length}
          waiting={waiting}
          onFresh={accept}
          hasMore={older.hasNextPage}
          isFetching={older.isFetchingNextPage}
          onMore={() => void older.fetchNextPage()}
        />
      )}
    </Section>
  );
}

function Moments(props: {
  readonly moments: readonly Moment[];
  readonly isFiltered: boolean;
  readonly waiting: number;
  readonly onFresh: () => void;
  readonly hasMore: boolean;
  readonly isFetching: boolean;
  readonly onMore: () => void;
}) {
  const { moments, isFiltered, waiting, onFresh, hasMore, isFetching, onMore } = props;
  const { lead: say } = useSay().screens;
  const scroller = useRef<HTMLUListElement>(null);
  const [isTop, setIsTop] = useState(true);
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set());
  const rows = useVirtualizer({
    count: moments.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW,
    overscan: 6,
    getItemKey: (index) => {
      const moment = moments[index];
      return moment ? keyOf(moment) : index;
    },
  });
  const seen = rows.getVirtualItems();
  const last = seen.at(-1)?.index ?? 0;
  // Where much is filtered out, a press looks further: a rare kind would otherwise fetch everything there is.
  const looksAhead = hasMore && !isFetching && !isFiltered && last >= moments.length - AHEAD;
  useEffect(() => {
    if (looksAhead) onMore();
  }, [looksAhead, onMore]);
  // At the top, with nothing opened, nobody's place is lost.
  const mayMove = isTop && open.size === 0;
  useEffect(() => {
    if (waiting > 0 && mayMove) onFresh();
  }, [waiting, mayMove, onFresh]);
  const toggle = (key: string) => {
    const next = new Set(open);
    if (!next.delete(key)) next.add(key);
    setOpen(next);
  };
  return (
    <>
      <div aria-live="polite">
        {waiting > 0 && !mayMove && (
          <Button
            size="compact-sm"
            variant="light"
            leftSection={<IconArrowUp size={14} aria-hidden />}
            onClick={() => {
              onFresh();
              scroller.current?.scrollTo({ top: 0 });
            }}
          >
            {say.timeline.fresh(waiting)}
          </Button>
        )}
      </div>
      {moments.length === 0 ? (
        <Text size="sm" c="dimmed">
          {isFiltered ? say.timeline.nothingFits : say.timeline.nothing}
        </Text>
      ) : (
        <ul
          ref={scroller}
          className="timeline"
          aria-label={say.timeline.title}
          // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by keyboard.
          tabIndex={0}
          onScroll={({ currentTarget }) => setIsTop(currentTarget.scrollTop < TOP)}
        >
          <li style={{ height: rows.getTotalSize() }} className="timeline-room" aria-hidden />
          {seen.map(({ index, key, start }) => {
            const moment = moments[index];
            return (
              moment && (
                <li
                  key={key}
                  data-index={index}
                  ref={rows.measureElement}
                  className="timeline-item"
                  style={{ transform: `translateY(${start}px)` }}
                >
                  <TimelineItem moment={moment} isOpen={open.has(String(key))} onToggle={() => toggle(String(key))} />
                </li>
              )
            );
          })}
        </ul>
      )}
      {hasMore && isFiltered && (
        <Group>
          <Button size="compact-sm" variant="light" loading={isFetching} onClick={onMore}>
            {say.timeline.more}
          </Button>
        </Group>
      )}
    </>
  );
}
