import type { FoundProposals } from "@plumbline/api";
import {
  addToSurvey,
  type Candidates,
  candidatesOf,
  newSurvey,
  proposalsOf,
  type ThresholdGoal,
} from "@plumbline/learning";
import { type CompiledModel, type Model, quickDigest } from "@plumbline/scoring";
import { countSubjects, inTransaction } from "@plumbline/store";
import { type AskedMoments, planOf } from "./asked-study.ts";
import { liveMoments } from "./live-moments.ts";
import type { StudyKind, StudyThread } from "./study-kind.ts";
import { tellLeads } from "./tell-leads.ts";

export type AskedProposals = AskedMoments & {
  readonly goal?: ThresholdGoal | undefined;
  readonly band?: string | undefined;
};

/** So many leads say well enough what leads say and do. */
const SURVEYED = 20_000;

/** What history would change in a model: first what can be asked at all, then what becomes of it. */
export const proposalsStudy: StudyKind<AskedProposals, FoundProposals> = {
  workOut: async (asked, thread) => {
    const candidates = await survey(asked, thread);
    const { plan, table } = await liveMoments(asked, thread, { probe: candidates.probe });
    const { goal, band, seed } = asked;
    const compiled = plan.models[0] as CompiledModel;
    return { format: 1, ...proposalsOf(table, { compiled, candidates, goal, band, seed }) };
  },
};

/** Looks at all leads, or at some pages of them that the seed picks. */
async function survey(asked: AskedMoments, { pool, workspaceId }: StudyThread): Promise<Candidates> {
  const found = newSurvey();
  const total = await inTransaction(pool, workspaceId, (session) => countSubjects(session, "lead"));
  const takes = (after: number) => quickDigest(`${asked.seed}:${after}`, 1) / 2 ** 32 < SURVEYED / total;
  const { readsAccounts } = planOf(asked);
  const plan = { workspaceId, modelId: asked.modelId, models: 1, readsAccounts, takes };
  for await (const groups of tellLeads(pool, plan)) for (const group of groups) addToSurvey(found, group);
  return candidatesOf(found, asked.models[0] as Model);
}
