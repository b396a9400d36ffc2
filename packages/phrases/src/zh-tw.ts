import type { Phrases } from "./en.ts";
import { apiIssues, apiProblems } from "./zh-tw/api.ts";
import { bands } from "./zh-tw/bands.ts";
import { cli } from "./zh-tw/cli.ts";
import { events } from "./zh-tw/events.ts";
import { explanation } from "./zh-tw/explanation.ts";
import { figures } from "./zh-tw/figures.ts";
import { fileProblems, mapIssues, rejects } from "./zh-tw/files.ts";
import { problems } from "./zh-tw/problems.ts";
import { databaseNotes, server, startProblems } from "./zh-tw/server.ts";
import { webhooks } from "./zh-tw/webhooks.ts";

export const zhTW = {
  figures,
  explanation,
  bands,
  problems,
  fileProblems,
  mapIssues,
  rejects,
  cli,
  events,
  webhooks,
  server,
  databaseNotes,
  startProblems,
  apiProblems,
  apiIssues,
} satisfies Phrases;
