import { Alert, Stack, Text } from "@mantine/core";
import { IconAlertTriangle, IconCircleCheck, IconHourglassEmpty } from "@tabler/icons-react";
import { useMemo } from "react";
import { NotEnough } from "../insights/not-enough.tsx";
import type { Sheet } from "../insights/sheet.ts";
import { SheetTable } from "../insights/sheet-table.tsx";
import { useSay } from "../say.tsx";
import { useLiveModel } from "../ui/use-model.ts";
import { type Found, fairnessOf } from "./prediction.ts";

type Field = Found["fairness"][number];
type Fairness = Extract<Field["fairness"], { readonly enough: true }>;

/** Whom the prediction picks, and who is in which band, by the groups of each protected field that leads have. */
export function FairnessByGroup({ fairness, model }: { readonly fairness: Found["fairness"]; readonly model: string }) {
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
          <FieldFairness key={feature} label={label} model={model} found={found} />
        ) : (
          <NotEnough key={feature} title={label} missing={found.missing} />
        ),
      )}
    </Stack>
  );
}

const LOOKS = {
  fair: { color: "teal", icon: <IconCircleCheck /> },
  unfair: { color: "yellow", icon: <IconAlertTriangle /> },
  nobody: { color: "gray", icon: <IconHourglassEmpty /> },
};

function FieldFairness({
  label,
  model,
  found,
}: {
  readonly label: string;
  readonly model: string;
  readonly found: Fairness;
}) {
  const { screens, figures } = useSay();
  const { prediction: say } = screens;
  const { groups, disadvantaged } = found;
  const verdict = fairnessOf(found);
  const words = {
    fair: () => say.fair(label),
    unfair: () => say.disadvantaged(figures.names(disadvantaged.map((group) => group ?? say.groupUnknown)), label),
    nobody: () => say.nobodyPicked(label),
  };
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
      <Alert variant="light" {...LOOKS[verdict]}>
        {words[verdict]()}
      </Alert>
      <SheetTable sheet={sheet} />
      <BandsByGroup label={label} model={model} groups={groups} />
    </Stack>
  );
}

type Groups = { readonly label: string; readonly model: string; readonly groups: Fairness["groups"] };

/** The shares of each group in the bands of the model; of those who were told before it was live there are none. */
function BandsByGroup({ label, model, groups }: Groups) {
  const { screens, figures } = useSay();
  const { prediction: say, insights } = screens;
  const live = useLiveModel(model);
  const sheet = useMemo((): Sheet => {
    const nameOf = (band: string) => live?.bands.find(({ name }) => name === band)?.label ?? band;
    const bands = groups[0]?.bands ?? [];
    return {
      name: say.bandsBy(label),
      columns: [
        { label: say.group },
        ...bands.map(({ band }) => ({ label: band === null ? insights.noBand : nameOf(band), show: figures.percent })),
      ],
      rows: groups.map((own) => [own.group ?? say.groupUnknown, ...own.bands.map(({ share }) => share.rate)]),
    };
  }, [groups, label, live, say, insights, figures]);
  if (sheet.columns.length === 1) return null;
  return (
    <>
      <Text size="sm" fw={600}>
        {sheet.name}
      </Text>
      <SheetTable sheet={sheet} />
    </>
  );
}
