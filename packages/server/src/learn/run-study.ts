import { type Backtest, liveThrough, newMomentTable, type Truth } from "@plumbline/learning";
import { countSubjects, inTransaction } from "@plumbline/store";
import type { Pool } from "pg";
import { type AskedStudy, concluded, planOf } from "./asked-study.ts";
import { tellLeads } from "./tell-leads.ts";

export type StudyProgress = { readonly done: number; readonly total: number };

/** Lives through the past of all leads of a workspace and says what it shows; nothing is written. */
export async function runStudy(
  pool: Pool,
  workspaceId: number,
  asked: AskedStudy,
  onProgress: (progress: StudyProgress) => void,
): Promise<Truth | Backtest> {
  const plan = planOf(asked);
  const table = newMomentTable(plan);
  const total = await inTransaction(pool, workspaceId, (session) => countSubjects(session, "lead"));
  const { modelId, models } = asked;
  const wanted = { workspaceId, modelId, models: models.length, readsAccounts: plan.readsAccounts };
  for await (const groups of tellLeads(pool, wanted)) {
    for (const group of groups) liveThrough(table, plan, group);
    onProgress({ done: table.leads, total: Math.max(total, table.leads) });
  }
  return concluded(asked, plan, table);
}
