import type { First } from "./en/first.ts";

/** How what was given is set off from the words around it: a value, a name. By default it is not. */
export type Mark = (given: string) => string;

/** A part of a sentence, and how its own parts hang together: what is joined otherwise gets brackets around it. */
export type Said = { readonly words: string; readonly joint: "and" | "or" | null };
export type Saying = { readonly phrases: First; readonly mark: Mark };

/** What is still to be chosen, while a condition or a rule is written. */
export const UNNAMED = "…";
export const asItIs: Mark = (given) => given;

export const one = (words: string): Said => ({ words, joint: null });

export function joined({ phrases: { conditions: say } }: Saying, how: "and" | "or", parts: readonly Said[]): Said {
  const [only, ...more] = parts;
  if (!only) return { words: how === "and" ? say.always : say.never, joint: null };
  if (more.length === 0) return only;
  const inside = parts.map(({ words, joint }) => (joint === null || joint === how ? words : say.brackets(words)));
  return { words: say[how](inside), joint: how };
}
