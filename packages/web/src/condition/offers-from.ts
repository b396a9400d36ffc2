import type { Model } from "@plumbline/scoring";
import type { Answered } from "../api.ts";
import type { Offered, OfferedPath, Offers } from "./editing.ts";

/** What of a model its conditions may name. */
export type Words = Pick<Model, "lists" | "signals" | "profiles" | "markets">;

type Names = Answered<"events", "names">;
type Labelled = Readonly<Record<string, { readonly label?: string }>>;

/** Traits of any lead that no event needs to bring. */
const OWN_TRAITS = ["seniority", "department", "consent", "owner", "stage", "lost", "outcome"];

/** The offers from what is known so far. */
export function offersFrom(
  words: Words,
  seen: Pick<Names, "items" | "traits" | "accountTraits"> | undefined,
  lists: readonly { readonly name: string }[],
  segments: readonly { readonly name: string; readonly label: string | null }[],
): Offers {
  const markets = words.markets?.length ? [market(words.markets)] : [];
  return {
    traits: [...markets, ...withOwn(seen?.traits ?? [])],
    accountTraits: seen?.accountTraits ?? [],
    signals: labelled(words.signals),
    profiles: labelled(words.profiles),
    predictions: [],
    segments: segments.map(({ name, label }) => (label ? { name, label } : { name })),
    lists: [...new Set([...Object.keys(words.lists ?? {}), ...lists.map(({ name }) => name)])].map((name) => ({
      name,
    })),
    events: (seen?.items ?? []).map(({ type, name, properties }) => ({ name: name ?? type, fields: properties })),
  };
}

function labelled(parts: Labelled | undefined): readonly Offered[] {
  return Object.entries(parts ?? {}).map(([name, { label }]) => (label === undefined ? { name } : { name, label }));
}

function market(markets: NonNullable<Words["markets"]>): OfferedPath {
  return { path: "market", kinds: ["text"], examples: markets.map(({ name }) => name) };
}

function withOwn(seen: readonly OfferedPath[]): readonly OfferedPath[] {
  const known = new Set(seen.map(({ path }) => path));
  const own = OWN_TRAITS.filter((path) => !known.has(path));
  return [...seen, ...own.map((path) => ({ path, kinds: ["text"], examples: [] }))];
}
