import { type Coded, say } from "./coded.ts";
import type { Phrases } from "./en.ts";
import type { Language } from "./language.ts";
import { phrasesOf } from "./phrases-of.ts";

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
/** Why a record was left out. */
export type Reject = Coded<Phrases["rejects"]>;

export function sayProblem(language: Language, problem: Problem): string {
  return say(phrasesOf(language).problems, problem);
}

export function sayFileProblem(language: Language, problem: FileProblem): string {
  return say(phrasesOf(language).fileProblems, problem);
}

export function sayReject(language: Language, reason: Reject): string {
  return say(phrasesOf(language).rejects, reason);
}

export function sayApiProblem(language: Language, problem: ApiProblem): string {
  return say(phrasesOf(language).apiProblems, problem);
}

export function sayApiIssue(language: Language, issue: ApiIssue): string {
  return say(phrasesOf(language).apiIssues, issue);
}

export function sayStartProblem(language: Language, problem: StartProblem): string {
  return say(phrasesOf(language).startProblems, problem);
}

export function sayDatabaseNote(language: Language, note: DatabaseNote): string {
  return say(phrasesOf(language).databaseNotes, note);
}
