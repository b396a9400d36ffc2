import { Table } from "@mantine/core";
import { useSay } from "../say.tsx";
import { type Sheet, shownCell } from "./sheet.ts";

/** Of a column whose words stand in a line, in px. */
const WIDTH = 80;

/** A table as it stands; on a narrow screen it moves sideways. */
export function SheetTable({ sheet }: { readonly sheet: Sheet }) {
  const { figures } = useSay();
  const { name, columns, rows } = sheet;
  return (
    <Table.ScrollContainer minWidth={WIDTH * columns.length}>
      <Table aria-label={name} verticalSpacing={6}>
        <Table.Thead>
          <Table.Tr>
            {columns.map(({ label, isText }, at) => (
              <Table.Th key={label} {...(at > 0 && !isText && { ta: "right" as const })}>
                {label}
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rows.map((cells) => (
            <Table.Tr key={String(cells[0])}>
              {cells.map((cell, at) => (
                <Table.Td key={columns[at]?.label} {...(at > 0 && !columns[at]?.isText && { ta: "right" as const })}>
                  {shownCell(cell, columns[at], figures.number)}
                </Table.Td>
              ))}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}
