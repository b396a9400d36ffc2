import type { First } from "./en/first.ts";
import { asItIs, joined, type Mark, one, type Said, type Saying } from "./said.ts";
import { type Scalar, type ValueOperators, valueSaid } from "./say-value.ts";

type FieldTest = Scalar | ValueOperators;
/** A filter over the fields of one event. */
export type Filter =
  | { readonly all: readonly Filter[] }
  | { readonly any: readonly Filter[] }
  | { readonly not: Filter }
  | { readonly [field: string]: FieldTest };

/** What is asked of an event, as one sentence. */
export function sayFilter(phrases: First, filter: Filter, mark: Mark = asItIs): string {
  return filterSaid({ phrases, mark }, filter).words;
}

function filterSaid(saying: Saying, filter: Filter): Said {
  const { all, any, not } = filter as { readonly all?: unknown; readonly any?: unknown; readonly not?: unknown };
  const said = (parts: readonly unknown[]) => parts.map((part) => filterSaid(saying, part as Filter));
  // A field may be called so too; what it is asked is never a list.
  if (Array.isArray(all)) return joined(saying, "and", said(all));
  if (Array.isArray(any)) return joined(saying, "or", said(any));
  if (typeof not === "object") return one(saying.phrases.conditions.not(filterSaid(saying, not as Filter).words));
  const fields = Object.entries(filter as Readonly<Record<string, FieldTest>>).map(([field, test]) =>
    valueSaid(saying, saying.mark(field), typeof test === "object" ? test : { is: test }),
  );
  return joined(saying, "and", fields);
}
