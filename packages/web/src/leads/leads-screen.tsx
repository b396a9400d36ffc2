import { ActionIcon } from "@mantine/core";
import { IconKeyboard } from "@tabler/icons-react";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { getRouteApi, useNavigate } from "@tanstack/react-router";
import { useEffect, useMemo, useRef, useState } from "react";
import { ask } from "../api.ts";
import { useMe } from "../app/session.ts";
import { useFirstSay } from "../say.tsx";
import { late } from "../ui/late.tsx";
import { Screen } from "../ui/screen.tsx";
import { useOwners } from "../ui/use-owners.ts";
import { BulkBar } from "./bulk-bar.tsx";
import { BulkProgress } from "./bulk-progress.tsx";
import { ColumnChooser } from "./column-chooser.tsx";
import { ExportMenu } from "./export-menu.tsx";
import { FilterChips } from "./filter-chips.tsx";
import { columnsOf } from "./lead-columns.tsx";
import { LeadsBody } from "./leads-body.tsx";
import { filterAsked, isDamaged, isFiltered, isStep, type LeadsSearch, leadsAsked } from "./leads-search.ts";
import { LeadsToolbar } from "./leads-toolbar.tsx";
import { LiveBadge } from "./live-badge.tsx";
import { useAskedModel } from "./use-asked-model.ts";
import { useChanges } from "./use-changes.ts";
import { useChosen } from "./use-chosen.ts";
import { useClearFilter } from "./use-clear-filter.ts";
import { useColumns } from "./use-columns.ts";
import { useKeys } from "./use-keys.ts";
import { useLeads } from "./use-leads.ts";
import { isBareView, searchOf } from "./view-search.ts";

// What is shown on demand only does not wait in front of the list.
const FilterDrawer = late(async () => (await import("./filter-drawer.tsx")).FilterDrawer);
const KeysHelp = late(async () => (await import("./keys-help.tsx")).KeysHelp);

const route = getRouteApi("/inside/leads");

/** The ranked list, where a rep works all day. */
export function LeadsScreen() {
  const { screens } = useFirstSay();
  const { leads: say } = screens;
  const me = useMe();
  const { search, setSearch, views, view } = useSearched();
  const { round, clear } = useClearFilter(search, setSearch);
  const [columns, chooseColumns] = useColumns(search, view, setSearch);
  const shown = useMemo(() => columnsOf(columns, screens), [columns, screens]);
  const model = useAskedModel(search.model);
  const now = Date.now();
  const filter = filterAsked(search, now);
  const asked = leadsAsked(search, now);
  const name = JSON.stringify(asked);
  const leads = useLeads(
    asked,
    shown.flatMap(({ include }) => include ?? []),
    !isDamaged(search),
  );
  const chosen = useChosen(name);
  const [isTop, setIsTop] = useState(true);
  const mayMove = isTop && chosen.size === 0;
  const queries = useQueryClient();
  const live = useChanges({
    model,
    list: name,
    isFiltered: isFiltered(search),
    patch: leads.patch,
    refresh: () => {
      void leads.refresh();
      void queries.invalidateQueries({ queryKey: ["reports", "bands"] });
    },
    refreshBeside: () => void leads.refreshBeside(),
    mayMove,
  });
  const [open, setOpen] = useState<"filter" | "columns" | "help">();
  // Once opened it stays, so that closing it is seen.
  const [mayFilter, setMayFilter] = useState(false);
  if (open === "filter" && !mayFilter) setMayFilter(true);
  const box = useRef<HTMLInputElement>(null);
  useKeys({
    "/": () => box.current?.focus(),
    f: () => setOpen("filter"),
    c: () => setOpen("columns"),
    "?": () => setOpen("help"),
    Escape: () => chosen.all([]),
    j: intoList,
    ArrowDown: intoList,
  });
  const rows = [...leads.rows.values()];
  const owners = useOwners();
  const traits = open === "columns" ? [...new Set(rows.flatMap((lead) => Object.keys(lead.traits)))] : [];
  return (
    <Screen
      title={say.title}
      about={leads.count && say[isFiltered(search) ? "count" : "scored"](leads.count.value, leads.count.isEstimate)}
      actions={
        <>
          <LiveBadge isLive={live.isLive} />
          <ActionIcon
            variant="default"
            visibleFrom="sm"
            aria-label={say.help.show}
            title={say.help.show}
            onClick={() => setOpen("help")}
          >
            <IconKeyboard size={16} aria-hidden />
          </ActionIcon>
          <div className="leads-wide">
            <ColumnChooser
              columns={columns}
              traits={traits}
              isOpen={open === "columns"}
              onOpen={(isOpen) => setOpen(isOpen ? "columns" : undefined)}
              onColumns={chooseColumns}
            />
          </div>
          {me.can("export") && !isDamaged(search) && <ExportMenu filter={filter} count={leads.count} />}
        </>
      }
    >
      <LeadsToolbar
        key={round}
        model={model}
        search={search}
        filter={filter}
        onSearch={setSearch}
        views={views}
        columns={columns}
        box={box}
        onFilter={() => setOpen("filter")}
        moved={mayMove ? 0 : live.moved}
        onPutRight={live.putRight}
      />
      <FilterChips
        model={model}
        search={search}
        onSearch={setSearch}
        onClear={clear}
        onEdit={() => setOpen("filter")}
      />
      <BulkBar chosen={chosen} count={leads.count} filter={filter} model={model} owners={owners} />
      <BulkProgress />
      <LeadsBody
        leads={leads}
        name={name}
        columns={shown}
        search={search}
        onSearch={setSearch}
        onClear={clear}
        chosen={chosen}
        changed={live.changed}
        onTop={setIsTop}
      />
      {mayFilter && (
        <FilterDrawer
          isOpen={open === "filter"}
          onClose={() => setOpen(undefined)}
          model={model}
          search={search}
          owners={owners}
          onSearch={setSearch}
          onClear={clear}
          round={round}
        />
      )}
      {open === "help" && <KeysHelp keys={keysOf(say.help)} onClose={() => setOpen(undefined)} />}
    </Screen>
  );
}

/** From anywhere on the screen to the row that has the keyboard. */
function intoList(): void {
  document.querySelector<HTMLElement>(".leads-scroller [data-at][tabindex='0']")?.focus();
}

/** What the address says, and the view it began as; a link to a view is unfolded to what the view says. */
function useSearched() {
  const search = route.useSearch();
  const navigate = useNavigate({ from: "/leads" });
  const { data } = useQuery(ask("views", "list"));
  const view = data?.items.find(({ id }) => id === search.view);
  // Back takes the last filter away again.
  const setSearch = (next: LeadsSearch) => void navigate({ search: next, replace: !isStep(search, next) });
  const isBare = useRef(isBareView(search));
  useEffect(() => {
    if (!isBare.current || !view) return;
    isBare.current = false;
    void navigate({ search: (now) => ({ ...now, ...searchOf(view) }), replace: true });
  }, [view, navigate]);
  return { search, setSearch, views: data?.items ?? [], view };
}

type Say = ReturnType<typeof useFirstSay>["screens"]["leads"]["help"];

function keysOf(say: Say): readonly (readonly [readonly string[], string])[] {
  return [
    [["↑", "↓", "k", "j"], say.walk],
    [["PgUp", "PgDn"], say.jump],
    [["Home", "End"], say.ends],
    [["Enter"], say.open],
    [["x"], say.choose],
    [["a"], say.chooseAll],
    [["Esc"], say.clear],
    [["/"], say.search],
    [["f"], say.filter],
    [["c"], say.columns],
    [["?"], say.show],
  ];
}
