import { ApiError } from "@plumbline/api";
import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { useDraft } from "../ui/draft.ts";
import { isForLater } from "../ui/trouble.ts";
import { findDraft, type KeptDraft, putDraft } from "./kept-draft.ts";
import { begin, type SaveState, toKeep } from "./save-state.ts";

const PAUSE = 900;
const RETRY = 5000;

/**
 * Keeps a draft on the server as it is written, a moment after the last change, and until then in this browser. What
 * somebody else has written is never overwritten unseen.
 */
export function useSaving(name: string, text: string, start: KeptDraft, isAllowed: boolean) {
  const queries = useQueryClient();
  const local = useDraft<KeptDraft | undefined>(localName(name), undefined);
  const [base, setBase] = useState<KeptDraft>(start);
  const [state, setState] = useState<SaveState>(() => begin(start, isAllowed ? local.value : undefined));
  const [attempt, setAttempt] = useState(0);
  // One at a time: the tag of what is on its way is not known yet. What the server has is known at once, not at the
  // next drawing: a change may fall between.
  const isSending = useRef(false);
  const known = useRef(base);
  const learn = (kept: KeptDraft) => {
    known.current = kept;
    setBase(kept);
  };
  const latest = useRef({ local, queries, learn, text });
  useEffect(() => {
    latest.current = { local, queries, learn, text };
  });
  const isStopped = state.kind === "conflict";
  // biome-ignore lint/correctness/useExhaustiveDependencies: `attempt` tries again what did not get through.
  useEffect(() => {
    if (!isAllowed) return;
    const { value, set, drop } = latest.current.local;
    const kept = toKeep(text, base, value, isStopped);
    if (kept) set(kept);
    else drop();
    if (isStopped) return;
    if (!kept) {
      setState({ kind: "saved" });
      return;
    }
    setState((former) => (former.kind === "offline" || former.kind === "refused" ? former : { kind: "waiting" }));
    const timer = setTimeout(async () => {
      if (isSending.current || known.current.text === text) return;
      isSending.current = true;
      setState({ kind: "saving" });
      const done = await sent(name, text, known.current.tag);
      isSending.current = false;
      if ("kept" in done) {
        latest.current.learn(done.kept);
        void latest.current.queries.invalidateQueries({ queryKey: ["models", "draft"] });
        void latest.current.queries.invalidateQueries({ queryKey: ["models", "diff"] });
        return;
      }
      setState(done);
      const again = () => setAttempt((former) => former + 1);
      if (done.kind === "offline") setTimeout(again, RETRY);
      // What was refused is no longer what is there.
      if (done.kind === "refused" && latest.current.text !== text) again();
    }, PAUSE);
    return () => clearTimeout(timer);
  }, [name, text, base, isAllowed, isStopped, attempt]);
  useEffect(() => {
    const again = () => setAttempt((former) => former + 1);
    window.addEventListener("online", again);
    return () => window.removeEventListener("online", again);
  }, []);
  return {
    // What has just been written is not saved, also before the effect above has seen it.
    state: state.kind === "saved" && isAllowed && text !== base.text ? ({ kind: "waiting" } as const) : state,
    base,
    /** Goes on from what the server has now: with one's own text it is overwritten, knowingly. */
    settle: (theirs: KeptDraft) => {
      learn(theirs);
      setState({ kind: "waiting" });
    },
  };
}

export const localName = (name: string) => `builder.${name}`;

type Sent = { readonly kept: KeptDraft } | Extract<SaveState, { kind: "offline" | "conflict" | "refused" }>;

async function sent(name: string, text: string, tag: string | undefined): Promise<Sent> {
  try {
    return { kept: { text, tag: await putDraft(name, text, tag), version: undefined } };
  } catch (error) {
    if (isForLater(error)) return { kind: "offline" };
    const isOthers = error instanceof ApiError && (error.is("tag-mismatch") || error.is("tag-needed"));
    if (!isOthers) return { kind: "refused", error };
  }
  try {
    const theirs = await findDraft(name);
    // An answer may be lost on its way: what is there is then one's own.
    return theirs.text === text ? { kept: theirs } : { kind: "conflict", theirs };
  } catch {
    return { kind: "offline" };
  }
}
