/** The columns that there always are; others show a trait each. */
export const COLUMNS = ["score", "band", "trend", "reasons", "owner", "seen", "tags", "feedback"] as const;
export type OwnColumn = (typeof COLUMNS)[number];

/** What is shown where nobody has chosen. */
export const USUAL: readonly string[] = ["score", "band", "trend", "reasons", "owner", "seen"];

const TRAIT = "trait:";

export function isOwnColumn(id: string): id is OwnColumn {
  return (COLUMNS as readonly string[]).includes(id);
}

/** The column of a trait. */
export function traitColumn(trait: string): string {
  return TRAIT + trait;
}

/** The trait that a column shows; undefined of the columns that there always are. */
export function traitOf(id: string): string | undefined {
  return id.startsWith(TRAIT) && id.length > TRAIT.length ? id.slice(TRAIT.length) : undefined;
}

/** Columns as an address names them; traits may have commas in their names. */
export function writeColumns(columns: readonly string[]): string {
  return columns.map((id) => id.replaceAll("%", "%25").replaceAll(",", "%2C")).join(",");
}

export function readColumns(text: string): readonly string[] {
  const ids = text.split(",").map((id) => id.replaceAll("%2C", ",").replaceAll("%25", "%"));
  return [...new Set(ids)].filter((id) => isOwnColumn(id) || traitOf(id) !== undefined);
}

/** The columns with one of them a place further left or right. */
export function movedBy(columns: readonly string[], id: string, by: -1 | 1): readonly string[] {
  const at = columns.indexOf(id);
  const to = at + by;
  if (at < 0 || to < 0 || to >= columns.length) return columns;
  const left = columns.filter((one) => one !== id);
  return [...left.slice(0, to), id, ...left.slice(to)];
}
