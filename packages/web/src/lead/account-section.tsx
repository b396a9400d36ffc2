import { Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { ask } from "../api.ts";
import { useSay } from "../say.tsx";
import { LinkText } from "../ui/links.tsx";
import { Asked, Rows } from "../ui/states.tsx";
import type { Lead } from "./lead.ts";
import { Section } from "./section.tsx";

const SHOWN = 8;

/** The account of the lead, and who else is known there. */
export function AccountSection({ lead }: { readonly lead: Lead }) {
  const { lead: say } = useSay().screens;
  return (
    <Section title={say.account.title}>
      {lead.account === null ? (
        <Text size="sm" c="dimmed">
          {say.account.none}
        </Text>
      ) : (
        <Members id={lead.account.id} lead={lead} />
      )}
    </Section>
  );
}

function Members({ id, lead }: { readonly id: string; readonly lead: Lead }) {
  const { lead: say, leads } = useSay().screens;
  const query = useQuery(ask("accounts", "get", { params: { id } }));
  return (
    <>
      <LinkText to="/accounts/$id" params={{ id }} fw={600} size="sm" title={say.account.open}>
        {lead.account?.name ?? lead.account?.key}
      </LinkText>
      <Asked query={query} waiting={<Rows count={2} />}>
        {({ members, memberCount }) => {
          const others = members.filter((member) => member.id !== lead.id);
          const hidden = memberCount - 1 - Math.min(others.length, SHOWN);
          return others.length === 0 ? (
            <Text size="sm" c="dimmed">
              {say.account.alone}
            </Text>
          ) : (
            <ul className="lead-members">
              {others.slice(0, SHOWN).map((member) => (
                <li key={member.id}>
                  <LinkText to="/leads/$id" params={{ id: member.id }} size="sm" truncate>
                    {member.name ?? member.email ?? leads.unknown}
                  </LinkText>
                </li>
              ))}
              {hidden > 0 && (
                <li>
                  <Text size="xs" c="dimmed">
                    {say.account.more(hidden)}
                  </Text>
                </li>
              )}
            </ul>
          );
        }}
      </Asked>
    </>
  );
}
