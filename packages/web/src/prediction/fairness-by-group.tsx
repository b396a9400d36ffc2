import { Alert, Stack, Text } from "@mantine/core";
import { IconAlertTriangle, IconCircleCheck } from "@tabler/icons-react";
import { useMemo } from "react";
import { NotEnough } from "../insights/not-enough.tsx";
import type { Sheet } from "../insights/sheet.ts";
import { SheetTable } from "../insights/sheet-table.tsx";
import { useSay } from "../say.tsx";
import type { Found } from "./prediction.ts";

type Field = Found["fairness"][number];
type Fairness = Extract<Field["fairness"], { readonly enough: true }>;

/** Whom the prediction picks, by the groups of each protected field that leads have. */
export function FairnessByGroup({ fairness }: { readonly fairness: Found["fairness"] }) {
  const { prediction: say } = useSay().screens;
  if (fairness.length === 0)
    return (
      <Text size="sm" c="dimmed">
        {say.fairnessNone}
      </Text>
    );
  return (
    <Stack gap="lg">
      {fairness.map(({ feature, label, fairness: found }) =>
        found.enough ? (
          <FieldFairness key={feature} label={label} found={found} />
        ) : (
          <NotEnough key={feature} title={label} missing={found.missing} />
        ),
      )}
    </Stack>
  );
}

function FieldFairness({ label, found }: { readonly label: string; readonly found: Fairness }) {
  const { screens, figures } = useSay();
  const { prediction: say } = screens;
  const { groups, disadvantaged } = found;
  const isFair = disadvantaged.length === 0;
  const sheet = useMemo(
    (): Sheet => ({
      name: label,
      columns: [
        { label: say.group },
        { label: say.leads },
        { label: say.picked, show: figures.percent },
        { label: say.ratio },
        { label: say.precision, show: figures.percent },
        { label: say.recall, show: figures.percent },
      ],
      rows: groups.map(({ group, leads, selected, ratio, precision, recall }) => [
        ...[group ?? say.groupUnknown, leads, selected.rate, ratio, precision?.rate ?? null, recall?.rate ?? null],
      ]),
    }),
    [groups, label, say, figures],
  );
  return (
    <Stack gap="xs">
      <Alert
        variant="light"
        color={isFair ? "teal" : "yellow"}
        icon={isFair ? <IconCircleCheck /> : <IconAlertTriangle />}
      >
        {isFair
          ? say.fair(label)
          : say.disadvantaged(figures.names(disadvantaged.map((group) => group ?? say.groupUnknown)), label)}
      </Alert>
      <SheetTable sheet={sheet} />
    </Stack>
  );
}
