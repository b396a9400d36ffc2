import { ApiError } from "@plumbline/api";
import type { First } from "@plumbline/phrases";

type Shell = First["screens"]["shell"];

/** Why the server refused, in its own words; undefined where none came from it: nothing did, or a proxy answered. */
export function refusalSaid(error: unknown): string | undefined {
  return error instanceof ApiError && error.problem.type !== "about:blank" ? error.problem.title : undefined;
}

/** What went wrong with something that a person did. */
export function troubleSaid(error: unknown, shell: Shell, isOnline: boolean): string {
  return refusalSaid(error) ?? (isOnline ? shell.notDone : shell.notDoneOffline);
}

/** Whether it may well get through later, as it is: nobody answered, or the server could not just now. */
export function isForLater(error: unknown): boolean {
  return !(error instanceof ApiError) || error.problem.status >= 500 || error.problem.status === 429;
}
