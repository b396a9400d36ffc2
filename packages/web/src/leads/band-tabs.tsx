import { SegmentedControl } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { ask } from "../api.ts";
import { useFirstSay } from "../say.tsx";
import { useLiveModel } from "../ui/use-model.ts";

const ALL = "";

/** All leads, or those of one band; with how many each has. */
export function BandTabs(props: {
  readonly model: string | undefined;
  readonly band: string | undefined;
  readonly onBand: (band: string | undefined) => void;
}) {
  const { model, band, onBand } = props;
  const { screens, figures } = useFirstSay();
  const live = useLiveModel(model);
  const { data } = useQuery({ ...ask("reports", "bands", { query: { model } }), enabled: model !== undefined });
  if (!live || live.bands.length === 0) return null;
  const countOf = (name: string) => data?.bands.find((one) => one.band === name)?.count;
  const entries = live.bands.toReversed().map(({ name, label }) => {
    const count = countOf(name);
    return { value: name, label: count === undefined ? label : `${label} ${figures.number(count)}` };
  });
  return (
    <SegmentedControl
      size="xs"
      aria-label={screens.leads.band}
      value={band ?? ALL}
      onChange={(value) => onBand(value === ALL ? undefined : value)}
      data={[{ value: ALL, label: screens.leads.all }, ...entries]}
    />
  );
}
