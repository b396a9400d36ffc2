import { Text } from "@mantine/core";
import { diffModels, flatten } from "@plumbline/scoring";
import { useMemo } from "react";
import { ChangeList } from "../models/changes.tsx";
import { useSay } from "../say.tsx";
import { useBuilding } from "./building.ts";

/** All that a market makes different, also what the table of points cannot hold: as models that are compared say it. */
export function MarketDifferences({ market }: { readonly market: string }) {
  const { builder } = useSay().screens;
  const { model } = useBuilding();
  const [usual, own] = useMemo(() => [flatten(model, null), flatten(model, market)] as const, [model, market]);
  const told = useMemo(() => diffModels(usual, own), [usual, own]);
  if (told.length === 0) return null;
  return (
    <section aria-label={builder.overrides}>
      <Text size="sm" fw={600} mb={4}>
        {builder.overrides}
      </Text>
      <ChangeList told={told} before={usual} after={own} />
    </section>
  );
}
