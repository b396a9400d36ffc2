import { apiIssues, apiProblems } from "./en/api.ts";
import { bands } from "./en/bands.ts";
import { cli } from "./en/cli.ts";
import { events } from "./en/events.ts";
import { explanation } from "./en/explanation.ts";
import { figures } from "./en/figures.ts";
import { fileProblems, mapIssues, rejects } from "./en/files.ts";
import { problems } from "./en/problems.ts";
import { databaseNotes, server, startProblems } from "./en/server.ts";
import { webhooks } from "./en/webhooks.ts";

export const en = {
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
};

/** The English phrases are the ones that there are: every other language has exactly these. */
export type Phrases = typeof en;
