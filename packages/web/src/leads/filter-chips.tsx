import { Button, CloseButton } from "@mantine/core";
import { type Condition, type First, sayCondition } from "@plumbline/phrases";
import { useQuery } from "@tanstack/react-query";
import { ask } from "../api.ts";
import { useFirstSay } from "../say.tsx";
import { type LiveModel, useLiveModel } from "../ui/use-model.ts";
import { conditionOf } from "./condition-of.ts";
import { type LeadsSearch, unfiltered } from "./leads-search.ts";

const SHOWN = ["band", "owner", "tag", "segment", "market", "feedback", "seen"] as const;

/** What leaves leads out, each as a sentence that can be taken away. */
export function FilterChips(props: {
  readonly model: string | undefined;
  readonly search: LeadsSearch;
  readonly onSearch: (search: LeadsSearch) => void;
  readonly onEdit: () => void;
}) {
  const { model, search, onSearch, onEdit } = props;
  const say = useFirstSay();
  const { leads } = say.screens;
  const live = useLiveModel(model);
  const { data: segments } = useQuery({ ...ask("segments", "list"), enabled: search.segment !== undefined });
  const segment = (name: string) => segments?.items.find((one) => one.name === name)?.label ?? name;
  const chips = SHOWN.flatMap((name) => {
    const value = search[name];
    if (value === undefined || name === "band") return [];
    const words = { owner: value, tag: value, segment: segment(value), market: live?.names.market(value) ?? value };
    const said = name in words ? words[name as keyof typeof words] : undefined;
    return [{ name, words: leads.filter.chip(labelOf(leads, name), said ?? sayFixed(leads, search, name)) }];
  });
  const condition =
    search.filter === undefined ? [] : [{ name: "filter" as const, words: sentence(say, search, live) }];
  const all = [...chips, ...condition];
  if (all.length === 0) return null;
  const without = (name: keyof LeadsSearch) =>
    onSearch(Object.fromEntries(Object.entries(search).filter(([key]) => key !== name)));
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
      <Button size="compact-xs" variant="subtle" onClick={() => onSearch(unfiltered(search))}>
        {leads.filter.clear}
      </Button>
    </div>
  );
}

type Say = First["screens"]["leads"];

function labelOf(say: Say, name: (typeof SHOWN)[number]): string {
  const labels = { band: say.band, owner: say.owner, tag: say.tags, feedback: say.feedback, seen: say.seen };
  const others = { segment: say.filter.segment, market: say.filter.market };
  return { ...labels, ...others }[name];
}

function sayFixed(say: Say, { feedback, seen }: LeadsSearch, name: string): string {
  if (name === "feedback" && feedback !== undefined) return say.feedbackState[feedback];
  return seen === undefined ? "" : say.seenChoices[seen];
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
