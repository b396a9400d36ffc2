import { type Coded, say } from "./coded.ts";
import type { Spoken } from "./en/spoken.ts";
import type { Phrases } from "./en.ts";

/** What is wrong with a model; a code without an English sentence is no problem that can be said. */
export type Problem = Coded<Phrases["problems"]>;
/** Why a file, or the map of its columns, cannot be read. */
export type FileProblem = Coded<Phrases["fileProblems"]>;
/** What is wrong in a map of columns. */
export type MapIssue = Coded<Phrases["mapIssues"]>;
/** Why a request over HTTP is not answered. */
export type ApiProblem = Coded<Phrases["apiProblems"]>;
/** What is wrong with one member of a request. */
export type ApiIssue = Coded<Phrases["apiIssues"]>;
/** Why the server does not start. */
export type StartProblem = Coded<Phrases["startProblems"]>;
/** What happens to the embedded database. */
export type DatabaseNote = Coded<Phrases["databaseNotes"]>;
/** Why an item lies in quarantine: its code, with what the quarantine says of it. */
export type Quarantined = Coded<Phrases["quarantined"]>;
/** Why a request that brought events was not taken. */
export type CollectProblem = Coded<Phrases["collectProblems"]>;
/** Why a record was left out. */
export type Reject = Coded<Phrases["rejects"]>;

export function sayProblem(phrases: Spoken, problem: Problem): string {
  return say(phrases.problems, problem);
}

export function sayFileProblem(phrases: Spoken, problem: FileProblem): string {
  return say(phrases.fileProblems, problem);
}

export function sayReject(phrases: Spoken, reason: Reject): string {
  return say(phrases.rejects, reason);
}

export function sayApiProblem(phrases: Spoken, problem: ApiProblem): string {
  return say(phrases.apiProblems, problem);
}

export function sayApiIssue(phrases: Spoken, issue: ApiIssue): string {
  return say(phrases.apiIssues, issue);
}

export function sayStartProblem(phrases: Phrases, problem: StartProblem): string {
  return say(phrases.startProblems, problem);
}

export function sayDatabaseNote(phrases: Phrases, note: DatabaseNote): string {
  return say(phrases.databaseNotes, note);
}

export function sayQuarantined(phrases: Spoken, item: Quarantined): string {
  return say(phrases.quarantined, item);
}

export function sayCollectProblem(phrases: Phrases, problem: CollectProblem): string {
  return say(phrases.collectProblems, problem);
}
