import { useMemo } from "react";
import { remembered, useRemembered } from "../remembered.ts";
import { readColumns, USUAL, writeColumns } from "./column-names.ts";
import type { LeadsSearch } from "./leads-search.ts";
import type { View } from "./view-search.ts";

const isNames = (value: unknown): value is readonly string[] =>
  Array.isArray(value) && value.length > 0 && value.every((name) => typeof name === "string");
const own = remembered<readonly string[]>("leads.columns", () => USUAL, isNames);

/**
 * Which columns the list has: those of its address, else those of its view, else what this browser remembers. In a
 * view they are changed in the address until the view is saved.
 */
export function useColumns(
  search: LeadsSearch,
  view: View | undefined,
  onSearch: (search: LeadsSearch) => void,
): readonly [columns: readonly string[], choose: (columns: readonly string[]) => void] {
  const kept = useRemembered(own);
  const said = search.columns ?? (view ? writeColumns(view.columns) : "");
  const named = useMemo(() => readColumns(said), [said]);
  const columns = named.length > 0 ? named : kept;
  const choose = (next: readonly string[]) => {
    if (view || search.columns !== undefined) onSearch({ ...search, columns: writeColumns(next) });
    else own.set(next);
  };
  return [columns, choose];
}
