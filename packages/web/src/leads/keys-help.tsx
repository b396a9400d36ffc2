import { Kbd, Modal, Table } from "@mantine/core";
import { useSay } from "../say.tsx";

/** Which keys do what. */
export function KeysHelp(props: {
  readonly keys: readonly (readonly [keys: readonly string[], what: string])[];
  readonly onClose: () => void;
}) {
  const { keys, onClose } = props;
  const { leads: say, shell } = useSay().screens;
  return (
    <Modal opened onClose={onClose} title={say.help.title} closeButtonProps={{ "aria-label": shell.close }}>
      <Table>
        <Table.Tbody>
          {keys.map(([names, what]) => (
            <Table.Tr key={what}>
              <Table.Td>{what}</Table.Td>
              <Table.Td ta="end">
                {names.map((name) => (
                  <Kbd key={name} ms={4}>
                    {name}
                  </Kbd>
                ))}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Modal>
  );
}
