import { Badge, Button, Text } from "@mantine/core";
import { IconArrowMerge, IconAt, IconDeviceLaptop, IconId, IconUser } from "@tabler/icons-react";
import { useState } from "react";
import { client } from "../api.ts";
import { useMe } from "../app/session.ts";
import { useSay } from "../say.tsx";
import { useTimes } from "../ui/figures.tsx";
import { useCivilDay } from "../ui/use-civil-day.ts";
import { BondList } from "./bond-list.tsx";
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

/** By what the lead is known; what makes it one, and ways to merge and to take that back. */
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
      {lead.joins.length > 0 && <Joins lead={lead} />}
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
  const { people } = useSay().screens.lead;
  const { day } = useTimes();
  const dayOf = useCivilDay();
  const unmerge = useLeadChange(lead.id, (body: { readonly decision: string; readonly reason: string }) =>
    client.leads.unmerge({ params: { id: lead.id }, body }),
  );
  const bonds = lead.merges.map(({ id, one, other, at }) => ({
    id: `${lead.id}.${id}`,
    text: `${identityIn(one).text} + ${identityIn(other).text}`,
    more: people.mergedOn(day(dayOf(at))),
    hint: people.unmergeHint,
    undo: (reason: string) => unmerge.mutateAsync({ decision: id, reason }),
  }));
  return <BondList title={people.merges} act={people.unmerge} bonds={bonds} />;
}

function Joins({ lead }: { readonly lead: Lead }) {
  const { people } = useSay().screens.lead;
  const part = useLeadChange(lead.id, (body: Lead["joins"][number] & { readonly reason: string }) =>
    client.leads.part({ params: { id: lead.id }, body }),
  );
  const bonds = lead.joins.map(({ one, other }) => {
    const [from, to] = [identityIn(one).text, identityIn(other).text];
    return {
      id: `${lead.id}.${one}.${other}`,
      text: `${from} + ${to}`,
      hint: people.partHint(from, to),
      undo: (reason: string) => part.mutateAsync({ one, other, reason }),
    };
  });
  return <BondList title={people.joins} act={people.part} bonds={bonds} />;
}
