import type { Spoken } from "../en/spoken.ts";
import { apiIssues, apiProblems, tuneReasons } from "./api.ts";
import { quarantined } from "./arrivals.ts";
import { fileProblems, mapIssues, rejects } from "./files.ts";
import { first } from "./first.ts";
import { problems } from "./problems.ts";
import { rules } from "./rules.ts";
import { screens } from "./screens.ts";
import { syntax } from "./syntax.ts";
import { training } from "./training.ts";
import { webhooks } from "./webhooks.ts";

export const spoken = {
  ...first,
  rules,
  problems,
  syntax,
  fileProblems,
  mapIssues,
  rejects,
  webhooks,
  quarantined,
  apiProblems,
  apiIssues,
  tuneReasons,
  training,
  screens: { ...first.screens, ...screens },
} satisfies Spoken;
