import { Button, Table, Text } from "@mantine/core";
import { useState } from "react";
import { useSay } from "../say.tsx";
import { Points, Signed, useTimes } from "../ui/figures.tsx";
import type { Evidence } from "./lead.ts";

const SHOWN = 7;

/** Each day of what a rule counted: what it brought, what limits and age took of it, and what is left. */
export function EvidenceDays(props: { readonly days: Evidence["days"]; readonly unit: NonNullable<Evidence["unit"]> }) {
  const { days, unit } = props;
  const { screens, explanation, figures } = useSay();
  const { evidence } = screens.lead;
  const { day: written } = useTimes();
  const [isWhole, setIsWhole] = useState(false);
  const newest = days.toReversed();
  const isLimited = days.some(({ limited }) => limited !== 0);
  const isDecayed = days.some(({ decayed }) => decayed !== 0);
  // Points are said in hundredths, as everywhere in the phrases.
  const amountOf = (amount: number) => explanation.amounts[unit](unit === "points" ? amount * 100 : amount);
  return (
    <div>
      <Table.ScrollContainer minWidth={isLimited && isDecayed ? 480 : 320} maxHeight={420}>
        <Table fz="xs" verticalSpacing={3} stickyHeader aria-label={evidence.days} className="evidence-days">
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{evidence.days}</Table.Th>
              <Table.Th ta="end">{evidence.amount}</Table.Th>
              <Table.Th ta="end">{evidence.points}</Table.Th>
              {isLimited && <Table.Th ta="end">{evidence.limited}</Table.Th>}
              {isDecayed && <Table.Th ta="end">{evidence.decayed}</Table.Th>}
              <Table.Th ta="end">{evidence.left}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {(isWhole ? newest : newest.slice(0, SHOWN)).map((one) => (
              <Table.Tr key={one.day}>
                <Table.Td>{written(one.day)}</Table.Td>
                <Table.Td ta="end">{amountOf(one.amount)}</Table.Td>
                <Table.Td ta="end">{figures.signed(one.points * 100)}</Table.Td>
                {isLimited && <Table.Td ta="end">{taken(one.limited, figures.signed)}</Table.Td>}
                {isDecayed && (
                  <Table.Td ta="end" title={evidence.kept(one.kept)}>
                    {taken(one.decayed, figures.signed)}
                  </Table.Td>
                )}
                <Table.Td ta="end">
                  {one.left === 0 ? <Points points={0} c="dimmed" /> : <Signed points={one.left} />}
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
      {newest.length > SHOWN && !isWhole && (
        <Button size="compact-xs" variant="subtle" onClick={() => setIsWhole(true)}>
          {evidence.all(newest.length)}
        </Button>
      )}
    </div>
  );
}

function taken(points: number, signed: (hundredths: number) => string) {
  return points === 0 ? (
    <Text span inherit c="dimmed">
      –
    </Text>
  ) : (
    signed(points * 100)
  );
}
