import { useQuery } from "@tanstack/react-query";
import { ask } from "../api.ts";
import { useSay } from "../say.tsx";
import { DuplicatePair } from "./duplicate-pair.tsx";
import type { Lead } from "./lead.ts";
import { Section } from "./section.tsx";

const MOST = 10;

/** Leads that are likely the same person; nothing where there are none. */
export function DuplicatesSection({ lead }: { readonly lead: Lead }) {
  const { lead: say } = useSay().screens;
  const { data } = useQuery(ask("duplicates", "list", { query: { lead: lead.id, limit: MOST } }));
  if (!data || data.items.length === 0) return null;
  return (
    <Section title={say.duplicates.title}>
      {data.items.map((pair) => (
        <DuplicatePair key={`${pair.one.id} ${pair.other.id}`} lead={lead} pair={pair} />
      ))}
    </Section>
  );
}
