import { useState } from "react";
import { type Elsewhere, type ReadDraft, readDraft } from "./read-draft.ts";

/**
 * A draft's text as it is read. While it is being typed it is no YAML for moments, or says what has no meaning yet:
 * the cards then show what they showed before. What is known elsewhere has to be the same object while it is the same.
 */
export function useReadDraft(text: string, elsewhere: Elsewhere): ReadDraft {
  const [last, setLast] = useState<Last>(() => lastOf(text, elsewhere));
  if (last.text === text && last.elsewhere === elsewhere) return last.draft;
  const next = lastOf(text, elsewhere, last);
  setLast(next);
  return next.draft;
}

type Last = { readonly text: string; readonly elsewhere: Elsewhere; readonly draft: ReadDraft };

function lastOf(text: string, elsewhere: Elsewhere, former?: Last): Last {
  const read = readDraft(text, elsewhere, former?.draft.shown);
  const draft =
    read.isReadable || !former ? read : { ...former.draft, text, isReadable: false, problems: read.problems };
  return { text, elsewhere, draft };
}
