import type { Phrases } from "./en.ts";
import { bands } from "./ru/bands.ts";
import { cli } from "./ru/cli.ts";
import { explanation } from "./ru/explanation.ts";
import { figures } from "./ru/figures.ts";
import { fileProblems, mapIssues, rejects } from "./ru/files.ts";
import { problems } from "./ru/problems.ts";

export const ru = { figures, explanation, bands, problems, fileProblems, mapIssues, rejects, cli } satisfies Phrases;
