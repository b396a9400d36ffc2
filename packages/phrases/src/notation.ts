/** Where in a file: keys and indexes from the top. */
export type Path = readonly (string | number)[];

/** A key or value as it is written in a file. */
export function code(text: string | number): string {
  return `\`${text}\``;
}

/** The last key of a path with the indexes after it, as `rules[3]`; undefined where the path is empty. */
export function spot(path: Path): string | undefined {
  const at = path.findLastIndex((part) => typeof part === "string");
  if (at < 0) return undefined;
  const indexes = path.slice(at + 1).map((index) => `[${index}]`);
  return code(`${path[at]}${indexes.join("")}`);
}

/** The word for a kind of value that a reader names; undefined where it shows the value itself. */
export function kindIn(kinds: Readonly<Record<string, string>>, said: string): string | undefined {
  return Object.hasOwn(kinds, said) ? kinds[said] : undefined;
}

/** Where in a file something is, as editors and terminals link it. */
export function place(file: string, line: number, column?: number): string {
  return column === undefined ? `${file}:${line}:` : `${file}:${line}:${column}:`;
}
