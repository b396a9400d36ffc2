import { Group, Stack, Text } from "@mantine/core";
import { useVirtualizer } from "@tanstack/react-virtual";
import { useMemo, useRef } from "react";
import { useSay } from "../say.tsx";
import { Band } from "../ui/band.tsx";
import { Failed, Rows } from "../ui/states.tsx";
import { BoardCard } from "./board-card.tsx";
import { useLeads, useLooking } from "./use-leads.ts";
import { useWalk } from "./use-walk.ts";

const CARD = 126;
const AHEAD = 20;
const REASONS = ["reasons"] as const;

/** The leads of one band, the highest score first. */
export function BoardColumn(props: {
  readonly model: string;
  readonly band: string;
  readonly label: string;
  readonly figures: { readonly count: number; readonly mean: number | null } | undefined;
  /** To the column beside it; −1 is the one to the left. */
  readonly onAside: (by: -1 | 1, index: number) => void;
}) {
  const { model, band, label, figures: counted, onAside } = props;
  const { screens, figures } = useSay();
  const { board: say } = screens.leads;
  const asked = useMemo(() => ({ model, band }), [model, band]);
  const leads = useLeads(asked, REASONS);
  const scroller = useRef<HTMLDivElement>(null);
  const cards = useVirtualizer({
    count: leads.total,
    getScrollElement: () => scroller.current,
    estimateSize: () => CARD,
    overscan: 4,
  });
  const seen = cards.getVirtualItems();
  useLooking(leads.look, Math.max((seen[0]?.index ?? 0) - AHEAD, 0), (seen.at(-1)?.index ?? 0) + AHEAD);
  const { at, setAt, onKeyDown } = useWalk({
    total: leads.total,
    show: (index) => {
      cards.scrollToIndex(index);
      requestAnimationFrame(() => scroller.current?.querySelector<HTMLElement>(`[data-at="${index}"]`)?.focus());
    },
    keys: { ArrowLeft: (index) => onAside(-1, index), ArrowRight: (index) => onAside(1, index) },
  });
  return (
    <section className="board-column" aria-label={label} data-band={band}>
      <Stack gap={0} px={10} py={8} h={58}>
        <Group justify="space-between" wrap="nowrap" gap="xs">
          <Band band={band} model={model} />
          {counted && <Text fw={700}>{figures.number(counted.count)}</Text>}
        </Group>
        {counted?.mean != null && (
          <Text size="xs" c="dimmed" ta="right">
            {say.mean(figures.points(Math.round(counted.mean * 10) * 10))}
          </Text>
        )}
      </Stack>
      <div ref={scroller} className="board-cards" onKeyDown={onKeyDown} role="group" aria-busy={leads.isFetching}>
        {leads.error && leads.total === 0 && <Failed error={leads.error} reset={() => void leads.refresh()} />}
        {leads.isWaiting && <Rows count={5} />}
        {leads.total === 0 && !leads.isFetching && !leads.error && (
          <Text size="sm" c="dimmed" ta="center" p="lg">
            {say.nobody}
          </Text>
        )}
        <div className="board-room" style={{ height: cards.getTotalSize() }}>
          {seen.map(({ index, start, size }) => {
            const lead = leads.rows.get(index);
            return (
              lead && (
                <BoardCard
                  key={lead.id}
                  lead={lead}
                  index={index}
                  isCurrent={index === Math.min(at, leads.total - 1)}
                  style={{ transform: `translateY(${start}px)`, height: size - 8 }}
                  onFocus={setAt}
                />
              )
            );
          })}
        </div>
      </div>
    </section>
  );
}
