import type { ModelProblem } from "@plumbline/scoring";
import { createContext, type RefObject, use } from "react";
import type { Tree } from "./condition-tree.ts";

/** A name that can be chosen, and what people call it. */
export type Offered = { readonly name: string; readonly label?: string };

/** A trait or field that was seen, as conditions ask for it. */
export type OfferedPath = {
  readonly path: string;
  readonly kinds: readonly string[];
  readonly examples: readonly (string | number | boolean)[];
};

/** What an editor of conditions offers; what is not among it can still be written. */
export type Offers = {
  readonly traits: readonly OfferedPath[];
  readonly accountTraits: readonly OfferedPath[];
  readonly signals: readonly Offered[];
  readonly profiles: readonly Offered[];
  readonly predictions: readonly Offered[];
  readonly segments: readonly Offered[];
  readonly lists: readonly Offered[];
  /** For signals: the events that were seen, and their fields. */
  readonly events: readonly (Offered & { readonly fields: readonly OfferedPath[] })[];
};

/** What the rows and groups of one editor share. */
export type Editing = {
  readonly tree: Tree;
  readonly offers: Offers;
  /** A filter asks fields of an event, and nothing else. */
  readonly isFilter: boolean;
  readonly of: "lead" | "account";
  readonly label: string;
  readonly problems: readonly ModelProblem[];
  /** The row or group that is to have the focus once it is there. */
  readonly focus: RefObject<string | undefined>;
};

export const EditingContext = createContext<Editing | undefined>(undefined);

export function useEditing(): Editing {
  const editing = use(EditingContext);
  if (!editing) throw new Error("There is no editing outside of <TreeEditor>.");
  return editing;
}

/** Whether a path lies at or below another. */
export function isBelow(path: readonly (string | number)[], above: readonly (string | number)[]): boolean {
  return above.every((part, index) => path[index] === part);
}
