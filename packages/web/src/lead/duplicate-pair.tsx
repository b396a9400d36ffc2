import { Badge, Button, Group, Stack, Text } from "@mantine/core";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { type Answered, ask, client } from "../api.ts";
import { useMe } from "../app/session.ts";
import { useSay } from "../say.tsx";
import { LinkText } from "../ui/links.tsx";
import { Problem } from "../ui/states.tsx";
import type { Lead } from "./lead.ts";
import { MergeDialog } from "./merge-dialog.tsx";
import { useLeadChange } from "./use-lead.ts";

type Pair = Answered<"duplicates", "list">["items"][number];

/**
 * Two leads that are likely one person: compared and merged, or said to be two. On the page of one of them (`lead`)
 * only the other is named.
 */
export function DuplicatePair({ lead, pair }: { readonly lead?: Lead; readonly pair: Pair }) {
  const { lead: say } = useSay().screens;
  const { can } = useMe();
  const queries = useQueryClient();
  const [isComparing, setIsComparing] = useState(false);
  const { one, other, likeness, reasons } = pair;
  const them = one.id === lead?.id ? other : one;
  const refresh = () => void queries.invalidateQueries({ queryKey: ["duplicates"] });
  const dismiss = useLeadChange(
    one.id,
    () => client.duplicates.dismiss({ body: { one: one.id, other: other.id } }),
    refresh,
  );
  const onClose = () => setIsComparing(false);
  return (
    <Stack gap={4} {...(lead && { className: "lead-note" })}>
      {(lead ? [them] : [one, other]).map((half) => (
        <Half key={half.id} half={half} />
      ))}
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
      {isComparing &&
        (lead ? (
          <MergeDialog lead={lead} with={them.id} onClose={onClose} />
        ) : (
          <MergePair one={one.id} other={other.id} onClose={onClose} onMerged={refresh} />
        ))}
    </Stack>
  );
}

function Half({ half: { id, name, email, company } }: { readonly half: Pair["one"] }) {
  const { leads } = useSay().screens;
  return (
    <Stack gap={0}>
      <LinkText to="/leads/$id" params={{ id }} size="sm" fw={600} truncate>
        {name ?? email ?? leads.unknown}
      </LinkText>
      <Text size="xs" c="dimmed" truncate>
        {[name === null ? null : email, company].filter(Boolean).join(" · ")}
      </Text>
    </Stack>
  );
}

/** The dialog for two leads neither of whom is on the screen. */
function MergePair(props: {
  readonly one: string;
  readonly other: string;
  readonly onClose: () => void;
  readonly onMerged: () => void;
}) {
  const { one, other, onClose, onMerged } = props;
  const query = useQuery(ask("leads", "get", { params: { id: one } }));
  if (query.error) return <Problem error={query.error} />;
  return query.data ? <MergeDialog lead={query.data} with={other} onClose={onClose} onMerged={onMerged} /> : null;
}
