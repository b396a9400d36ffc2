import { Badge, Button, Menu, Text } from "@mantine/core";
import { IconBookmark, IconCheck, IconChevronDown, IconUsers } from "@tabler/icons-react";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { client } from "../api.ts";
import { useMe } from "../app/session.ts";
import { useFirstSay } from "../say.tsx";
import { late } from "../ui/late.tsx";
import { Problem } from "../ui/states.tsx";
import { useAuthor } from "../ui/use-author.ts";
import { changeView } from "./change-view.ts";
import type { LeadsSearch } from "./leads-search.ts";
import { isChanged, savedOf, searchOf, type View } from "./view-search.ts";

// What is shown on demand only does not wait in front of the list.
const Confirm = late(async () => (await import("../ui/confirm.tsx")).Confirm);
const ViewForm = late(async () => (await import("./view-form.tsx")).ViewForm);

type Doing = "name" | "new" | "drop";

/** Saved views: one's own and those that are shared, and what can be done with the one that is open. */
export function ViewMenu(props: {
  readonly views: readonly View[];
  readonly search: LeadsSearch;
  readonly columns: readonly string[];
  readonly onSearch: (search: LeadsSearch) => void;
}) {
  const { views, search, columns, onSearch } = props;
  const { leads: say, shell } = useFirstSay().screens;
  const me = useMe();
  const queries = useQueryClient();
  const [doing, setDoing] = useState<Doing>();
  const open = views.find(({ id }) => id === search.view);
  const isOther = open !== undefined && isChanged(open, search);
  const saved = () => savedOf(search, columns, Date.now());
  const saving = useMutation({
    mutationFn: (view: View) => changeView(view, { ...saved(), name: view.name, shared: view.shared }),
    onSuccess: () => queries.invalidateQueries({ queryKey: ["views"] }),
  });
  const { columns: _, ...withoutColumns } = search;
  return (
    <>
      <Menu position="bottom-start" width={280} withinPortal>
        <Menu.Target>
          <Button
            size="xs"
            variant="default"
            maw={260}
            leftSection={<IconBookmark size={14} aria-hidden />}
            rightSection={<IconChevronDown size={14} aria-hidden />}
          >
            {open?.name ?? say.views.title}
          </Button>
        </Menu.Target>
        <Menu.Dropdown mah="70dvh" className="leads-views">
          <Views views={views} open={open} onSearch={onSearch} />
          {me.can("sell") && <Menu.Divider />}
          {me.can("sell") && isOther && open.mayChange && (
            <Menu.Item onClick={() => saving.mutate(open)}>{say.views.save}</Menu.Item>
          )}
          {isOther && <Menu.Item onClick={() => onSearch(searchOf(open))}>{say.views.discard}</Menu.Item>}
          {me.can("sell") && <Menu.Item onClick={() => setDoing("new")}>{say.views.saveAs}</Menu.Item>}
          {me.can("sell") && open?.mayChange && (
            <>
              <Menu.Item onClick={() => setDoing("name")}>{say.views.edit}</Menu.Item>
              <Menu.Item color="red" onClick={() => setDoing("drop")}>
                {shell.delete}
              </Menu.Item>
            </>
          )}
        </Menu.Dropdown>
      </Menu>
      {isOther && (
        <Badge variant="light" color="yellow" tt="none" role="status">
          {say.views.changed}
        </Badge>
      )}
      <Problem error={saving.error} />
      {(doing === "new" || doing === "name") && (
        <ViewForm
          view={doing === "name" ? open : undefined}
          saved={doing === "name" && open ? asSaved(open) : saved()}
          onSaved={(id) => onSearch({ ...(doing === "new" ? withoutColumns : search), view: id })}
          onClose={() => setDoing(undefined)}
        />
      )}
      {doing === "drop" && open && (
        <Confirm
          title={say.views.dropTitle(open.name)}
          hint={say.views.dropHint}
          act={shell.delete}
          onConfirm={async () => {
            await client.views.drop({ params: { id: open.id } });
            await queries.invalidateQueries({ queryKey: ["views"] });
            const { view: _gone, ...rest } = search;
            onSearch(rest);
          }}
          onClose={() => setDoing(undefined)}
        />
      )}
    </>
  );
}

/** A view as it is kept, with its times counted from now: only its name or who sees it is to be changed. */
function asSaved(view: View) {
  return savedOf(searchOf(view), view.columns, Date.now());
}

function Views(props: {
  readonly views: readonly View[];
  readonly open: View | undefined;
  readonly onSearch: (search: LeadsSearch) => void;
}) {
  const { views, open, onSearch } = props;
  const { leads: say } = useFirstSay().screens;
  const groups = [
    { label: say.views.own, those: views.filter(({ shared }) => !shared) },
    { label: say.views.shared, those: views.filter(({ shared }) => shared) },
  ].filter(({ those }) => those.length > 0);
  const author = useAuthor();
  const tick = (isOpen: boolean) => (isOpen ? <IconCheck size={14} aria-hidden /> : <span className="no-check" />);
  return (
    <>
      <Menu.Item leftSection={tick(open === undefined)} onClick={() => onSearch({})}>
        {say.views.everyone}
      </Menu.Item>
      {groups.length === 0 && <Menu.Label>{say.views.none}</Menu.Label>}
      {groups.map(({ label, those }) => (
        <div key={label}>
          <Menu.Label>{label}</Menu.Label>
          {those.map((view) => (
            <Menu.Item
              key={view.id}
              leftSection={tick(view.id === open?.id)}
              {...(view.shared && { rightSection: <IconUsers size={14} aria-hidden /> })}
              onClick={() => onSearch(searchOf(view))}
            >
              {view.name}
              {view.shared && (
                <Text size="xs" c="dimmed" span display="block">
                  {author(view.owner)}
                </Text>
              )}
            </Menu.Item>
          ))}
        </div>
      ))}
    </>
  );
}
