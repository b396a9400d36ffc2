import { defaultKeymap, indentWithTab } from "@codemirror/commands";
import { yaml } from "@codemirror/lang-yaml";
import { HighlightStyle, indentOnInput, syntaxHighlighting } from "@codemirror/language";
import { lintGutter, setDiagnostics } from "@codemirror/lint";
import { Annotation, EditorState } from "@codemirror/state";
import { drawSelection, EditorView, highlightActiveLine, keymap, lineNumbers } from "@codemirror/view";
import { tags } from "@lezer/highlight";
import { nonce } from "../app/nonce.ts";

type Told = { readonly from: number; readonly to: number; readonly message: string };

export type TextEditor = {
  readonly setText: (text: string) => void;
  readonly setProblems: (problems: readonly Told[]) => void;
  /** Puts the cursor there, in the middle of what is seen. */
  readonly show: (at: number) => void;
  readonly end: () => void;
};

/** What was not typed here is not told back. */
const fromOutside = Annotation.define<true>();

/** Colours that are readable on light and dark alike come from the theme; see builder.css. */
const COLORS = HighlightStyle.define([
  { tag: [tags.propertyName, tags.definition(tags.propertyName)], class: "builder-text-key" },
  { tag: [tags.comment, tags.lineComment], class: "builder-text-comment" },
  { tag: [tags.string, tags.quote], class: "builder-text-string" },
  { tag: [tags.separator, tags.squareBracket, tags.brace], class: "builder-text-mark" },
]);

/** A text editor for YAML. Undoing is left to the screen: cards and text have one history. */
export function textEditor(
  parent: HTMLElement,
  given: {
    readonly text: string;
    readonly canEdit: boolean;
    readonly label: string;
    readonly onText: (text: string) => void;
    readonly onUndo: () => void;
    readonly onRedo: () => void;
  },
): TextEditor {
  const { text, canEdit, label, onText } = given;
  const run = (act: () => void) => () => {
    act();
    return true;
  };
  const view = new EditorView({
    parent,
    doc: text,
    extensions: [
      EditorView.cspNonce.of(nonce()),
      lineNumbers(),
      lintGutter(),
      drawSelection(),
      highlightActiveLine(),
      indentOnInput(),
      yaml(),
      syntaxHighlighting(COLORS),
      EditorView.lineWrapping,
      EditorView.contentAttributes.of({ "aria-label": label, tabindex: "0" }),
      EditorState.readOnly.of(!canEdit),
      EditorState.tabSize.of(2),
      // Escape, then Tab leaves the editor.
      keymap.of([
        { key: "Mod-z", run: run(given.onUndo), preventDefault: true },
        { key: "Mod-Shift-z", run: run(given.onRedo), preventDefault: true },
        { key: "Mod-y", run: run(given.onRedo), preventDefault: true },
        ...defaultKeymap,
        indentWithTab,
      ]),
      EditorView.updateListener.of((update) => {
        const isOwn = update.transactions.some((one) => one.docChanged && one.annotation(fromOutside) === undefined);
        if (isOwn) onText(update.state.doc.toString());
      }),
    ],
  });
  const within = (at: number) => Math.max(0, Math.min(at, view.state.doc.length));
  return {
    setText: (next) => {
      const former = view.state.doc.toString();
      if (former !== next) view.dispatch({ changes: changeOf(former, next), annotations: fromOutside.of(true) });
    },
    setProblems: (problems) => {
      const told = problems.map(({ from, to, message }) => ({
        from: within(from),
        to: within(Math.max(to, from)),
        severity: "error" as const,
        message,
      }));
      view.dispatch(setDiagnostics(view.state, told));
    },
    show: (at) => {
      view.dispatch({
        selection: { anchor: within(at) },
        effects: EditorView.scrollIntoView(within(at), { y: "center" }),
      });
      view.focus();
    },
    end: () => view.destroy(),
  };
}

/** The one stretch in which two texts differ. */
function changeOf(former: string, next: string): { from: number; to: number; insert: string } {
  const most = Math.min(former.length, next.length);
  let from = 0;
  while (from < most && former[from] === next[from]) from++;
  let end = 0;
  while (end < most - from && former[former.length - 1 - end] === next[next.length - 1 - end]) end++;
  return { from, to: former.length - end, insert: next.slice(from, next.length - end) };
}
