import { type Answer, routes } from "@plumbline/api";
import { attainable, fromPoints, type Model } from "@plumbline/scoring";
import {
  findModel,
  findRuleTally,
  findVersion,
  type ModelRow,
  type RuleTallyRow,
  type Session,
} from "@plumbline/store";
import { beginTally } from "../../publish/advance-tally.ts";
import { openTally, type RuleTally } from "../../publish/tally-rules.ts";
import { answer } from "../answer.ts";
import type { Api } from "../api.ts";
import { found, Refusal } from "../refusal.ts";
import { sayDayIf, sayInstant, sayInstantIf, sayPoints } from "../say-score.ts";

export type RulesReport = Answer<typeof routes.models.countRules>["report"];

/** What each rule of a live model does. */
export function answerRules(api: Api): void {
  answer(api, routes.models.rules, async ({ session, params }) => {
    const versionId = liveVersionOf(found(await findModel(session, params.name), "model"));
    return { report: await rulesReportOf(session, versionId) };
  });

  answer(api, routes.models.countRules, async ({ session, params, now }) => {
    const versionId = liveVersionOf(found(await findModel(session, params.name), "model"));
    const under = await findRuleTally(session, versionId);
    // Whoever asks while it is being counted waits with the others.
    const tally = under && under.counted_at === null ? under : await beginTally(session, versionId, now);
    return { report: await sayRules(session, versionId, tally) };
  });
}

export function liveVersionOf({ name, live_version_id }: ModelRow): number {
  if (live_version_id === null) throw new Refusal({ code: "model-not-live", model: name });
  return live_version_id;
}

/** What was counted so far; the last whole count as long as a new one is young. Null: nothing yet. */
async function rulesReportOf(session: Session, versionId: number): Promise<RulesReport | null> {
  const tally = await findRuleTally(session, versionId);
  return tally ? sayRules(session, versionId, tally) : null;
}

/** The report of a count as it stands. */
export async function sayRules(session: Session, versionId: number, row: RuleTallyRow): Promise<RulesReport> {
  const version = found(await findVersion(session, versionId), "version");
  const { former, former_at } = row;
  const isFormer = row.counted_at === null && former !== null && former_at !== null;
  const tally = openTally(isFormer ? former : row.sums);
  return {
    version: version.number,
    state: row.counted_at === null ? "counting" : "counted",
    done: row.done,
    total: Math.max(row.total, row.done),
    startedAt: sayInstant(row.started_at),
    countedAt: sayInstantIf(row.counted_at ?? former_at),
    scored: tally.scored,
    ...figuresOf(version.body as Model, tally),
  };
}

function figuresOf(model: Model, { rules, groups }: RuleTally): Pick<RulesReport, "rules" | "groups"> {
  const shares = new Map(attainable(model).map((one) => [one.rule, one]));
  return {
    rules: model.rules.map(({ id, dimension }) => {
      const sum = rules[id];
      const share = shares.get(id);
      const leads = sum?.leads ?? 0;
      return {
        rule: id,
        dimension,
        leads,
        sum: fromPoints(sum?.sum ?? 0),
        mean: leads > 0 ? fromPoints(Math.round((sum?.sum ?? 0) / leads)) : null,
        share: share?.share === null ? null : fromPoints(share?.share ?? 0) / 100,
        most: sayPoints(share?.most ?? null),
        limited: sum?.limited ?? 0,
        taken: fromPoints(sum?.taken ?? 0),
        lastOn: sayDayIf(sum?.lastOn ?? null),
      };
    }),
    groups: Object.entries(groups).map(([group, { dimension, limited, taken }]) => ({
      group,
      dimension,
      limited,
      taken: fromPoints(taken),
    })),
  };
}
