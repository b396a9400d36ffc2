import type { Candidate } from "./gather.ts";

/** By id, else by any id or e-mail address of the same lead, without regard to case. */
export function findLead(candidates: readonly Candidate[], wanted: string): Candidate | undefined {
  const lower = wanted.toLowerCase();
  return (
    candidates.find(({ id }) => id === wanted) ??
    candidates.find(({ id, aliases }) => [id, ...aliases].some((one) => one.toLowerCase() === lower))
  );
}
