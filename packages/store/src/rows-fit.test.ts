import { expectTypeOf, test } from "vitest";
import type { AccountRow } from "./accounts/accounts.ts";
import type { EventRow } from "./events/find-events.ts";
import type { EnrolmentRow } from "./experiments/enrolments.ts";
import type { ExperimentArmRow, ExperimentRow } from "./experiments/experiments.ts";
import type { LookRow } from "./experiments/looks.ts";
import type { IdentityRow } from "./identities/identity-row.ts";
import type { DecisionRow, IdentityLink } from "./identities/links.ts";
import type { CostRow } from "./kpis/costs.ts";
import type { OutcomeRow } from "./kpis/outcomes.ts";
import type { RateRow } from "./kpis/rates.ts";
import type { TouchRow } from "./kpis/touches.ts";
import type { AdjustmentRow } from "./leads/find-adjustments.ts";
import type { LeadRow } from "./leads/lead-row.ts";
import type { AutoTuneRow } from "./proposals/auto-tune.ts";
import type { ProposalDecisionRow } from "./proposals/decisions.ts";
import type { Schema } from "./schema.ts";
import type { SweepRow } from "./scores/find-due.ts";
import type { HistoryRow, ScoreRow, TransitionRow } from "./scores/scores.ts";
import type { SegmentEntryRow, SegmentMemberRow } from "./segments/members.ts";
import type { SegmentRow } from "./segments/segments.ts";

/** Members of a row that are no column of its table, or may read as something that the row does not expect. */
type Misfits<Row, Table> = {
  [Key in keyof Row]: Key extends keyof Table
    ? unknown extends Table[Key]
      ? never
      : Table[Key] extends Row[Key] | WiderText
        ? never
        : Key
    : Key;
}[keyof Row];

/** A column of texts may be checked by the database to be one of a few. */
type WiderText = string;

test("what rows are said to be is what the tables are", () => {
  expectTypeOf<Misfits<IdentityRow, Schema["identity"]>>().toBeNever();
  expectTypeOf<Misfits<IdentityLink, Schema["identity_link"]>>().toBeNever();
  expectTypeOf<Misfits<DecisionRow, Schema["identity_decision"]>>().toBeNever();
  expectTypeOf<Misfits<LeadRow, Schema["lead"]>>().toBeNever();
  expectTypeOf<Misfits<AccountRow, Schema["account"]>>().toBeNever();
  expectTypeOf<Misfits<EventRow, Schema["event"]>>().toBeNever();
  expectTypeOf<Misfits<AdjustmentRow, Schema["adjustment"]>>().toBeNever();
  expectTypeOf<Misfits<ScoreRow, Schema["score"]>>().toBeNever();
  expectTypeOf<Misfits<HistoryRow, Schema["score_history"]>>().toBeNever();
  expectTypeOf<Misfits<TransitionRow, Schema["transition"]>>().toBeNever();
  expectTypeOf<Misfits<SweepRow, Schema["sweep"]>>().toBeNever();
  expectTypeOf<Misfits<SegmentRow, Schema["segment"]>>().toBeNever();
  expectTypeOf<Misfits<SegmentMemberRow, Schema["segment_member"]>>().toBeNever();
  expectTypeOf<Misfits<SegmentEntryRow, Schema["segment_entry"]>>().toBeNever();
  expectTypeOf<Misfits<ExperimentRow, Schema["experiment"]>>().toBeNever();
  expectTypeOf<Misfits<ExperimentArmRow, Schema["experiment_arm"]>>().toBeNever();
  expectTypeOf<Misfits<EnrolmentRow, Schema["enrolment"]>>().toBeNever();
  expectTypeOf<Misfits<LookRow, Schema["experiment_look"]>>().toBeNever();
  expectTypeOf<Misfits<OutcomeRow, Schema["outcome"]>>().toBeNever();
  expectTypeOf<Misfits<TouchRow, Schema["touch"]>>().toBeNever();
  expectTypeOf<Misfits<CostRow, Schema["cost"]>>().toBeNever();
  expectTypeOf<Misfits<RateRow, Schema["currency_rate"]>>().toBeNever();
  expectTypeOf<Misfits<ProposalDecisionRow, Schema["proposal_decision"]>>().toBeNever();
  expectTypeOf<Misfits<AutoTuneRow, Schema["auto_tune"]>>().toBeNever();
  // And one that does not fit is found.
  expectTypeOf<Misfits<{ lead_id: string | null; gone: number }, Schema["lead"]>>().toEqualTypeOf<"lead_id" | "gone">();
});
