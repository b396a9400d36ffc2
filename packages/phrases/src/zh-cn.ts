import type { Phrases } from "./en.ts";
import { collectProblems } from "./zh-cn/arrivals.ts";
import { cli } from "./zh-cn/cli.ts";
import { databaseNotes, server, startProblems } from "./zh-cn/server.ts";
import { spoken } from "./zh-cn/spoken.ts";

export const zhCN = {
  ...spoken,
  cli,
  server,
  databaseNotes,
  startProblems,
  collectProblems,
} satisfies Phrases;
