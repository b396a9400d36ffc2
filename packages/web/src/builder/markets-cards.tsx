import { Stack, Text } from "@mantine/core";
import { sayCondition } from "@plumbline/phrases";
import { mark } from "../condition/condition-text.tsx";
import { useSay } from "../say.tsx";
import { freeName, put, useBuilding } from "./building.ts";
import { WordsInput } from "./fields.tsx";
import type { Market } from "./market.ts";
import { MarketDifferences } from "./market-differences.tsx";
import { MarketsTable } from "./markets-table.tsx";
import { NamedAdder } from "./named-adder.tsx";
import { PartCard } from "./part-card.tsx";
import { PartProblems } from "./part-problems.tsx";
import { useRemoval } from "./use-removal.tsx";
import { ModelCondition } from "./who-card.tsx";

/** Slices of leads, and what differs for them; the first that holds applies. */
export function MarketsCards() {
  const say = useSay();
  const { builder } = say.screens;
  const { model, names, edit, setOpen, draft } = useBuilding();
  const remove = useRemoval();
  const markets = model.markets ?? [];
  const placeOf = (index: number) => draft.marketAt[index] ?? index;
  const move = (from: number, to: number) =>
    to < 0 || to >= markets.length
      ? undefined
      : () => {
          edit({ kind: "move", path: ["markets"], from: placeOf(from), to: placeOf(to) });
          setOpen(undefined);
        };
  return (
    <Stack gap="xs">
      <Text size="sm" c="dimmed">
        {builder.marketsHint}
      </Text>
      {markets.map((market, index) => (
        <PartCard
          key={market.name}
          path={["markets", placeOf(index)]}
          title={names.market(market.name)}
          said={sayCondition(say, market.where, names, mark)}
          onUp={move(index, index - 1)}
          onDown={move(index, index + 1)}
          onRemove={() => remove(names.market(market.name), { kind: "drop", path: ["markets", placeOf(index)] })}
        >
          <MarketFields market={market} at={placeOf(index)} />
        </PartCard>
      ))}
      <NamedAdder
        act={builder.addMarket}
        onAdd={(label) => {
          const name = freeName(
            label,
            markets.map((market) => market.name),
            "market",
          );
          const value = { name, label, where: { trait: "country", is: label } };
          edit({ kind: "insert", path: ["markets"], at: markets.length, value });
          setOpen(`markets/${markets.length}`);
        }}
      />
      {markets.length > 0 && <MarketsTable markets={markets} placeOf={placeOf} />}
    </Stack>
  );
}

function MarketFields({ market, at }: { readonly market: Market; readonly at: number }) {
  const { builder } = useSay().screens;
  const { edit, problemsAt } = useBuilding();
  const path = ["markets", at];
  return (
    <Stack gap="sm">
      <PartProblems problems={problemsAt(path).filter(({ path: [key] }) => key !== "where")} />
      <WordsInput
        label={builder.label}
        value={market.label}
        placeholder={market.name}
        onWords={(next) => edit(put([...path, "label"], next), `market.${at}.label`)}
      />
      <ModelCondition path={[...path, "where"]} value={market.where} label={market.name} about={`market.${at}.where`} />
      <MarketDifferences market={market.name} />
    </Stack>
  );
}
