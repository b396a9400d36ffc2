import type { Phrases } from "./en.ts";
import { apiIssues, apiProblems } from "./zh-cn/api.ts";
import { bands } from "./zh-cn/bands.ts";
import { cli } from "./zh-cn/cli.ts";
import { events } from "./zh-cn/events.ts";
import { explanation } from "./zh-cn/explanation.ts";
import { figures } from "./zh-cn/figures.ts";
import { fileProblems, mapIssues, rejects } from "./zh-cn/files.ts";
import { problems } from "./zh-cn/problems.ts";
import { databaseNotes, server, startProblems } from "./zh-cn/server.ts";
import { webhooks } from "./zh-cn/webhooks.ts";

export const zhCN = {
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
