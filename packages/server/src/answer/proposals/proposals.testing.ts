import type { FoundProposals } from "@plumbline/api";
import type { PointsProposal, Proposal, RuleProposal } from "@plumbline/learning";
import { claimStudy, endStudy, inTransaction } from "@plumbline/store";
import type { Pool } from "pg";

/** What is the same in every proposal of a test: 120 of 900 leads converted. */
const EVIDENCE = {
  leads: 900,
  converted: 120,
  effect: {},
  logOdds: { estimate: 0.4, interval: { low: 0.2, high: 0.6 } },
  points: { estimate: 24.6, interval: { low: 21.04, high: 28 } },
  q: 0.01,
  change: { auc: { enough: false, missing: [] }, logLoss: null },
};

export function pointsFor(rule: string, was: number, to: number, converted = 120): PointsProposal {
  return {
    kind: "points",
    id: `points:${rule}`,
    edits: [{ at: ["rules", rule, "points"], was, to }],
    ...{ rule, market: null, points: { was, to, unit: "points" } },
    evidence: { ...EVIDENCE, converted } as unknown as PointsProposal["evidence"],
  };
}

export const NEW_RULE: RuleProposal = {
  kind: "rule",
  id: "rule:web",
  edits: [
    { at: ["signals", "web"], was: null, to: { on: "page" } },
    { at: ["rules", "web"], was: null, to: { id: "web", dimension: "interest", each: "web", points: 3 } },
  ],
  rule: { id: "web", dimension: "interest", each: "web", points: 3 },
  signals: { web: { on: "page" } },
  evidence: { ...EVIDENCE, lift: { lift: 2, interval: { low: 1.5, high: 3 } } } as unknown as RuleProposal["evidence"],
};

export function found(proposals: readonly Proposal[]): FoundProposals {
  return {
    format: 1,
    proposals,
    ...{
      silent: {},
      leads: 900,
      converted: 120,
      newest: { leads: 200, converted: 30, from: "2026-08-01" },
      scale: null,
    },
    tried: { conditions: 10, tests: 20 },
    tooGood: [],
    together: { auc: { enough: false, missing: [] }, logLoss: null },
  };
}

/** Ends the study that waits as its worker would have; returns its id. */
export async function finish(pool: Pool, workspaceId: number, result: FoundProposals, now: number): Promise<string> {
  return inTransaction(pool, workspaceId, async (session) => {
    const row = await claimStudy(session, now, now - 60_000);
    if (!row) throw new Error("No study waits");
    await endStudy(session, row.study_id, { state: "done", result: JSON.stringify(result) }, now);
    return String(row.study_id);
  });
}
