import { Button, Text } from "@mantine/core";
import { useFirstSay } from "../say.tsx";
import { LinkButton } from "../ui/links.tsx";
import { Empty, Failed, Rows } from "../ui/states.tsx";
import type { Column } from "./lead-columns.tsx";
import { LeadList } from "./lead-list.tsx";
import { isDamaged, isFiltered, type LeadsSearch, leadsSearch } from "./leads-search.ts";
import { isUnscored, Unscored } from "./unscored.tsx";
import type { Chosen } from "./use-chosen.ts";
import type { Leads } from "./use-leads.ts";

const WAITING = 12;

/** The list, or why there is none. */
export function LeadsBody(props: {
  readonly leads: Leads;
  readonly name: string;
  readonly columns: readonly Column[];
  readonly search: LeadsSearch;
  readonly onSearch: (search: LeadsSearch) => void;
  readonly onClear: () => void;
  readonly chosen: Chosen;
  readonly changed: ReadonlySet<string>;
  readonly onTop: (isTop: boolean) => void;
}) {
  const { leads, search, onSearch, onClear, ...rest } = props;
  const { leads: say, shell } = useFirstSay().screens;
  const isNarrower = isFiltered(search);
  const widen = isNarrower && (
    <Button variant="light" onClick={onClear}>
      {say.filter.clear}
    </Button>
  );
  if (isDamaged(search)) {
    const { filter: _, ...others } = search;
    return (
      <Empty title={say.filter.damaged} hint={say.filter.damagedHint}>
        <Button onClick={() => onSearch(others)}>{say.filter.leaveOut}</Button>
      </Empty>
    );
  }
  if (leads.error && leads.total === 0) {
    if (isUnscored(leads.error, search.model)) return <Unscored error={leads.error} />;
    return (
      <>
        <Failed error={leads.error} reset={() => void leads.refresh()} />
        <Text ta="center">{widen}</Text>
      </>
    );
  }
  if (leads.isWaiting) return <Rows count={WAITING} />;
  if (leads.total === 0 && !leads.isFetching)
    return isNarrower ? (
      <Empty title={say.nothingFits} hint={say.nothingFitsHint}>
        {widen}
      </Empty>
    ) : (
      <Empty title={say.empty} hint={say.emptyHint}>
        <LinkButton to="/sources">{shell.titles.sources}</LinkButton>
      </Empty>
    );
  return (
    <LeadList
      leads={leads}
      sort={search.sort ?? "total"}
      onSort={(sort) => onSearch(leadsSearch({ ...search, sort: sort === "total" ? undefined : sort }))}
      {...rest}
    />
  );
}
