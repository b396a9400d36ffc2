import { Stack } from "@mantine/core";
import { useSay } from "../say.tsx";
import { freeName, useBuilding } from "./building.ts";
import { DimensionCards } from "./dimension-cards.tsx";
import { NamedAdder } from "./named-adder.tsx";
import { WhoCard } from "./who-card.tsx";

/** Who is scored, and the rules of every dimension. */
export function RulesCards() {
  const { model } = useBuilding();
  return (
    <Stack gap="lg">
      <WhoCard />
      {Object.keys(model.dimensions).map((name) => (
        <DimensionCards key={name} name={name} />
      ))}
      <AddDimension />
    </Stack>
  );
}

function AddDimension() {
  const { builder } = useSay().screens;
  const { model, edit } = useBuilding();
  return (
    <NamedAdder
      act={builder.addDimension}
      onAdd={(label) => {
        const name = freeName(label, Object.keys(model.dimensions), "dimension");
        edit({ kind: "set", path: ["dimensions", name], value: { label } });
      }}
    />
  );
}
