import type { Session } from "../session.ts";

export type ReviewPlanRow = {
  readonly model_id: number;
  readonly every: "month" | "quarter" | "none";
  readonly owner: string | null;
  readonly next_on: number | null;
};

export type ReviewRow = {
  readonly review_id: number;
  readonly model_id: number;
  readonly model_name: string;
  readonly version_id: number;
  readonly number: number;
  readonly started_at: number;
  readonly started_by: string;
  readonly ended_at: number | null;
  readonly ended_by: string | null;
  readonly notes: string;
  /** JSON of what was found when it began. */
  readonly found: string;
  /** JSON of what the rules did; null until it is counted. */
  readonly rules: string | null;
};

export async function findReviewPlan(session: Session, modelId: number): Promise<ReviewPlanRow | undefined> {
  const [row] = await session.rows<ReviewPlanRow>(PLAN, [session.workspaceId, modelId]);
  return row;
}

export async function keepReviewPlan(session: Session, plan: ReviewPlanRow): Promise<void> {
  await session.rows(KEEP_PLAN, [session.workspaceId, plan.model_id, plan.every, plan.owner, plan.next_on]);
}

/** Live models that are to be reviewed by a day. */
export function findReviewsDue(
  session: Session,
  day: number,
): Promise<{ readonly model: string; readonly owner: string | null; readonly next_on: number }[]> {
  return session.rows(DUE, [session.workspaceId, day]);
}

/** The reviews of a model before one, the latest first. */
export function findReviews(session: Session, modelId: number, before: number, most: number): Promise<ReviewRow[]> {
  return session.rows(LIST, [session.workspaceId, modelId, before, most]);
}

export async function findReview(session: Session, reviewId: number): Promise<ReviewRow | undefined> {
  const [row] = await session.rows<ReviewRow>(ONE, [session.workspaceId, reviewId]);
  return row;
}

export async function startReview(
  session: Session,
  { model_id, version_id, started_by, found }: Pick<ReviewRow, "model_id" | "version_id" | "started_by" | "found">,
  now: number,
): Promise<number> {
  const values = [session.workspaceId, model_id, version_id, now, started_by, found];
  const [row] = await session.rows<{ review_id: number }>(START, values);
  return (row as { review_id: number }).review_id;
}

export async function keepReview(
  session: Session,
  { review_id, notes, ended_at, ended_by }: Pick<ReviewRow, "review_id" | "notes" | "ended_at" | "ended_by">,
): Promise<void> {
  await session.rows(KEEP, [session.workspaceId, review_id, notes, ended_at, ended_by]);
}

/** What the rules of a version do, for the reviews that wait for it. */
export async function keepRulesOfReviews(session: Session, versionId: number, rules: string): Promise<void> {
  await session.rows(RULES, [session.workspaceId, versionId, rules]);
}

/** What sales said of the leads of a model since an instant, by word; and whether anything was ever said. */
export async function countFeedback(
  session: Session,
  modelId: number,
  since: number,
): Promise<Readonly<Record<string, number>> | undefined> {
  const rows = await session.rows<{ says: string; count: number }>(FEEDBACK, [session.workspaceId, modelId, since]);
  if (rows.length === 0) return undefined;
  return Object.fromEntries(rows.map(({ says, count }) => [says, count]));
}

const COLUMNS = `review_id, review.model_id, model.name as model_name, review.version_id, version.number,
      review.started_at, started_by, ended_at, ended_by, notes, found::text as found, rules::text as rules`;
const FROM = `
    from review
    join model on model.workspace_id = $1 and model.model_id = review.model_id
    join model_version as version on version.workspace_id = $1 and version.version_id = review.version_id
    where review.workspace_id = $1`;

const PLAN = {
  name: "find-review-plan",
  text: "select model_id, every, owner, next_on from review_plan where workspace_id = $1 and model_id = $2",
};

const KEEP_PLAN = {
  name: "keep-review-plan",
  text: `
    insert into review_plan (workspace_id, model_id, every, owner, next_on) values ($1, $2, $3, $4, $5)
    on conflict (workspace_id, model_id) do update set
      every = excluded.every, owner = excluded.owner, next_on = excluded.next_on`,
};

const DUE = {
  name: "find-reviews-due",
  text: `
    select model.name as model, owner, next_on
    from review_plan join model on model.workspace_id = $1 and model.model_id = review_plan.model_id
    where review_plan.workspace_id = $1 and next_on <= $2 and live_version_id is not null
    order by next_on, model.model_id`,
};

const LIST = {
  name: "find-reviews",
  text: `select ${COLUMNS} ${FROM} and review.model_id = $2 and review_id < $3 order by review_id desc limit $4`,
};

const ONE = { name: "find-review", text: `select ${COLUMNS} ${FROM} and review_id = $2` };

const START = {
  name: "start-review",
  text: `
    insert into review (workspace_id, model_id, version_id, started_at, started_by, found)
    values ($1, $2, $3, $4, $5, $6::json)
    returning review_id`,
};

const KEEP = {
  name: "keep-review",
  text: `
    update review set notes = $3, ended_at = $4, ended_by = $5
    where workspace_id = $1 and review_id = $2`,
};

const RULES = {
  name: "keep-rules-of-reviews",
  text: `
    update review set rules = $3::json where workspace_id = $1 and version_id = $2 and rules is null`,
};

const FEEDBACK = {
  name: "count-feedback",
  text: `
    select says, count(*) filter (where at >= $3)::int as count from feedback
    where workspace_id = $1 and model_id = $2
    group by says`,
};
