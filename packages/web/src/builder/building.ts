import type { Names, RuleNames } from "@plumbline/phrases";
import type { Attainable, Model, ModelProblem } from "@plumbline/scoring";
import { createContext, use } from "react";
import type { Offers } from "../condition/editing.ts";
import type { Edit, Path } from "./edit.ts";
import type { ReadDraft } from "./read-draft.ts";

/** What the cards of the builder share. */
export type Building = {
  readonly draft: ReadDraft;
  /** What is shown of the draft. */
  readonly model: Model;
  readonly names: Names & RuleNames;
  readonly offers: Offers;
  /** What rules give at most; empty while the model does not hold together. */
  readonly attainable: ReadonlyMap<string, Attainable>;
  /** Whether it may be changed, by role and by what the text is. */
  readonly canEdit: boolean;
  /** `about` says what is being changed: changes of the same thing are one step of undoing. */
  readonly edit: (edits: Edit | readonly Edit[], about?: string) => void;
  readonly undo: () => void;
  /** The problems at or below a path of the text, with paths from there. */
  readonly problemsAt: (path: Path) => readonly ModelProblem[];
  /** The part that is open for editing, by its path. */
  readonly open: string | undefined;
  readonly setOpen: (path: string | undefined) => void;
};

export const BuildingContext = createContext<Building | undefined>(undefined);

export function useBuilding(): Building {
  const building = use(BuildingContext);
  if (!building) throw new Error("There is nothing to build outside of <Workbench>.");
  return building;
}

/** Sets a value, or drops it where it is undefined. */
export function put(path: Path, value: unknown): Edit {
  return value === undefined ? { kind: "drop", path } : { kind: "set", path, value };
}

/** A name such as `visited-pricing` of what people call a thing, that nothing else has. */
export function freeName(label: string, taken: readonly string[], otherwise: string): string {
  const plain = label
    .normalize("NFKD")
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, "-")
    .replaceAll(/^-+|-+$/g, "")
    .slice(0, 50);
  const name = /^[a-z]/.test(plain) ? plain : otherwise;
  if (!taken.includes(name)) return name;
  for (let n = 2; ; n++) if (!taken.includes(`${name}-${n}`)) return `${name}-${n}`;
}
