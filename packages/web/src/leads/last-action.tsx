import { Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { client } from "../api.ts";
import { nameOfEvent } from "../lead/moments.ts";
import { useSay } from "../say.tsx";
import type { ListedLead } from "./use-leads.ts";

/** Events may have other things between them. */
const LOOKED = 5;

/** What a lead did last, in words; asked again once it has done something else. */
export function LastAction({ lead }: { readonly lead: ListedLead }) {
  const { leaderboard: say } = useSay().screens.leads;
  const { data } = useQuery({
    queryKey: ["leads", "last-action", lead.id, lead.lastAt],
    queryFn: ({ signal }) => client.leads.timeline({ params: { id: lead.id }, query: { limit: LOOKED } }, { signal }),
    staleTime: Number.POSITIVE_INFINITY,
  });
  const event = data?.items.find((moment) => moment.kind === "event");
  if (!event) return null;
  const words = { page: say.page, screen: say.screen, track: say.event };
  const said =
    event.type === "identify"
      ? say.identified
      : event.type in words
        ? words[event.type as keyof typeof words](nameOfEvent(event))
        : say.other;
  return (
    <Text size="sm" truncate title={said} inherit>
      {said}
    </Text>
  );
}
