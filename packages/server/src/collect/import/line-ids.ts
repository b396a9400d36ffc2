/**
 * Names the records of one import that have no id of their own, by the import and the line, so that
 * reading the file again gives the same ids. They sort as the lines do: of what is said at the same
 * instant the later line counts. In JSON several records may begin on one line.
 */
export function lineIds(importId: number): (line: number) => string {
  let last = 0;
  let before = 0;
  return (line) => {
    before = line === last ? before + 1 : 0;
    last = line;
    const place = String(line).padStart(9, "0");
    return `${importPrefix(importId)}${place}${before === 0 ? "" : `.${String(before).padStart(6, "0")}`}`;
  };
}

/** What the ids of an import begin with. */
export function importPrefix(importId: number): string {
  return `import:${importId}:`;
}
