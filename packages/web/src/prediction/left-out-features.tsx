import { Text } from "@mantine/core";
import { sayLeftOut } from "@plumbline/phrases";
import { useMemo } from "react";
import type { Sheet } from "../insights/sheet.ts";
import { SheetTable } from "../insights/sheet-table.tsx";
import { useSay } from "../say.tsx";
import type { Found } from "./prediction.ts";
import { useFeatureSaid } from "./use-feature-said.ts";

/** What was not learned from, each with the reason in words. */
export function LeftOutFeatures({ leftOut, model }: { readonly leftOut: Found["leftOut"]; readonly model: string }) {
  const spoken = useSay();
  const { prediction: say } = spoken.screens;
  const said = useFeatureSaid(model);
  const sheet = useMemo(
    (): Sheet => ({
      name: say.leftOut,
      columns: [{ label: say.feature }, { label: say.why, isText: true }],
      rows: leftOut.map((one) => {
        const told = "of" in one ? { ...one, of: said(one.of) } : one;
        return [said(one.feature), sayLeftOut(spoken, told)];
      }),
    }),
    [leftOut, say, spoken, said],
  );
  if (leftOut.length === 0)
    return (
      <Text size="sm" c="dimmed">
        {say.leftOutNone}
      </Text>
    );
  return <SheetTable sheet={sheet} />;
}
