import { bands } from "./en/bands.ts";
import { cli } from "./en/cli.ts";
import { explanation } from "./en/explanation.ts";
import { figures } from "./en/figures.ts";
import { fileProblems, mapIssues, rejects } from "./en/files.ts";
import { problems } from "./en/problems.ts";

export const en = { figures, explanation, bands, problems, fileProblems, mapIssues, rejects, cli };

/** The English phrases are the ones that there are: every other language has exactly these. */
export type Phrases = typeof en;
