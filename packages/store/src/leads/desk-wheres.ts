import { textArray } from "../binary-array.ts";

/** Where leads are with sales, about one model: `waiting` are in a band of the hand-off without an answer since. */
export type FeedbackWanted =
  | { readonly is: "waiting"; readonly modelId: number; readonly bands: readonly string[] }
  | {
      readonly is: "accepted" | "rejected" | "recycled";
      readonly modelId: number;
      readonly bands: readonly string[];
    };

/** An experiment, or one of its arms by its place. */
export type EnrolledIn = { readonly experimentId: number; readonly place?: number };

/** What people at the desk said of a lead. */
export type DeskFilter = {
  /** Normalised. */
  readonly tag?: string;
  readonly feedback?: FeedbackWanted;
  /** A segment that they are in. */
  readonly segmentId?: number;
  /** An experiment that they are in. */
  readonly enrolled?: EnrolledIn;
};

/** The conditions of a filter, on a lead and its score; `$1` is the workspace. */
export function deskWheres({ tag, feedback, segmentId, enrolled }: DeskFilter, values: unknown[]): string[] {
  const wheres: string[] = [];
  if (tag !== undefined) {
    wheres.push(`exists (
        select from identity join lead_tag
          on lead_tag.workspace_id = $1 and lead_tag.identity_id = identity.identity_id
        where identity.workspace_id = $1 and identity.lead_id = lead.lead_id and tag = $${values.push(tag)}::text
      )`);
  }
  if (segmentId !== undefined) {
    wheres.push(`exists (
        select from segment_member as member
        where member.workspace_id = $1 and member.lead_id = lead.lead_id
          and segment_id = $${values.push(segmentId)}::int and inside
      )`);
  }
  if (enrolled !== undefined) {
    const { experimentId, place } = enrolled;
    const ofArm = place === undefined ? "" : ` and place = $${values.push(place)}::int`;
    wheres.push(`exists (
        select from enrolment
        where enrolment.workspace_id = $1 and enrolment.lead_id = lead.lead_id
          and experiment_id = $${values.push(experimentId)}::int${ofArm}
      )`);
  }
  if (feedback) wheres.push(...feedbackWheres(feedback, values));
  return wheres;
}

function feedbackWheres({ is, modelId, bands }: FeedbackWanted, values: unknown[]): string[] {
  const model = `$${values.push(modelId)}::int`;
  const handed = `$${values.push(textArray(bands))}::text[]`;
  const waits = `(score.band is not null and score.band = any(${handed}) and not exists (
        ${ofLead(model)} and feedback.at >= ${enteredAt(model, handed)}
      ))`;
  if (is === "waiting") return [waits];
  const last = `(select said.says from (
        ${ofLead(model, "says, feedback_id")} order by feedback_id desc limit 1
      ) as said)`;
  return [`${last} = $${values.push(is)}::text`, `not ${waits}`];
}

const ofLead = (model: string, columns = ""): string => `select ${columns}
        from identity join feedback
          on feedback.workspace_id = $1 and feedback.identity_id = identity.identity_id
        where identity.workspace_id = $1 and identity.lead_id = lead.lead_id and feedback.model_id = ${model}`;

/** When a lead was handed over last: from a band before into one of these. */
function enteredAt(model: string, handed: string): string {
  return `coalesce((
          select transition.at from transition
          where transition.workspace_id = $1 and transition.model_id = ${model}
            and transition.subject_id = lead.lead_id and to_band = any(${handed})
            and (from_band is null or not from_band = any(${handed}))
          order by transition_id desc limit 1
        ), 0)`;
}
