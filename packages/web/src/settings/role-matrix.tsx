import { Table } from "@mantine/core";
import { ALLOWED, ROLES, SCOPES } from "@plumbline/api";
import { IconCheck, IconMinus } from "@tabler/icons-react";
import { useSay } from "../say.tsx";

/** What each role may do, from the same matrix that the server asks. */
export function RoleMatrix() {
  const { settings } = useSay().screens;
  const { people: say, scopes, roles } = settings;
  return (
    <Table.ScrollContainer minWidth={560}>
      <Table verticalSpacing={6} aria-label={say.matrix}>
        <Table.Thead>
          <Table.Tr>
            <Table.Td />
            {ROLES.map((role) => (
              <Table.Th key={role} scope="col" ta="center">
                {roles[role]}
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {SCOPES.map((scope) => (
            <Table.Tr key={scope}>
              <Table.Th scope="row" fw={400}>
                {scopes[scope]}
              </Table.Th>
              {ROLES.map((role) => (
                <Table.Td key={role} ta="center">
                  {ALLOWED[role].includes(scope) ? (
                    <IconCheck size={17} role="img" aria-label={say.may} color="var(--mantine-color-teal-filled)" />
                  ) : (
                    <IconMinus size={15} role="img" aria-label={say.mayNot} color="var(--mantine-color-dimmed)" />
                  )}
                </Table.Td>
              ))}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}
