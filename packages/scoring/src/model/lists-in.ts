/** The named lists that some part of a model mentions, wherever they stand in it. */
export function listsIn(part: unknown, found: Set<string> = new Set()): Set<string> {
  if (typeof part !== "object" || part === null) return found;
  for (const [key, inner] of Object.entries(part)) {
    if (key === "inList" && typeof inner === "string") found.add(inner);
    else listsIn(inner, found);
  }
  return found;
}
