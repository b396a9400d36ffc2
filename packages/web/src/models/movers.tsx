import { Accordion, Badge, Group, Stack, Table, Text } from "@mantine/core";
import { useSay } from "../say.tsx";
import { Points } from "../ui/figures.tsx";
import { LinkText } from "../ui/links.tsx";
import type { WholeModel } from "./model.ts";
import { useBandNames } from "./use-band-names.ts";
import type { PreviewResult } from "./use-preview.ts";

type Move = PreviewResult["moves"][number];

/** Who would enter and leave each band, by name. */
export function Movers({ result, model }: { readonly result: PreviewResult; readonly model: WholeModel }) {
  const { screens } = useSay();
  const { preview: say } = screens.models;
  const called = useBandNames(model.name);
  if (result.moves.length === 0) return null;
  return (
    <Stack gap={4}>
      <Text fw={600} size="sm">
        {say.moves}
      </Text>
      <Accordion variant="separated" chevronPosition="left">
        {result.moves.toReversed().map((move) => (
          // Those in no band are some, too, and an item without a value is none.
          <Accordion.Item key={move.band ?? ""} value={`in ${move.band ?? ""}`}>
            <Accordion.Control>
              <Group gap="sm">
                <Text fw={600} size="sm">
                  {called(move.band)}
                </Text>
                <Badge variant="light" color="teal" tt="none">
                  {say.entering(move.entering)}
                </Badge>
                <Badge variant="light" color="red" tt="none">
                  {say.leaving(move.leaving)}
                </Badge>
              </Group>
            </Accordion.Control>
            <Accordion.Panel>
              <Stack>
                <Named title={say.entering(move.entering)} movers={move.entered} all={move.entering} model={model} />
                <Named title={say.leaving(move.leaving)} movers={move.left} all={move.leaving} model={model} />
              </Stack>
            </Accordion.Panel>
          </Accordion.Item>
        ))}
      </Accordion>
    </Stack>
  );
}

function Named(props: {
  readonly title: string;
  readonly movers: Move["entered"];
  readonly all: number;
  readonly model: WholeModel;
}) {
  const { title, movers, all, model } = props;
  const { preview: say } = useSay().screens.models;
  const called = useBandNames(model.name);
  if (all === 0) return null;
  const to = model.of === "lead" ? "/leads/$id" : "/accounts/$id";
  return (
    <Stack gap={4}>
      <Text size="sm" fw={600}>
        {title}
      </Text>
      <Table.ScrollContainer minWidth={380} mah={320}>
        <Table aria-label={title} verticalSpacing={4}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{say.lead}</Table.Th>
              <Table.Th>{say.from}</Table.Th>
              <Table.Th>{say.to}</Table.Th>
              <Table.Th ta="right">{say.now}</Table.Th>
              <Table.Th ta="right">{say.after}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {movers.map(({ id, name, from, to: into, before, after }) => (
              <Table.Tr key={id}>
                <Table.Td>
                  <LinkText to={to} params={{ id }} size="sm">
                    {name ?? say.unnamed}
                  </LinkText>
                </Table.Td>
                <Table.Td>{called(from)}</Table.Td>
                <Table.Td>{called(into)}</Table.Td>
                <Table.Td ta="right">
                  <Points points={before} size="sm" />
                </Table.Td>
                <Table.Td ta="right">
                  <Points points={after} size="sm" />
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
      {all > movers.length && (
        <Text size="xs" c="dimmed">
          {say.first(movers.length)}
        </Text>
      )}
    </Stack>
  );
}
