import { Badge, Button, Group, Stack, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { type Answered, ask, client } from "../api.ts";
import { useMe } from "../app/session.ts";
import { useSay } from "../say.tsx";
import { LinkText } from "../ui/links.tsx";
import { Problem } from "../ui/states.tsx";
import type { Lead } from "./lead.ts";
import { MergeDialog } from "./merge-dialog.tsx";
import { Section } from "./section.tsx";
import { useLeadChange } from "./use-lead.ts";

type Pair = Answered<"duplicates", "list">["items"][number];

const MOST = 10;

/** Leads that are likely the same person; nothing where there are none. */
export function DuplicatesSection({ lead }: { readonly lead: Lead }) {
  const { lead: say } = useSay().screens;
  const { data } = useQuery(ask("duplicates", "list", { query: { lead: lead.id, limit: MOST } }));
  if (!data || data.items.length === 0) return null;
  return (
    <Section title={say.duplicates.title}>
      {data.items.map((pair) => (
        <PairView key={`${pair.one.id} ${pair.other.id}`} lead={lead} pair={pair} />
      ))}
    </Section>
  );
}

function PairView({ lead, pair }: { readonly lead: Lead; readonly pair: Pair }) {
  const { lead: say, leads } = useSay().screens;
  const { can } = useMe();
  const [isComparing, setIsComparing] = useState(false);
  const { one, other, likeness, reasons } = pair;
  const them = one.id === lead.id ? other : one;
  const dismiss = useLeadChange(lead.id, () => client.duplicates.dismiss({ body: { one: one.id, other: other.id } }));
  return (
    <Stack gap={4} className="lead-note">
      <LinkText to="/leads/$id" params={{ id: them.id }} size="sm" fw={600} truncate>
        {them.name ?? them.email ?? leads.unknown}
      </LinkText>
      <Text size="xs" c="dimmed" truncate>
        {[them.name === null ? null : them.email, them.company].filter(Boolean).join(" · ")}
      </Text>
      <Group gap={4}>
        <Badge size="sm" variant="light" tt="none">
          {say.duplicates.likeness(likeness)}
        </Badge>
        {reasons.map((reason) => (
          <Badge key={reason} size="sm" variant="default" tt="none" fw={500}>
            {say.duplicates.reasons[reason]}
          </Badge>
        ))}
      </Group>
      <Problem error={dismiss.error} />
      <Group gap="xs">
        {can("write") && (
          <Button size="compact-xs" variant="light" onClick={() => setIsComparing(true)}>
            {say.duplicates.compare}
          </Button>
        )}
        {can("sell") && (
          <Button
            size="compact-xs"
            variant="subtle"
            color="gray"
            loading={dismiss.isPending}
            onClick={() => dismiss.mutate()}
          >
            {say.duplicates.dismiss}
          </Button>
        )}
      </Group>
      {isComparing && <MergeDialog lead={lead} with={them.id} onClose={() => setIsComparing(false)} />}
    </Stack>
  );
}
