import { Button, Group, Indicator } from "@mantine/core";
import { IconFilter, IconRefresh } from "@tabler/icons-react";
import type { RefObject } from "react";
import { useFirstSay } from "../say.tsx";
import { BandTabs } from "./band-tabs.tsx";
import { LeadSearch } from "./lead-search.tsx";
import { type FilterAsked, isDamaged, type LeadsSearch, leadsSearch } from "./leads-search.ts";
import { ViewMenu } from "./view-menu.tsx";
import type { View } from "./view-search.ts";

/** What is above the list: views, search, bands, filter. */
export function LeadsToolbar(props: {
  readonly model: string | undefined;
  readonly search: LeadsSearch;
  /** The same, as it is asked for. */
  readonly filter: FilterAsked;
  readonly onSearch: (search: LeadsSearch) => void;
  readonly views: readonly View[];
  readonly columns: readonly string[];
  readonly box: RefObject<HTMLInputElement | null>;
  readonly onFilter: () => void;
  /** How many changes have put the list out of order, where it does not follow by itself. */
  readonly moved: number;
  readonly onPutRight: () => void;
}) {
  const { model, search, filter, onSearch, views, columns, box, onFilter, moved, onPutRight } = props;
  const { leads: say } = useFirstSay().screens;
  const hasMore = [
    search.filter,
    search.owner,
    search.tag,
    search.segment,
    search.market,
    search.feedback,
    search.seen,
    search.account,
    search.totalFrom,
    search.totalTo,
  ];
  return (
    <Group gap="xs" className="leads-toolbar">
      <div className="leads-view">
        <ViewMenu views={views} search={search} columns={columns} onSearch={onSearch} />
      </div>
      <LeadSearch
        box={box}
        value={search.search ?? ""}
        onChange={(text) => onSearch(leadsSearch({ ...search, search: text }))}
      />
      <div className="leads-tabs">
        <BandTabs
          model={model}
          filter={filter}
          isEnabled={!isDamaged(search)}
          onBand={(band) => onSearch(leadsSearch({ ...search, band }))}
        />
      </div>
      <Indicator disabled={hasMore.every((one) => one === undefined)} size={8}>
        <Button size="xs" variant="default" leftSection={<IconFilter size={14} aria-hidden />} onClick={onFilter}>
          {say.filter.title}
        </Button>
      </Indicator>
      {moved > 0 && (
        <Button size="xs" variant="light" leftSection={<IconRefresh size={14} aria-hidden />} onClick={onPutRight}>
          {say.moved(moved)}
        </Button>
      )}
    </Group>
  );
}
