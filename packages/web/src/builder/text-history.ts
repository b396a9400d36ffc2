/** A text with all it was before, and what was taken back. */
export type TextHistory = {
  readonly past: readonly string[];
  readonly text: string;
  readonly future: readonly string[];
  /** What the last change was about: further ones of the same soon after it are one step. */
  readonly about: string | undefined;
  readonly at: number;
};

const MOST_STEPS = 200;
/** Ms within which changes of the same thing are one step. */
const ONE_STEP = 1200;

export function newHistory(text: string): TextHistory {
  return { past: [], text, future: [], about: undefined, at: 0 };
}

/** Another text; `about` says what is being changed, so that typing a word is one step and not one for each letter. */
export function written(history: TextHistory, text: string, about: string | undefined, now: number): TextHistory {
  if (text === history.text) return history;
  const goesOn = about !== undefined && about === history.about && now - history.at < ONE_STEP;
  const past = goesOn ? history.past : [...history.past.slice(1 - MOST_STEPS), history.text];
  return { past, text, future: [], about, at: now };
}

export function undone({ past, text, future }: TextHistory): TextHistory {
  const former = past.at(-1) ?? text;
  return {
    past: past.slice(0, -1),
    text: former,
    future: past.length > 0 ? [text, ...future] : future,
    about: undefined,
    at: 0,
  };
}

export function redone({ past, text, future }: TextHistory): TextHistory {
  const [next = text, ...rest] = future;
  return { past: future.length > 0 ? [...past, text] : past, text: next, future: rest, about: undefined, at: 0 };
}
