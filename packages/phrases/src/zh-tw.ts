import type { Phrases } from "./en.ts";
import { collectProblems } from "./zh-tw/arrivals.ts";
import { cli } from "./zh-tw/cli.ts";
import { databaseNotes, server, startProblems } from "./zh-tw/server.ts";
import { spoken } from "./zh-tw/spoken.ts";

export const zhTW = {
  ...spoken,
  cli,
  server,
  databaseNotes,
  startProblems,
  collectProblems,
} satisfies Phrases;
