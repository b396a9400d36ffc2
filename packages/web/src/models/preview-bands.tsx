import { Stack, Table, Text } from "@mantine/core";
import { useSay } from "../say.tsx";
import { Signed } from "../ui/figures.tsx";
import type { WholeModel } from "./model.ts";
import { useBandNames } from "./use-band-names.ts";
import type { PreviewResult } from "./use-preview.ts";

/** How many are in each band now, and how many would be. */
export function PreviewBands(props: { readonly result: PreviewResult; readonly model: WholeModel }) {
  const { result, model } = props;
  const { screens, figures } = useSay();
  const { preview: say, overview } = screens.models;
  const called = useBandNames(model.name);
  return (
    <Stack gap={4}>
      <Text fw={600} size="sm">
        {say.bands}
      </Text>
      <Table aria-label={say.bands} verticalSpacing={6}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{overview.band}</Table.Th>
            <Table.Th ta="right">{say.now}</Table.Th>
            <Table.Th ta="right">{say.after}</Table.Th>
            <Table.Th ta="right">{say.change}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {result.bands.toReversed().map(({ band, before, after }) => (
            <Table.Tr key={band ?? ""}>
              <Table.Td>{called(band)}</Table.Td>
              <Table.Td ta="right">{figures.number(before)}</Table.Td>
              <Table.Td ta="right">{figures.number(after)}</Table.Td>
              <Table.Td ta="right">{after === before ? "–" : <Signed points={after - before} size="sm" />}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Stack>
  );
}
