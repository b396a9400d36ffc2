import type { Phrases } from "./en.ts";
import { collectProblems } from "./ru/arrivals.ts";
import { cli } from "./ru/cli.ts";
import { databaseNotes, server, startProblems } from "./ru/server.ts";
import { spoken } from "./ru/spoken.ts";

export const ru = {
  ...spoken,
  cli,
  server,
  databaseNotes,
  startProblems,
  collectProblems,
} satisfies Phrases;
