import type { KeptDraft } from "./kept-draft.ts";

export type SaveState =
  | { readonly kind: "saved" | "saving" | "waiting" }
  | { readonly kind: "offline" }
  /** Somebody else has changed it; `theirs` is what it is now. */
  | { readonly kind: "conflict"; readonly theirs: KeptDraft }
  | { readonly kind: "refused"; readonly error: unknown };

/** What the browser kept goes on from what it was made of; if that is gone, somebody else was here. */
export function begin(start: KeptDraft, local: KeptDraft | undefined): SaveState {
  const isSame = !local || local.text === start.text || (local.tag === start.tag && local.version === start.version);
  return isSame ? { kind: "saved" } : { kind: "conflict", theirs: start };
}

/**
 * What the browser keeps of a text until the server has it, with the tag and the version of what it was made of;
 * undefined where the server has it. In a conflict that stays what it was made of before: the conflict is not settled
 * by a reload.
 */
export function toKeep(
  text: string,
  base: KeptDraft,
  local: KeptDraft | undefined,
  isConflict: boolean,
): KeptDraft | undefined {
  if (isConflict) return { ...(local ?? base), text };
  return text === base.text ? undefined : { ...base, text };
}
