import { namesOf } from "@plumbline/phrases";
import { attainable, type Model, type SignalDefinition } from "@plumbline/scoring";
import { useMemo, useState } from "react";
import { isBelow } from "../condition/editing.ts";
import { useOffers } from "../condition/offers.ts";
import type { Building } from "./building.ts";
import { type Edit, editText } from "./edit.ts";
import { useReadDraft } from "./use-read-draft.ts";

/** Everything that the cards need, made of the draft's text. */
export function useBuilding(
  text: string,
  canEdit: boolean,
  write: (change: (text: string) => string, about?: string) => void,
  undo: () => void,
): Building {
  const [open, setOpen] = useState<string>();
  const around = useOffers();
  const elsewhere = useMemo(
    () => ({ lists: around.lists.map(({ name }) => name), segments: around.segments.map(({ name }) => name) }),
    [around],
  );
  const draft = useReadDraft(text, elsewhere);
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
