import { Group, NativeSelect, TextInput } from "@mantine/core";
import { useSay } from "../say.tsx";
import { useCivilDay } from "../ui/use-civil-day.ts";
import { BASES, GROUPINGS, type InsightsSearch, kpisAsked, SPANS } from "./insights-search.ts";

/** Of which period, counted how, and broken down by what. */
export function KpiChoice(props: {
  readonly search: InsightsSearch;
  readonly onSearch: (search: InsightsSearch) => void;
}) {
  const { search, onSearch } = props;
  const { kpis: say } = useSay().screens.insights;
  const dayOf = useCivilDay();
  const { from, until, span = "90d", basis = "cohort", by, touch } = search;
  const isOwn = from !== undefined || until !== undefined;
  const { from: _from, until: _until, span: _span, ...rest } = search;
  const hasTouch = by === "source" || by === "medium" || by === "campaign";
  const changeDay = (name: "from" | "until", day: string) => {
    const { [name]: _gone, ...others } = search;
    onSearch(day === "" ? others : { ...search, [name]: day });
  };
  return (
    <Group align="flex-end" gap="sm">
      <NativeSelect
        label={say.period}
        value={isOwn ? "own" : span}
        data={[...SPANS, "own" as const].map((value) => ({ value, label: say.spans[value] }))}
        onChange={({ currentTarget: { value } }) => {
          const chosen = SPANS.find((one) => one === value);
          const today = dayOf(Date.now());
          const { from: first, until: last } = kpisAsked(search, today);
          onSearch({ ...rest, ...(chosen ? { span: chosen } : { from: first ?? today, until: last ?? today }) });
        }}
      />
      {isOwn && (
        <>
          <TextInput
            type="date"
            label={say.from}
            value={from ?? ""}
            max={until}
            onChange={({ currentTarget }) => changeDay("from", currentTarget.value)}
          />
          <TextInput
            type="date"
            label={say.until}
            value={until ?? ""}
            min={from}
            onChange={({ currentTarget }) => changeDay("until", currentTarget.value)}
          />
        </>
      )}
      <NativeSelect
        label={say.basis}
        value={basis}
        data={BASES.map((value) => ({ value, label: say.bases[value] }))}
        onChange={({ currentTarget: { value } }) =>
          onSearch({ ...search, basis: BASES.find((one) => one === value) ?? "cohort" })
        }
      />
      <NativeSelect
        label={say.by}
        value={by ?? ""}
        data={[
          { value: "", label: say.nothing },
          ...GROUPINGS.map((value) => ({ value, label: say.groupings[value] })),
        ]}
        onChange={({ currentTarget: { value } }) => {
          const { by: _by, touch: _touch, ...others } = search;
          const chosen = GROUPINGS.find((one) => one === value);
          onSearch(chosen ? { ...search, by: chosen } : others);
        }}
      />
      {hasTouch && (
        <NativeSelect
          label={say.touch}
          value={touch ?? "first"}
          data={(["first", "last"] as const).map((value) => ({ value, label: say.touches[value] }))}
          onChange={({ currentTarget: { value } }) => {
            const { touch: _touch, ...others } = search;
            onSearch(value === "last" ? { ...search, touch: "last" } : others);
          }}
        />
      )}
    </Group>
  );
}
