import { Badge, Button, Group, Stack, Text, TextInput } from "@mantine/core";
import { IconArrowMerge, IconAt, IconDeviceLaptop, IconId, IconUser } from "@tabler/icons-react";
import { useState } from "react";
import { client } from "../api.ts";
import { useMe } from "../app/session.ts";
import { useSay } from "../say.tsx";
import { Confirm } from "../ui/confirm.tsx";
import { useTimes } from "../ui/figures.tsx";
import { useCivilDay } from "../ui/use-civil-day.ts";
import { type IdentityKind, identityIn } from "./identity.ts";
import type { Lead } from "./lead.ts";
import { MergeDialog } from "./merge-dialog.tsx";
import { Section } from "./section.tsx";
import { useLeadChange } from "./use-lead.ts";

const ICONS = {
  email: IconAt,
  user: IconUser,
  anonymous: IconDeviceLaptop,
  other: IconId,
} as const satisfies Record<IdentityKind, unknown>;

const SHOWN = 6;

/** By what the lead is known; whom it was merged with, and a way to merge and to take that back. */
export function IdentitiesSection({ lead }: { readonly lead: Lead }) {
  const { lead: say } = useSay().screens;
  const { can } = useMe();
  const [isMerging, setIsMerging] = useState(false);
  const [isWhole, setIsWhole] = useState(false);
  const shown = isWhole ? lead.identities : lead.identities.slice(0, SHOWN);
  return (
    <Section
      title={say.people.identities}
      actions={
        can("write") && (
          <Button
            size="compact-xs"
            variant="subtle"
            leftSection={<IconArrowMerge size={14} aria-hidden />}
            onClick={() => setIsMerging(true)}
          >
            {say.people.merge}
          </Button>
        )
      }
    >
      <ul className="lead-identities">
        {shown.map((identity) => (
          <IdentityLine key={identity.key} identity={identity} isChief={identity.key === lead.chief} />
        ))}
      </ul>
      {lead.identities.length > SHOWN && !isWhole && (
        <Button size="compact-xs" variant="subtle" onClick={() => setIsWhole(true)}>
          {say.account.more(lead.identities.length - SHOWN)}
        </Button>
      )}
      {lead.merges.length > 0 && <Merges lead={lead} />}
      {isMerging && <MergeDialog lead={lead} onClose={() => setIsMerging(false)} />}
    </Section>
  );
}

function IdentityLine(props: { readonly identity: Lead["identities"][number]; readonly isChief: boolean }) {
  const { identity, isChief } = props;
  const { people } = useSay().screens.lead;
  const times = useTimes();
  const { kind, text } = identityIn(identity.key);
  const Icon = ICONS[kind];
  const dayOf = useCivilDay();
  const day = (at: string) => times.day(dayOf(at));
  return (
    <li className="moment">
      <Icon size={16} className="moment-icon" aria-hidden />
      <div className="moment-words">
        <Text size="sm" className="lead-key" span>
          {text}
        </Text>{" "}
        {isChief && (
          <Badge size="xs" variant="default" tt="none">
            {people.chief}
          </Badge>
        )}
        <Text size="xs" c="dimmed">
          {people.identity[kind]}
          {identity.firstAt && identity.lastAt && ` · ${people.seen(day(identity.firstAt), day(identity.lastAt))}`}
        </Text>
      </div>
    </li>
  );
}

function Merges({ lead }: { readonly lead: Lead }) {
  const { lead: say } = useSay().screens;
  const { can } = useMe();
  const { day } = useTimes();
  const dayOf = useCivilDay();
  const [taken, setTaken] = useState<string>();
  const [reason, setReason] = useState("");
  const unmerge = useLeadChange(lead.id, (decision: string) =>
    client.leads.unmerge({ params: { id: lead.id }, body: { decision, reason: reason.trim() || say.people.unmerge } }),
  );
  return (
    <Stack gap={6}>
      <Text size="xs" fw={600} component="h3" m={0}>
        {say.people.merges}
      </Text>
      {lead.merges.map(({ id, one, other, at }) => (
        <Group key={id} justify="space-between" gap="xs" wrap="nowrap">
          <Text size="xs" className="lead-key">
            {identityIn(one).text} + {identityIn(other).text}
            <Text span c="dimmed" inherit>
              {" · "}
              {say.people.mergedOn(day(dayOf(at)))}
            </Text>
          </Text>
          {can("write") && (
            <Button size="compact-xs" variant="subtle" color="gray" onClick={() => setTaken(id)}>
              {say.people.unmerge}
            </Button>
          )}
        </Group>
      ))}
      {taken !== undefined && (
        <Confirm
          title={say.people.unmerge}
          hint={say.people.unmergeHint}
          act={say.people.unmerge}
          isGrave={false}
          onConfirm={() => unmerge.mutateAsync(taken)}
          onClose={() => setTaken(undefined)}
        >
          <TextInput
            size="sm"
            label={say.reason}
            maxLength={500}
            value={reason}
            onChange={({ currentTarget }) => setReason(currentTarget.value)}
          />
        </Confirm>
      )}
    </Stack>
  );
}
