import type { Scope } from "@plumbline/api";
import type { Spoken } from "@plumbline/phrases";

export type Part = keyof Spoken["screens"]["settings"]["parts"];

/** The parts of the settings, and what a role has to allow to see them; null: everybody. */
const PARTS: readonly (readonly [Part, Scope | null])[] = [
  ["me", null],
  ["workspace", "read"],
  ["people", "people"],
  ["keys", "keys"],
  ["consent", "read"],
  ["retention", "read"],
  ["audit", "admin"],
];

/** Which parts somebody sees; what a role may not see is absent. */
export function partsFor(can: (scope: Scope) => boolean): readonly Part[] {
  return PARTS.filter(([, scope]) => scope === null || can(scope)).map(([part]) => part);
}

/** Whether there is such a part, for whomever. */
export const isPart = (name: string): boolean => PARTS.some(([part]) => part === name);
