import { Button, Checkbox, Group, NativeSelect, Stack, Text, Title } from "@mantine/core";
import { useInfiniteQuery, useMutation, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useVirtualizer } from "@tanstack/react-virtual";
import { type KeyboardEvent, useEffect, useRef, useState } from "react";
import { type Answered, client } from "../api.ts";
import { useMe } from "../app/session.ts";
import { useSay } from "../say.tsx";
import { Band } from "../ui/band.tsx";
import { Ago, Points } from "../ui/figures.tsx";
import { Failed, Problem, Rows } from "../ui/states.tsx";
import { useLiveModels } from "../ui/use-model.ts";
import type { WholeSegment } from "./segment.ts";

type Member = Answered<"segments", "members">["items"][number];

const HEAD = 36;
const ROW = 46;
const MOST_HEIGHT = 560;
const PAGE = 200;
const AHEAD = 40;

/** Who is in a segment, ranked by a model; of a fixed one some can be taken off. */
export function SegmentMembers({ segment }: { readonly segment: WholeSegment }) {
  const { id, kind, size } = segment;
  const { segments: say } = useSay().screens;
  const { can } = useMe();
  const models = useLiveModels() ?? [];
  const [asked, setAsked] = useState<string>();
  const model = asked ?? models.find(({ isDefault }) => isDefault)?.name ?? models[0]?.name;
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const queries = useQueryClient();
  const query = useInfiniteQuery({
    // As it grows and shrinks it is read again.
    queryKey: ["segments", "members", id, model, size],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam, signal }) =>
      client.segments.members({ params: { id }, query: { limit: PAGE, cursor: pageParam, model } }, { signal }),
    getNextPageParam: ({ next }) => next ?? undefined,
  });
  const members = query.data?.pages.flatMap(({ items }) => items) ?? [];
  const taking = useMutation({
    mutationFn: () => client.segments.take({ params: { id }, body: { leads: [...chosen] } }),
    onSuccess: () => {
      setChosen(new Set());
      return queries.invalidateQueries({ queryKey: ["segments"] });
    },
  });
  const mayChoose = kind === "fixed" && can("write");
  return (
    <Stack gap="xs" component="section" aria-label={say.membersTitle}>
      <Group justify="space-between">
        <Title order={2} size="h5">
          {say.membersTitle}
        </Title>
        <Group gap="xs">
          {chosen.size > 0 && (
            <Button
              size="compact-sm"
              color="red"
              variant="light"
              loading={taking.isPending}
              onClick={() => taking.mutate()}
            >
              {say.takeOff(chosen.size)}
            </Button>
          )}
          {models.length > 1 && (
            <NativeSelect
              size="xs"
              aria-label={say.rankedBy}
              value={model}
              onChange={({ currentTarget }) => setAsked(currentTarget.value)}
              data={models.map(({ name }) => name)}
            />
          )}
        </Group>
      </Group>
      <Problem error={taking.error} />
      {query.isError && <Failed error={query.error} reset={() => void query.refetch()} />}
      {query.isPending && <Rows count={6} />}
      {query.data && members.length === 0 && (
        <Text size="sm" c="dimmed">
          {kind === "fixed" ? say.nobodyOn : say.nobodyIn}
        </Text>
      )}
      {members.length > 0 && (
        <MemberList
          members={members}
          model={model ?? ""}
          hasMore={query.hasNextPage && !query.isFetchingNextPage}
          onMore={() => void query.fetchNextPage()}
          {...(mayChoose && { chosen, onChosen: setChosen })}
        />
      )}
    </Stack>
  );
}

/** The rows that can be seen; arrow keys walk, Enter opens, `x` chooses. */
function MemberList(props: {
  readonly members: readonly Member[];
  readonly model: string;
  readonly hasMore: boolean;
  readonly onMore: () => void;
  readonly chosen?: ReadonlySet<string>;
  readonly onChosen?: (chosen: ReadonlySet<string>) => void;
}) {
  const { members, model, hasMore, onMore, chosen, onChosen } = props;
  const { segments: say, leads } = useSay().screens;
  const navigate = useNavigate();
  const scroller = useRef<HTMLDivElement>(null);
  const [at, setAt] = useState(0);
  const rows = useVirtualizer({
    count: members.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW,
    overscan: 8,
  });
  const seen = rows.getVirtualItems();
  const last = seen.at(-1)?.index ?? 0;
  useEffect(() => {
    if (hasMore && last >= members.length - AHEAD) onMore();
  }, [hasMore, last, members.length, onMore]);

  const toggle = (id: string | undefined) => {
    if (!chosen || !onChosen || id === undefined) return;
    const next = new Set(chosen);
    if (!next.delete(id)) next.add(id);
    onChosen(next);
  };
  const open = (member: Member | undefined) => {
    if (member) void navigate({ to: "/leads/$id", params: { id: member.id } });
  };
  const walk = (to: number) => {
    const next = Math.min(Math.max(to, 0), members.length - 1);
    setAt(next);
    rows.scrollToIndex(next);
    // The row may only be drawn after the list has moved there.
    requestAnimationFrame(() => scroller.current?.querySelector<HTMLElement>(`[data-at="${next}"]`)?.focus());
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const steps: Readonly<Record<string, () => void>> = {
      ArrowDown: () => walk(at + 1),
      ArrowUp: () => walk(at - 1),
      PageDown: () => walk(at + 10),
      PageUp: () => walk(at - 10),
      Home: () => walk(0),
      End: () => walk(members.length - 1),
      Enter: () => open(members[at]),
      x: () => toggle(members[at]?.id),
    };
    const step = Object.hasOwn(steps, event.key) ? steps[event.key] : undefined;
    if (!step || (event.target as HTMLElement).closest("input, button, a")) return;
    event.preventDefault();
    step();
  };
  const choosing = chosen !== undefined || undefined;
  return (
    <div
      ref={scroller}
      className="segments-scroller"
      role="table"
      aria-label={say.membersTitle}
      onKeyDown={onKeyDown}
      style={{ height: Math.min(MOST_HEIGHT, HEAD + members.length * ROW) }}
    >
      <div className="segments-head" role="row" data-choosing={choosing}>
        {chosen && (
          <span role="columnheader">
            <Checkbox
              size="xs"
              aria-label={leads.chooseAll}
              checked={chosen.size === members.length}
              indeterminate={chosen.size > 0 && chosen.size < members.length}
              onChange={({ currentTarget }) =>
                onChosen?.(new Set(currentTarget.checked ? members.map(({ id }) => id) : []))
              }
            />
          </span>
        )}
        {[leads.lead, leads.score, leads.band, say.since].map((heading, column) => (
          <Text
            key={heading}
            component="span"
            role="columnheader"
            size="xs"
            fw={600}
            c="dimmed"
            ta={column === 1 ? "end" : "start"}
          >
            {heading}
          </Text>
        ))}
      </div>
      <div role="rowgroup" style={{ height: rows.getTotalSize(), position: "relative" }}>
        {seen.map(({ index, start, size }) => {
          const member = members[index];
          if (!member) return null;
          return (
            // biome-ignore lint/a11y/useKeyWithClickEvents: the table around listens to the keys.
            <div
              key={member.id}
              role="row"
              data-at={index}
              data-choosing={choosing}
              tabIndex={index === at ? 0 : -1}
              className="segments-row"
              style={{ transform: `translateY(${start}px)`, height: size }}
              onFocus={() => setAt(index)}
              onClick={() => open(member)}
            >
              <MemberCells
                member={member}
                model={model}
                {...(chosen && { isChosen: chosen.has(member.id) })}
                onToggle={() => toggle(member.id)}
              />
            </div>
          );
        })}
      </div>
    </div>
  );
}

function MemberCells(props: {
  readonly member: Member;
  readonly model: string;
  readonly isChosen?: boolean;
  readonly onToggle: () => void;
}) {
  const { member, model, isChosen, onToggle } = props;
  const { segments: say, leads } = useSay().screens;
  const { name, email, total, band, since } = member;
  const called = name ?? email ?? leads.unknown;
  return (
    <>
      {isChosen !== undefined && (
        // biome-ignore lint/a11y/useKeyWithClickEvents: a press here chooses the row and does not open it.
        <span role="cell" onClick={(event) => event.stopPropagation()}>
          <Checkbox
            size="xs"
            tabIndex={-1}
            aria-label={say.chooseLead(called)}
            checked={isChosen}
            onChange={onToggle}
          />
        </span>
      )}
      <span role="cell">
        <Text size="sm" fw={600} truncate>
          {called}
        </Text>
        {name !== null && (
          <Text size="xs" c="dimmed" truncate>
            {email}
          </Text>
        )}
      </span>
      <span role="cell" className="segments-number">
        <Points points={total} fw={700} />
      </span>
      <span role="cell">
        <Band band={band} model={model} />
      </span>
      <span role="cell">
        <Ago at={since} size="xs" c="dimmed" />
      </span>
    </>
  );
}
