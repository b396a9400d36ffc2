import type { Told } from "./lead.ts";

/** A line of a ledger with its author in words. */
export function withAuthor(line: Told, author: (by: string) => string): Told {
  return line.kind === "adjustment" ? { ...line, by: author(String(line["by"])) } : line;
}
