import { Stack, Text } from "@mantine/core";
import { useMemo } from "react";
import { useSay } from "../say.tsx";
import type { Sheet } from "./sheet.ts";
import { SheetTable } from "./sheet-table.tsx";
import type { Truth } from "./study.ts";

const REASONS = ["unnamed", "decided", "outside", "ineligible", "unscored"] as const;

/** Who is not in the figures, and why. */
export function LeftOut({ leads }: { readonly leads: Truth["leads"] }) {
  const { insights: say } = useSay().screens;
  const sheet = useMemo(
    (): Sheet => ({
      name: say.left,
      columns: [{ label: say.reason }, { label: say.leads }],
      rows: REASONS.flatMap((reason) => {
        const count = leads.left[reason];
        return count > 0 ? [[say.reasons[reason], count]] : [];
      }),
    }),
    [leads, say],
  );
  return (
    <Stack gap="xs">
      <Text size="sm">{say.leftHint(leads.taken, leads.told)}</Text>
      {sheet.rows.length === 0 ? (
        <Text size="sm" c="dimmed">
          {say.leftNobody}
        </Text>
      ) : (
        <SheetTable sheet={sheet} />
      )}
    </Stack>
  );
}
