import type { Phrases } from "./en.ts";
import { apiIssues, apiProblems } from "./ru/api.ts";
import { bands } from "./ru/bands.ts";
import { cli } from "./ru/cli.ts";
import { events } from "./ru/events.ts";
import { explanation } from "./ru/explanation.ts";
import { figures } from "./ru/figures.ts";
import { fileProblems, mapIssues, rejects } from "./ru/files.ts";
import { problems } from "./ru/problems.ts";
import { databaseNotes, server, startProblems } from "./ru/server.ts";
import { webhooks } from "./ru/webhooks.ts";

export const ru = {
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
