import { Autocomplete, Select, SimpleGrid } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { ask } from "../api.ts";
import { useSay } from "../say.tsx";
import { useLiveModel, useLiveModels } from "../ui/use-model.ts";
import { FilterAccount } from "./filter-account.tsx";
import { FilterTotals } from "./filter-totals.tsx";
import { type LeadsSearch, leadsSearch, SEEN } from "./leads-search.ts";
import { useTyped } from "./use-typed.ts";

const TYPING = 400;

/** What is one of a few words. */
type Chosen = "band" | "seen" | "feedback" | "tag" | "segment" | "market";
type Choice = { readonly value: string; readonly label: string };

/** The questions that are asked most, each with what there is to choose from. */
export function FilterFields(props: {
  readonly model: string | undefined;
  readonly search: LeadsSearch;
  readonly owners: readonly string[];
  readonly onSearch: (search: LeadsSearch) => void;
}) {
  const { model, search, owners, onSearch } = props;
  const { screens, figures } = useSay();
  const { leads: say } = screens;
  const tags = useQuery(ask("tags", "list"));
  const segments = useQuery(ask("segments", "list"));
  const models = useLiveModels() ?? [];
  const live = useLiveModel(model);
  const change = (name: keyof LeadsSearch) => (value: string | null) =>
    onSearch(leadsSearch({ ...search, [name]: value ?? undefined }));
  const states = ["waiting", "accepted", "rejected", "recycled"] as const;
  const fields: readonly (readonly [Chosen, string, readonly Choice[]])[] = [
    ["band", say.band, (live?.bands ?? []).map(({ name, label }) => ({ value: name, label })).toReversed()],
    ["seen", say.seen, SEEN.map((value) => ({ value, label: say.seenChoices[value] }))],
    ["feedback", say.feedback, states.map((value) => ({ value, label: say.feedbackState[value] }))],
    [
      "tag",
      say.tags,
      (tags.data?.items ?? []).map(({ tag, leads }) => ({ value: tag, label: `${tag} (${figures.number(leads)})` })),
    ],
    [
      "segment",
      say.filter.segment,
      (segments.data?.items ?? []).map(({ name, label }) => ({ value: name, label: label ?? name })),
    ],
    [
      "market",
      say.filter.market,
      (live?.body.markets ?? []).map(({ name }) => ({ value: name, label: live?.names.market(name) ?? name })),
    ],
  ];
  return (
    <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="sm">
      {models.length > 1 && (
        <Select
          label={say.filter.model}
          data={models.map(({ name }) => name)}
          value={model ?? null}
          allowDeselect={false}
          onChange={change("model")}
        />
      )}
      <FilterTotals totals={search} onTotals={(totals) => onSearch(leadsSearch({ ...search, ...totals }))} />
      <Owner value={search.owner ?? ""} owners={owners} onChange={(owner) => change("owner")(owner || null)} />
      <FilterAccount account={search.account} onAccount={(account) => change("account")(account ?? null)} />
      {fields
        .filter(([name, , choices]) => choices.length > 0 || search[name] !== undefined)
        .map(([name, label, choices]) => (
          <Select
            key={name}
            label={label}
            placeholder={say.filter.any}
            data={withOwn(choices, search[name])}
            value={search[name] ?? null}
            clearable
            searchable={choices.length > 8}
            onChange={change(name)}
          />
        ))}
    </SimpleGrid>
  );
}

/** What an address says is among the choices, even where there is no such thing (any more). */
function withOwn(choices: readonly Choice[], value: string | undefined): Choice[] {
  const isKnown = value === undefined || choices.some((choice) => choice.value === value);
  return isKnown ? [...choices] : [...choices, { value, label: value }];
}

function Owner(props: {
  readonly value: string;
  readonly owners: readonly string[];
  readonly onChange: (owner: string) => void;
}) {
  const { leads: say } = useSay().screens;
  const [typed, type] = useTyped(props.value, props.onChange, TYPING);
  return (
    <Autocomplete
      label={say.owner}
      placeholder={say.filter.any}
      data={[...props.owners]}
      value={typed}
      clearable
      onChange={(value) => type(value, value.trim())}
    />
  );
}
