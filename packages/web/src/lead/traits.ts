/** The traits whose name or value has a text in it, by name; all of them where nothing is asked. */
export function traitsFitting(
  traits: Readonly<Record<string, unknown>>,
  asked: string,
): readonly (readonly [string, unknown])[] {
  const text = asked.trim().toLowerCase();
  const fits = (given: string) => given.toLowerCase().includes(text);
  return Object.entries(traits)
    .filter(([name, value]) => fits(name) || fits(typeof value === "string" ? value : JSON.stringify(value)))
    .sort(([a], [b]) => a.localeCompare(b));
}
