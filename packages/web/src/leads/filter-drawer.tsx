import { Button, Drawer, Group, Stack, Text, Title } from "@mantine/core";
import { lazy, Suspense } from "react";
import { useSay } from "../say.tsx";
import { Loading } from "../ui/states.tsx";
import { FilterFields } from "./filter-fields.tsx";
import { isFiltered, type LeadsSearch } from "./leads-search.ts";

// The editor brings the whole model language: it is fetched by whoever writes a condition.
const FilterCondition = lazy(async () => ({ default: (await import("./filter-condition.tsx")).FilterCondition }));

/** Everything that decides who is on the list. What is chosen counts at once. */
export function FilterDrawer(props: {
  readonly isOpen: boolean;
  readonly onClose: () => void;
  readonly model: string | undefined;
  readonly search: LeadsSearch;
  readonly owners: readonly string[];
  readonly onSearch: (search: LeadsSearch) => void;
  readonly onClear: () => void;
  /** How often it was cleared. */
  readonly round: number;
}) {
  const { isOpen, onClose, model, search, owners, onSearch, onClear, round } = props;
  const { leads: say, shell } = useSay().screens;
  return (
    <Drawer
      opened={isOpen}
      onClose={onClose}
      position="right"
      size="lg"
      title={say.filter.title}
      closeButtonProps={{ "aria-label": shell.close }}
    >
      <Stack gap="lg">
        <FilterFields key={round} model={model} search={search} owners={owners} onSearch={onSearch} />
        <Stack gap="xs">
          <Title order={3} size="h6">
            {say.filter.condition}
          </Title>
          <Text size="sm" c="dimmed">
            {say.filter.conditionHint}
          </Text>
          <Suspense fallback={<Loading />}>
            <FilterCondition
              key={`${round} ${search.filter ?? ""}`}
              model={model}
              filter={search.filter}
              onApply={(filter) => onSearch(withFilter(search, filter))}
            />
          </Suspense>
        </Stack>
        {isFiltered(search) && (
          <Group>
            <Button variant="subtle" size="xs" onClick={onClear}>
              {say.filter.clear}
            </Button>
          </Group>
        )}
      </Stack>
    </Drawer>
  );
}

function withFilter(search: LeadsSearch, filter: string | undefined): LeadsSearch {
  const { filter: _, ...rest } = search;
  return filter === undefined ? rest : { ...rest, filter };
}
