import type { Names } from "@plumbline/phrases";
import type { Model } from "@plumbline/scoring";

/** What people call the parts of a model: their labels, else their names. */
export function namesOf(model: Model): Names {
  const listed = (parts: readonly { readonly name: string; readonly label?: string }[] | undefined) => (name: string) =>
    parts?.find((part) => part.name === name)?.label ?? name;
  const rules = new Map(model.rules.map(({ id, label }) => [id, label]));
  const labelled = (parts: Readonly<Record<string, { label?: string }>> | undefined) => (name: string) =>
    (parts && Object.hasOwn(parts, name) ? parts[name]?.label : undefined) ?? name;
  return {
    rule: (id) => rules.get(id) ?? id,
    signal: labelled(model.signals),
    dimension: labelled(model.dimensions),
    group: labelled(model.groups),
    profile: labelled(model.profiles),
    market: listed(model.markets),
    band: listed(model.bands),
  };
}
