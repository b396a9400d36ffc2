import type { client } from "../api.ts";

type Body = Parameters<typeof client.leads.whatIf>[0]["body"];

/** What somebody tries out, as it is typed. */
export type InventedEvent = {
  readonly type: "track" | "page";
  readonly name: string;
  readonly times: number;
};
type InventedTrait = { readonly name: string; readonly value: string };
export type Invented = { readonly events: readonly InventedEvent[]; readonly traits: readonly InventedTrait[] };

export const NOTHING_INVENTED: Invented = { events: [], traits: [] };

/** What is tried out as the API is asked; undefined as long as nothing is whole. */
export function bodyOf({ events, traits }: Invented, model: string): Body | undefined {
  const wholeEvents = events.filter(({ name }) => name.trim() !== "");
  const wholeTraits = traits.filter(({ name }) => name.trim() !== "");
  if (wholeEvents.length === 0 && wholeTraits.length === 0) return undefined;
  return {
    model,
    events: wholeEvents.map(({ type, name, times }) =>
      type === "page"
        ? { type, times, properties: { path: name.trim(), url: `https://site.example${name.trim()}` } }
        : { type, times, event: name.trim() },
    ),
    traits: Object.fromEntries(wholeTraits.map(({ name, value }) => [name.trim(), meantBy(value)])),
  };
}

/** A value as it was meant: a number, true, false or null, else a text. */
function meantBy(typed: string): string | number | boolean | null {
  const text = typed.trim();
  if (text === "true" || text === "false") return text === "true";
  if (text === "null") return null;
  // Not what merely looks like a number: a phone number keeps its zeros.
  const number = Number(text);
  return text !== "" && Number.isFinite(number) && String(number) === text ? number : text;
}

type Signals = Readonly<Record<string, { readonly on?: string | readonly string[] }>> | undefined;

const TYPES = new Set(["page", "screen", "identify", "group", "alias", "track"]);

/** The names of events that a model listens to; these can be offered. */
export function eventNamesIn(signals: Signals): readonly string[] {
  const names = Object.values(signals ?? {}).flatMap(({ on = [] }) => on);
  return [...new Set(names)].filter((name) => !TYPES.has(name)).sort();
}
