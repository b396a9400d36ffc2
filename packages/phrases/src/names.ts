/** How the caller calls the parts of its model: their labels, where they have some. */
export type Names = Readonly<
  Record<"rule" | "group" | "signal" | "dimension" | "profile" | "market" | "band", (name: string) => string>
>;

type Labels = Readonly<Record<string, { readonly label?: string | undefined }>> | undefined;
type Listed = readonly { readonly name: string; readonly label?: string | undefined }[] | undefined;

/** What of a model its names come from. */
export type Named = {
  readonly rules: readonly { readonly id: string; readonly label?: string | undefined }[];
  readonly signals?: Labels;
  readonly dimensions?: Labels;
  readonly groups?: Labels;
  readonly profiles?: Labels;
  readonly markets?: Listed;
  readonly bands?: Listed;
};

/** What people call the parts of a model: their labels, else their names. */
export function namesOf(model: Named): Names {
  const listed = (parts: Listed) => (name: string) => parts?.find((part) => part.name === name)?.label ?? name;
  const rules = new Map(model.rules.map(({ id, label }) => [id, label]));
  const labelled = (parts: Labels) => (name: string) =>
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
