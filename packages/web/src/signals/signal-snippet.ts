import { stringify } from "yaml";
import type { Unmatched } from "./signal.ts";

/** An event as a signal of a model, in YAML, to be put among its signals. */
export function signalSnippet({ type, name }: Pick<Unmatched, "type" | "name">): string {
  const label = name ?? type;
  // Track events are named by what they are called; pages and screens by their type.
  const which = type === "track" || name === null ? { on: label } : { on: type, where: { name } };
  return stringify({ signals: { [slug(label)]: { label, ...which } } }, { lineWidth: 0 });
}

/** A model takes no names that mean something to every object. */
const NOT_TAKEN: ReadonlySet<string> = new Set(["constructor", "prototype"]);

/** What conditions and rules can call it: `Demo Requested` is `demo-requested`. */
function slug(text: string): string {
  const made = text
    .normalize("NFC")
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, "-")
    .replaceAll(/^-+|-+$/g, "")
    .slice(0, 60)
    .replace(/-+$/, "");
  if (made === "") return "signal";
  return NOT_TAKEN.has(made) ? `signal-${made}` : made;
}
