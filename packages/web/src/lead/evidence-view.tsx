import { Button, Stack, Text } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { client } from "../api.ts";
import { useSay } from "../say.tsx";
import { Signed, useTimes } from "../ui/figures.tsx";
import { Failed, Rows } from "../ui/states.tsx";
import { Tree } from "../ui/tree.tsx";
import { EvidenceDays } from "./evidence-days.tsx";
import type { Evidence } from "./lead.ts";

const PAGE = 20;

/** What a rule's line stands on: days and events, or what was known; asked for when somebody opens it. */
export function EvidenceView(props: {
  readonly id: string;
  readonly model: string;
  readonly rule: string;
  readonly on: string | undefined;
}) {
  const { id, model, rule, on } = props;
  const { lead: say } = useSay().screens;
  const asked = { model, rule, ...(on !== undefined && { on }) };
  const query = useInfiniteQuery({
    queryKey: ["leads", "evidence", { params: { id }, query: asked }],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam, signal }) =>
      client.leads.evidence(
        { params: { id }, query: { ...asked, limit: PAGE, ...(pageParam !== undefined && { cursor: pageParam }) } },
        { signal },
      ),
    getNextPageParam: ({ next }) => next ?? undefined,
  });
  const [first] = query.data?.pages ?? [];
  if (query.isError && !first) return <Failed error={query.error} reset={() => void query.refetch()} />;
  if (!first) return <Rows count={3} />;
  const events = query.data?.pages.flatMap((page) => page.events) ?? [];
  const isEmpty = first.days.length === 0 && events.length === 0 && first.traits.length === 0;
  return (
    <Stack gap="md">
      {isEmpty && (
        <Text size="sm" c="dimmed">
          {say.evidence.nothing}
        </Text>
      )}
      {first.of === "account" && (
        <Text size="xs" c="dimmed">
          {say.evidence.ofAccount}
        </Text>
      )}
      {first.days.length > 0 && <EvidenceDays days={first.days} unit={first.unit ?? "count"} />}
      {first.days.length > 0 && (
        <Events events={events}>
          {query.hasNextPage && (
            <Button
              size="compact-xs"
              variant="light"
              loading={query.isFetchingNextPage}
              onClick={() => void query.fetchNextPage()}
            >
              {say.evidence.more}
            </Button>
          )}
        </Events>
      )}
      {first.traits.length > 0 && <Traits traits={first.traits} />}
    </Stack>
  );
}

function Events({ events, children }: { readonly events: Evidence["events"]; readonly children: ReactNode }) {
  const { lead: say } = useSay().screens;
  const { instant } = useTimes();
  return (
    <div>
      <Text size="xs" fw={600} mb={4}>
        {say.evidence.events}
      </Text>
      {events.length === 0 && (
        <Text size="sm" c="dimmed">
          {say.evidence.noEvents}
        </Text>
      )}
      <ul className="evidence-events">
        {events.map((event) => (
          <li key={event.messageId}>
            <details>
              <summary>
                <Text size="xs" c="dimmed" span>
                  {instant(event.at)}
                </Text>
                <Text size="sm" span className="evidence-name">
                  {event.name ?? pathIn(event.properties) ?? event.type}
                </Text>
                <Signed points={event.points} size="xs" />
              </summary>
              <Tree value={{ [event.type]: event.properties }} />
            </details>
          </li>
        ))}
      </ul>
      {children}
    </div>
  );
}

function pathIn(properties: Readonly<Record<string, unknown>>): string | undefined {
  const path = Object.hasOwn(properties, "path") ? properties["path"] : undefined;
  return typeof path === "string" ? path : undefined;
}

function Traits({ traits }: { readonly traits: Evidence["traits"] }) {
  const { screens, explanation } = useSay();
  const { instant } = useTimes();
  return (
    <div>
      <Text size="xs" fw={600} mb={4}>
        {screens.lead.evidence.traits}
      </Text>
      {traits.map(({ trait, of, entries }) => (
        <div key={`${of} ${trait}`} className="evidence-trait">
          <Text size="sm" fw={600} span>
            {of === "account" ? explanation.reasons.account(trait) : trait}
          </Text>
          <ul className="evidence-entries">
            {entries.map(({ at, messageId, value }) => (
              <li key={messageId}>
                <Text size="xs" c="dimmed" span>
                  {instant(at)}
                </Text>
                <Text size="sm" span className="evidence-name">
                  {typeof value === "string" ? value : JSON.stringify(value)}
                </Text>
              </li>
            ))}
          </ul>
        </div>
      ))}
    </div>
  );
}
