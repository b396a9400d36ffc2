import { Table, Text } from "@mantine/core";
import { IconEqual, IconEqualNot } from "@tabler/icons-react";
import { useSay } from "../say.tsx";
import { useTimes } from "../ui/figures.tsx";
import { identityIn } from "./identity.ts";
import type { Lead } from "./lead.ts";

/** Two leads in a table, with a sign beside what is the same. */
export function SideBySide({ one, other }: { readonly one: Lead; readonly other: Lead }) {
  const { lead: say } = useSay().screens;
  const { members } = say.people;
  const read = useReader();
  const [left, right] = [read(one), read(other)];
  const names = (Object.keys(members) as (keyof typeof members)[]).filter((name) => left[name] || right[name]);
  return (
    <Table.ScrollContainer minWidth={320}>
      <Table fz="sm" verticalSpacing={4} aria-label={say.people.compare}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th />
            <Table.Th>{say.people.this}</Table.Th>
            <Table.Th>{say.people.other}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {names.map((name) => (
            <Table.Tr key={name}>
              <Table.Th scope="row" fw={400} c="dimmed">
                <span className="side-name">
                  {left[name] === right[name] ? (
                    <IconEqual size={14} aria-hidden />
                  ) : (
                    <IconEqualNot size={14} aria-hidden />
                  )}
                  {members[name]}
                </span>
              </Table.Th>
              <Cell text={left[name]} />
              <Cell text={right[name]} />
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}

function Cell({ text }: { readonly text: string | null }) {
  return (
    <Table.Td>
      <Text size="sm" className="lead-text">
        {text ?? "–"}
      </Text>
    </Table.Td>
  );
}

function useReader() {
  const { screens, figures } = useSay();
  const { instant } = useTimes();
  type Member = keyof typeof screens.lead.people.members;
  return (lead: Lead): Readonly<Record<Member, string | null>> => {
    const trait = (name: string) => {
      const value = Object.hasOwn(lead.traits, name) ? lead.traits[name] : undefined;
      return typeof value === "string" ? value : null;
    };
    const total = lead.scores[0]?.total ?? null;
    return {
      name: lead.name,
      email: lead.email,
      company: trait("company"),
      title: trait("title"),
      phone: trait("phone"),
      country: trait("country"),
      score: total === null ? null : figures.number(total),
      owner: lead.owner,
      firstSeen: lead.firstAt && instant(lead.firstAt),
      lastSeen: lead.lastAt && instant(lead.lastAt),
      identities: lead.identities.map(({ key }) => identityIn(key).text).join("\n"),
    };
  };
}
