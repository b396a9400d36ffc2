import { namesOf } from "@plumbline/phrases";
import { attainable, type Model, type SignalDefinition } from "@plumbline/scoring";
import { useMemo, useState } from "react";
import { isBelow } from "../condition/editing.ts";
import { useOffers } from "../condition/offers.ts";
import type { Building } from "./building.ts";
import { type Edit, editText } from "./edit.ts";
import { type ReadDraft, readDraft } from "./read-draft.ts";

/** Everything that the cards need, made of the draft's text. */
export function useBuilding(
  text: string,
  canEdit: boolean,
  write: (change: (text: string) => string, about?: string) => void,
  undo: () => void,
): Building {
  const [open, setOpen] = useState<string>();
  const around = useOffers();
  const lists = useMemo(() => around.lists.map(({ name }) => name), [around]);
  const segments = useMemo(() => around.segments.map(({ name }) => name), [around]);
  const read = useMemo(() => readDraft(text, { lists, segments }), [text, lists, segments]);
  const shownBefore = useLastReadable(read);
  const draft = read.isReadable ? read : { ...shownBefore, text, isReadable: false, problems: read.problems };
  const { shown: model } = draft;
  const offers = useOffers(model);
  const names = useMemo(() => {
    const called = namesOf(model as Parameters<typeof namesOf>[0]);
    return { ...called, unit: (name: string) => unitOf(model.signals?.[name]) };
  }, [model]);
  const most = useMemo(() => (draft.problems.length > 0 ? [] : mostOf(model)), [model, draft.problems]);
  return {
    draft,
    model,
    names,
    offers,
    attainable: new Map(most.map((one) => [one.rule, one])),
    canEdit: canEdit && draft.isReadable,
    edit: (edits, about) => write((former) => editText(former, [edits].flat() as readonly Edit[]), about),
    undo,
    problemsAt: (path) =>
      draft.problems.flatMap((one) =>
        one.kind === "model" && isBelow(one.problem.path, path)
          ? [{ ...one.problem, path: one.problem.path.slice(path.length) }]
          : [],
      ),
    open,
    setOpen,
  };
}

/** While a text is being typed it is no YAML for moments: the cards then show what they showed before. */
function useLastReadable(read: ReadDraft): ReadDraft {
  const [last, setLast] = useState(read);
  if (read.isReadable && last !== read) setLast(read);
  return read.isReadable ? read : last;
}

function unitOf(signal: SignalDefinition | undefined): "count" | "sum" | "seconds" {
  if (signal?.engaged) return "seconds";
  return signal?.sum !== undefined || signal?.max !== undefined ? "sum" : "count";
}

function mostOf(model: Model): readonly ReturnType<typeof attainable>[number][] {
  try {
    return attainable(model);
  } catch {
    // A list or segment of the workspace is not in the text, and comes into it when it is published.
    return [];
  }
}
