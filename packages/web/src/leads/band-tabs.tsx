import { SegmentedControl } from "@mantine/core";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { ask } from "../api.ts";
import { useFirstSay } from "../say.tsx";
import { useLiveModel } from "../ui/use-model.ts";
import type { FilterAsked } from "./leads-search.ts";

const ALL = "";

/** All leads, or those of one band; with how many of the filtered list are in each. */
export function BandTabs(props: {
  readonly model: string | undefined;
  readonly filter: FilterAsked;
  readonly isEnabled: boolean;
  readonly onBand: (band: string | undefined) => void;
}) {
  const { model, isEnabled, onBand } = props;
  const { band, ...others } = props.filter;
  const { screens, figures } = useFirstSay();
  const live = useLiveModel(model);
  const { data } = useQuery({
    ...ask("reports", "bands", { query: { ...others, model } }),
    enabled: isEnabled && model !== undefined,
    placeholderData: keepPreviousData,
  });
  if (!live || live.bands.length === 0) return null;
  const countOf = (name: string) => data?.bands.find((one) => one.band === name)?.count;
  const entries = live.bands.toReversed().map(({ name, label }) => {
    const count = countOf(name);
    const said = count === undefined ? "" : ` ${figures.number(count)}${data?.isWhole === false ? "+" : ""}`;
    return { value: name, label: `${label}${said}` };
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
