import { useHotkeys } from "@mantine/hooks";
import { useState } from "react";
import { useDraft } from "../ui/draft.ts";
import type { KeptDraft } from "./kept-draft.ts";
import { newHistory, redone, undone, written } from "./text-history.ts";
import { localName, useSaving } from "./use-saving.ts";

const UNDOING = [
  ["mod+Z", true],
  ["mod+shift+Z", false],
  ["mod+Y", false],
] as const;

/** The text of a draft with its history, what this browser kept of it before, and whether the server has it. */
export function useDraftText(name: string, start: KeptDraft, canDraft: boolean) {
  const local = useDraft<KeptDraft | undefined>(localName(name), undefined);
  const [history, setHistory] = useState(() =>
    canDraft && local.value ? written(newHistory(start.text), local.value.text, undefined, 0) : newHistory(start.text),
  );
  const saving = useSaving(name, history.text, start, canDraft);
  const undo = () => setHistory(undone);
  const redo = () => setHistory(redone);
  useHotkeys(canDraft ? UNDOING.map(([keys, isBack]) => [keys, isBack ? undo : redo]) : [], ["TEXTAREA"]);
  return {
    text: history.text,
    saving,
    undo,
    redo,
    canUndo: history.past.length > 0,
    canRedo: history.future.length > 0,
    /** Another text; `about` says what is changed. */
    write: (change: (former: string) => string, about?: string) =>
      setHistory((former) => written(former, change(former.text), about, performance.now())),
    /** Takes what somebody else has written; one's own text is a step back. */
    takeTheirs: (theirs: KeptDraft) => {
      setHistory((former) => written(former, theirs.text, undefined, 0));
      saving.settle(theirs);
    },
  };
}
