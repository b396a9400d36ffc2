import { collectProblems } from "./en/arrivals.ts";
import { cli } from "./en/cli.ts";
import { databaseNotes, server, startProblems } from "./en/server.ts";
import { spoken } from "./en/spoken.ts";

export const en = {
  ...spoken,
  cli,
  server,
  databaseNotes,
  startProblems,
  collectProblems,
};

/** The English phrases are the ones that there are: every other language has exactly these. */
export type Phrases = typeof en;
