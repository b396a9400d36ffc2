import { Box } from "@mantine/core";
import { useEffect, useRef } from "react";
import { useSay } from "../say.tsx";
import { problemWords } from "./draft-problems.tsx";
import type { DraftProblem } from "./read-draft.ts";
import { type TextEditor, textEditor } from "./text-editor.ts";
import "./text.css";

/** The draft as YAML, to be changed there as well. `place` brings a spot into view. */
export function TextView(props: {
  readonly text: string;
  readonly problems: readonly DraftProblem[];
  readonly canEdit: boolean;
  readonly onText: (text: string) => void;
  readonly onUndo: () => void;
  readonly onRedo: () => void;
  readonly place?: { readonly at: number };
}) {
  const { text, problems, canEdit, place } = props;
  const say = useSay();
  const { builder } = say.screens;
  const box = useRef<HTMLDivElement>(null);
  const editor = useRef<TextEditor>(undefined);
  const latest = useRef(props);
  useEffect(() => {
    latest.current = props;
  });
  useEffect(() => {
    if (!box.current) return;
    const made = textEditor(box.current, {
      text: latest.current.text,
      canEdit,
      label: builder.views.text,
      onText: (next) => latest.current.onText(next),
      onUndo: () => latest.current.onUndo(),
      onRedo: () => latest.current.onRedo(),
    });
    editor.current = made;
    return () => made.end();
  }, [canEdit, builder]);
  useEffect(() => editor.current?.setText(text), [text]);
  useEffect(
    () => editor.current?.setProblems(problems.map((one) => ({ ...one, message: problemWords(say, one) }))),
    [problems, say],
  );
  useEffect(() => {
    if (place) editor.current?.show(place.at);
  }, [place]);
  return <Box ref={box} className="builder-text" />;
}
