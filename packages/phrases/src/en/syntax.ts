import { code } from "../notation.ts";

/** Why a text is no YAML; the keys are the codes. */
export const syntax = {
  "duplicate-key": () => "this key stands here twice; remove one of them.",
  indentation: () => "the indentation does not fit what stands above; line it up.",
  tab: () => "a tab is used to indent; use spaces.",
  unfinished: () => "a bracket or quotation mark is opened and never closed; close it.",
  "second-document": () => `a second model begins here, after ${code("---")}; give each a file of its own.`,
  other: () => "this is not valid YAML; check indents, colons and quotation marks.",
  empty: () => `there is nothing in this file; ${code("plumbline init PRESET")} writes a model to begin with.`,
  "too-large": () => "this is too large for a model.",
};

export type Syntax = typeof syntax;
