import { liveThrough, type MomentPlan, type MomentTable, newMomentTable } from "@plumbline/learning";
import { findZone, UTC } from "@plumbline/scoring";
import { countSubjects, inTransaction } from "@plumbline/store";
import { readersFor } from "../score/readers.ts";
import { type AlsoAsked, type AskedMoments, planOf } from "./asked-study.ts";
import type { StudyThread } from "./study-kind.ts";
import { tellLeads } from "./tell-leads.ts";

/** Lives through the past of all leads of a workspace; nothing is written. */
export async function liveMoments(
  asked: AskedMoments,
  { pool, workspaceId, onProgress }: StudyThread,
  also?: AlsoAsked,
): Promise<{ readonly plan: MomentPlan; readonly table: MomentTable }> {
  const { predictions, total } = await inTransaction(pool, workspaceId, async (session) => ({
    predictions: await readersFor(session, asked.models, findZone(asked.timeZone) ?? UTC),
    total: await countSubjects(session, "lead"),
  }));
  const plan = planOf(asked, predictions, also);
  const table = newMomentTable(plan);
  const { modelId, models } = asked;
  const wanted = { workspaceId, modelId, models: models.length, readsAccounts: plan.readsAccounts };
  for await (const groups of tellLeads(pool, wanted)) {
    for (const group of groups) liveThrough(table, plan, group);
    onProgress({ done: table.leads, total: Math.max(total, table.leads) });
  }
  return { plan, table };
}
