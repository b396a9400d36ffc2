import { Button, CloseButton } from "@mantine/core";
import { type Condition, type First, sayCondition } from "@plumbline/phrases";
import { useQuery } from "@tanstack/react-query";
import { ask } from "../api.ts";
import { useFirstSay } from "../say.tsx";
import { useForgetDrafts } from "../ui/draft.ts";
import { type LiveModel, useLiveModel } from "../ui/use-model.ts";
import { conditionOf } from "./condition-of.ts";
import type { LeadsSearch } from "./leads-search.ts";
import { CONDITIONS } from "./use-clear-filter.ts";

const SHOWN = ["owner", "tag", "segment", "market", "account", "feedback", "seen", "totalFrom", "totalTo"] as const;

/** What leaves leads out, each as a sentence that can be taken away. */
export function FilterChips(props: {
  readonly model: string | undefined;
  readonly search: LeadsSearch;
  readonly onSearch: (search: LeadsSearch) => void;
  readonly onClear: () => void;
  readonly onEdit: () => void;
}) {
  const { model, search, onSearch, onClear, onEdit } = props;
  const say = useFirstSay();
  const { leads } = say.screens;
  const forget = useForgetDrafts();
  const live = useLiveModel(model);
  const { data: segments } = useQuery({ ...ask("segments", "list"), enabled: search.segment !== undefined });
  const { data: account } = useQuery({
    ...ask("accounts", "get", { params: { id: search.account ?? "" } }),
    enabled: search.account !== undefined,
  });
  const called = {
    segment: segments?.items.find(({ name }) => name === search.segment)?.label,
    market: search.market && live?.names.market(search.market),
    account: account?.name ?? account?.key,
    feedback: search.feedback && leads.feedbackState[search.feedback],
    seen: search.seen && leads.seenChoices[search.seen],
    totalFrom: search.totalFrom !== undefined && say.figures.number(search.totalFrom),
    totalTo: search.totalTo !== undefined && say.figures.number(search.totalTo),
  };
  const chips = SHOWN.flatMap((name) => {
    const value = search[name];
    if (value === undefined) return [];
    const words = (name in called && called[name as keyof typeof called]) || String(value);
    return [{ name, words: leads.filter.chip(labelOf(leads, name), words) }];
  });
  const condition =
    search.filter === undefined ? [] : [{ name: "filter" as const, words: sentence(say, search, live) }];
  const all = [...chips, ...condition];
  if (all.length === 0) return null;
  const without = (name: keyof LeadsSearch) => {
    if (name === "filter") forget(CONDITIONS);
    onSearch(Object.fromEntries(Object.entries(search).filter(([key]) => key !== name)));
  };
  return (
    <div className="leads-chips">
      {all.map(({ name, words }) => (
        <span key={name} className="leads-chip">
          <button type="button" className="leads-chip-words" title={words} onClick={onEdit}>
            {words}
          </button>
          <CloseButton size="xs" radius="xl" aria-label={leads.filter.remove(words)} onClick={() => without(name)} />
        </span>
      ))}
      <Button size="compact-xs" variant="subtle" onClick={onClear}>
        {leads.filter.clear}
      </Button>
    </div>
  );
}

type Say = First["screens"]["leads"];

function labelOf(say: Say, name: (typeof SHOWN)[number]): string {
  const { segment, market, account, totalFrom, totalTo } = say.filter;
  const labels = { owner: say.owner, tag: say.tags, feedback: say.feedback, seen: say.seen };
  return { ...labels, segment, market, account, totalFrom, totalTo }[name];
}

const itself = (name: string) => name;

function sentence(say: First, search: LeadsSearch, live: LiveModel | undefined): string {
  const condition = conditionOf(search.filter);
  try {
    if (condition) return sayCondition(say, condition as Condition, live?.names ?? { signal: itself, profile: itself });
  } catch {
    // It is no condition of the model language; the server says what is wrong with it.
  }
  return say.screens.leads.filter.unreadable;
}
