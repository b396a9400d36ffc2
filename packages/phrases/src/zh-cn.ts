import type { Phrases } from "./en.ts";
import { bands } from "./zh-cn/bands.ts";
import { cli } from "./zh-cn/cli.ts";
import { explanation } from "./zh-cn/explanation.ts";
import { figures } from "./zh-cn/figures.ts";
import { fileProblems, mapIssues, rejects } from "./zh-cn/files.ts";
import { problems } from "./zh-cn/problems.ts";

export const zhCN = { figures, explanation, bands, problems, fileProblems, mapIssues, rejects, cli } satisfies Phrases;
