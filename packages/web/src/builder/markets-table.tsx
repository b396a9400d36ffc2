import { NumberInput, Stack, Table, Text, Title } from "@mantine/core";
import { useSay } from "../say.tsx";
import { useBuilding } from "./building.ts";
import type { Market } from "./market.ts";
import { override } from "./override.ts";

/** What each market changes: points of rules and starts of bands. An empty cell is as in the model. */
export function MarketsTable(props: {
  readonly markets: readonly Market[];
  readonly placeOf: (index: number) => number;
}) {
  const { markets, placeOf } = props;
  const { screens, figures } = useSay();
  const { builder } = screens;
  const { model, names, edit, canEdit } = useBuilding();
  const rules = model.rules.filter(({ points }) => typeof points === "number");
  const bands = (model.bands ?? []).filter((band) => band.from !== undefined || band.above !== undefined);
  const cell = (given: Cell) => (
    <Table.Td key={given.market.name}>
      <NumberInput
        size="xs"
        variant="unstyled"
        className="builder-override"
        aria-label={`${names.market(given.market.name)}: ${given.label}`}
        placeholder={figures.number(given.usual)}
        hideControls
        decimalScale={2}
        readOnly={!canEdit}
        value={given.value ?? ""}
        data-own={given.value !== undefined || undefined}
        onChange={(next) => {
          const value = next === "" ? undefined : Number(next);
          if (value === given.value || Number.isNaN(value)) return;
          const { market, at, kind, name, key } = given;
          edit(override(market, at, kind, name, key, value), `override.${at}.${name}`);
        }}
      />
    </Table.Td>
  );
  return (
    <Stack gap="xs" mt="md" component="section">
      <Title order={2} size="h4">
        {builder.overrides}
      </Title>
      <Text size="sm" c="dimmed">
        {builder.overridesHint}
      </Text>
      <Table.ScrollContainer minWidth={420}>
        <Table aria-label={builder.overrides} verticalSpacing={2} highlightOnHover className="builder-overrides">
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{builder.parts.rules}</Table.Th>
              <Table.Th ta="end" className="builder-usual">
                {builder.usual}
              </Table.Th>
              {markets.map((market) => (
                <Table.Th key={market.name} ta="end">
                  {names.market(market.name)}
                </Table.Th>
              ))}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {rules.map((rule) => (
              <Table.Tr key={rule.id}>
                <Table.Th scope="row" fw={400}>
                  {names.rule(rule.id)}
                </Table.Th>
                <Table.Td ta="end">{figures.number(rule.points as number)}</Table.Td>
                {markets.map((market, index) => {
                  const own = market.rules?.[rule.id]?.points;
                  return cell({
                    market,
                    at: placeOf(index),
                    kind: "rules",
                    name: rule.id,
                    key: "points",
                    label: names.rule(rule.id),
                    usual: rule.points as number,
                    value: typeof own === "number" ? own : undefined,
                  });
                })}
              </Table.Tr>
            ))}
            {bands.map((band) => (
              <Table.Tr key={band.name}>
                <Table.Th scope="row" fw={600}>
                  {builder.startOf(names.band(band.name))}
                </Table.Th>
                <Table.Td ta="end">{figures.number(band.from ?? band.above ?? 0)}</Table.Td>
                {markets.map((market, index) => {
                  const own = market.bands?.[band.name];
                  const key =
                    own?.above !== undefined || (own?.from === undefined && band.above !== undefined)
                      ? "above"
                      : "from";
                  return cell({
                    market,
                    at: placeOf(index),
                    kind: "bands",
                    name: band.name,
                    key,
                    label: builder.startOf(names.band(band.name)),
                    usual: band.from ?? band.above ?? 0,
                    value: own?.[key],
                  });
                })}
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
    </Stack>
  );
}

type Cell = {
  readonly market: Market;
  readonly at: number;
  readonly kind: "rules" | "bands";
  readonly name: string;
  readonly key: string;
  readonly label: string;
  readonly usual: number;
  readonly value: number | undefined;
};
