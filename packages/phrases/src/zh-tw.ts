import type { Phrases } from "./en.ts";
import { bands } from "./zh-tw/bands.ts";
import { cli } from "./zh-tw/cli.ts";
import { explanation } from "./zh-tw/explanation.ts";
import { figures } from "./zh-tw/figures.ts";
import { fileProblems, mapIssues, rejects } from "./zh-tw/files.ts";
import { problems } from "./zh-tw/problems.ts";

export const zhTW = { figures, explanation, bands, problems, fileProblems, mapIssues, rejects, cli } satisfies Phrases;
