import { Table, Text, TextInput } from "@mantine/core";
import { IconSearch } from "@tabler/icons-react";
import { useState } from "react";
import { useSay } from "../say.tsx";
import { Tree } from "../ui/tree.tsx";
import type { Lead } from "./lead.ts";
import { Section } from "./section.tsx";
import { traitsFitting } from "./traits.ts";

const MANY = 8;

/** Everything that is known of the lead, as it was sent. */
export function TraitsSection({ traits }: { readonly traits: Lead["traits"] }) {
  const { lead: say } = useSay().screens;
  const [text, setText] = useState("");
  const count = Object.keys(traits).length;
  const shown = traitsFitting(traits, text);
  return (
    <Section title={say.traits.title}>
      {count > MANY && (
        <TextInput
          type="search"
          size="xs"
          aria-label={say.traits.search}
          placeholder={say.traits.search}
          leftSection={<IconSearch size={14} aria-hidden />}
          value={text}
          onChange={({ currentTarget }) => setText(currentTarget.value)}
        />
      )}
      {shown.length === 0 ? (
        <Text size="sm" c="dimmed">
          {count === 0 ? say.traits.nothing : say.traits.nothingFits}
        </Text>
      ) : (
        <Table fz="sm" verticalSpacing={4} aria-label={say.traits.title} className="lead-traits">
          <Table.Thead className="lead-told">
            <Table.Tr>
              <Table.Th>{say.traits.name}</Table.Th>
              <Table.Th>{say.traits.value}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {shown.map(([name, value]) => (
              <Table.Tr key={name}>
                <Table.Th scope="row" fw={400} c="dimmed">
                  {name}
                </Table.Th>
                <Table.Td>
                  <Value value={value} />
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
    </Section>
  );
}

function Value({ value }: { readonly value: unknown }) {
  const { figures } = useSay();
  if (typeof value === "object" && value !== null) return <Tree value={value} />;
  return (
    <Text size="sm" className="lead-text">
      {typeof value === "string" ? value : figures.value((value ?? null) as never)}
    </Text>
  );
}
