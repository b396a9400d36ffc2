import { type Answer, routes } from "@plumbline/api";
import { findZone, formatDay, parseDay, UTC } from "@plumbline/scoring";
import {
  countBands,
  countFeedback,
  countTransitions,
  findModel,
  findReview,
  findReviewPlan,
  findReviews,
  findReviewsDue,
  findRuleTally,
  findSignOffs,
  findWorkspace,
  keepReview,
  keepReviewPlan,
  keepRulesOfReviews,
  lockModel,
  type ReviewPlanRow,
  type ReviewRow,
  type RuleTallyRow,
  type Session,
  startReview,
} from "@plumbline/store";
import { beginTally } from "../../publish/advance-tally.ts";
import { answer } from "../answer.ts";
import type { Api } from "../api.ts";
import { pageOf, readIdCursor } from "../cursor.ts";
import { found, Refusal } from "../refusal.ts";
import { sayDayIf, sayInstant, sayInstantIf } from "../say-score.ts";
import { nextAfter } from "./review-day.ts";
import { liveVersionOf, sayRules } from "./rules-report.ts";
import { saySignOff } from "./say-model.ts";

type Plan = Answer<typeof routes.reviews.plan>;
type Whole = Answer<typeof routes.reviews.get>;

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const NONE: Plan = { every: "none", owner: null, nextOn: null };

/** Looking at models together, every month or quarter. */
export function answerReviews(api: Api): void {
  answer(api, routes.reviews.plan, async ({ session, params }) => {
    const { model_id } = found(await findModel(session, params.name), "model");
    return sayPlan(await findReviewPlan(session, model_id));
  });

  answer(api, routes.reviews.putPlan, async ({ session, params, body, now }) => {
    const { model_id } = found(await lockModel(session, params.name), "model");
    const { every, owner, nextOn } = body;
    const today = (await zoneOf(session)).dayOf(now);
    const next = nextOn === undefined ? nextAfter(today, every) : nextOn === null ? null : (parseDay(nextOn) ?? null);
    const row: ReviewPlanRow = { model_id, every, owner, next_on: every === "none" ? null : next };
    await keepReviewPlan(session, row);
    return sayPlan(row);
  });

  answer(api, routes.reviews.due, async ({ session, now }) => {
    const rows = await findReviewsDue(session, (await zoneOf(session)).dayOf(now));
    return { items: rows.map(({ model, owner, next_on }) => ({ model, owner, dueOn: formatDay(next_on) })) };
  });

  answer(api, routes.reviews.list, async ({ session, params, query }) => {
    const { model_id } = found(await findModel(session, params.name), "model");
    const before = Math.min(readIdCursor(query.cursor) ?? MOST_ID, MOST_ID);
    const rows = await findReviews(session, model_id, before, query.limit + 1);
    return pageOf(rows, query.limit, sayReview, ({ review_id }) => [review_id]);
  });

  answer(api, routes.reviews.start, async ({ session, params, caller, now, note }) => {
    const id = await beginReview(session, params.name, caller.by, now);
    note({ details: { review: String(id) } });
    return wholeReview(session, id);
  });

  answer(api, routes.reviews.get, ({ session, params }) => wholeReview(session, Number(params.id)));

  answer(api, routes.reviews.note, async ({ session, params, body, caller, now }) => {
    const row = found(await findReview(session, Number(params.id)), "review");
    await lockModel(session, row.model_name);
    if (row.ended_at !== null) throw new Refusal({ code: "already-done" });
    const { notes = row.notes, isEnded } = body;
    const ended = isEnded ? { ended_at: now, ended_by: caller.by } : { ended_at: null, ended_by: null };
    await keepReview(session, { review_id: row.review_id, notes, ...ended });
    if (isEnded) await planNext(session, row.model_id, now);
    return wholeReview(session, row.review_id);
  });
}

const MOST_ID = 2_147_483_647;

/** Writes down how things are: what the rules do follows as soon as it is counted. */
async function beginReview(session: Session, name: string, by: string, now: number): Promise<number> {
  const row = found(await lockModel(session, name), "model");
  const versionId = liveVersionOf(row);
  const [last] = await findReviews(session, row.model_id, MOST_ID, 1);
  if (last && last.ended_at === null) throw new Refusal({ code: "review-under-way" });
  const since = last?.started_at ?? null;
  const found_ = {
    bands: await countBands(session, versionId),
    since,
    transitions: await countTransitions(session, row.model_id, since ?? 0),
    feedback: (await countFeedback(session, row.model_id, since ?? 0)) ?? null,
  };
  const review = { model_id: row.model_id, version_id: versionId, started_by: by, found: JSON.stringify(found_) };
  const id = await startReview(session, review, now);
  const tally = await findRuleTally(session, versionId);
  if (tally?.counted_at != null && tally.counted_at > now - DAY) {
    await keepRulesOfReviews(session, versionId, JSON.stringify(tally));
  } else if (!tally || tally.counted_at !== null) await beginTally(session, versionId, now);
  return id;
}

/** The next one is due a month or a quarter from the end of this one. */
async function planNext(session: Session, modelId: number, now: number): Promise<void> {
  const plan = await findReviewPlan(session, modelId);
  if (!plan || plan.every === "none") return;
  await keepReviewPlan(session, { ...plan, next_on: nextAfter((await zoneOf(session)).dayOf(now), plan.every) });
}

async function wholeReview(session: Session, id: number): Promise<Whole> {
  const row = found(await findReview(session, id), "review");
  const frozen = JSON.parse(row.found) as Pick<Whole["report"], "bands" | "transitions" | "feedback"> & {
    readonly since: number | null;
  };
  const signed = (await findSignOffs(session, row.model_id)).filter(({ review_id }) => review_id === id);
  return {
    ...sayReview(row),
    report: {
      ...frozen,
      since: sayInstantIf(frozen.since),
      rules: row.rules === null ? null : await sayRules(session, row.version_id, JSON.parse(row.rules) as RuleTallyRow),
    },
    signOffs: signed.map(saySignOff),
  };
}

function sayReview(row: ReviewRow) {
  return {
    id: String(row.review_id),
    model: row.model_name,
    version: row.number,
    startedAt: sayInstant(row.started_at),
    startedBy: row.started_by,
    endedAt: sayInstantIf(row.ended_at),
    endedBy: row.ended_by,
    notes: row.notes,
  };
}

function sayPlan(row: ReviewPlanRow | undefined): Plan {
  return row ? { every: row.every, owner: row.owner, nextOn: sayDayIf(row.next_on) } : NONE;
}

async function zoneOf(session: Session) {
  return findZone((await findWorkspace(session))?.time_zone ?? "") ?? UTC;
}
