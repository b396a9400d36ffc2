import {
  type AdjustmentRow,
  findAdjustments,
  keepAdjustment,
  raiseConfigVersion,
  type Session,
} from "@plumbline/store";
import type { Configuration, ScoringVersion } from "../configuration.ts";
import type { ScoreChange } from "../decide/keep-placed.ts";
import { settleLeads } from "../settle.ts";
import { spokesman } from "./decide-identity.ts";
import { readTouched } from "./identify-batch.ts";

export type NewAdjustment = {
  readonly leadId: number;
  readonly version: Pick<ScoringVersion, "modelId">;
  readonly dimension: string;
  /** In hundredths. */
  readonly points: number;
  readonly reason: string;
  readonly by: string;
  /** The last day on which it counts. */
  readonly until: number | null;
};

export type Adjusted = { readonly row: AdjustmentRow; readonly changes: readonly ScoreChange[] };

/** Gives or takes points from today on. Undefined where there is no such lead. */
export async function adjust(
  session: Session,
  configuration: Configuration,
  { leadId, version, until, ...given }: NewAdjustment,
  now: number,
): Promise<Adjusted | undefined> {
  const { leads } = await readTouched(session, [leadId]);
  const [lead] = leads;
  if (!lead) return undefined;
  const key = spokesman(lead.members, lead.chief);
  const identity_id = lead.members.find((member) => member.key === key)?.id as number;
  const on_day = configuration.zone.dayOf(now);
  const row = { identity_id, model_id: version.modelId, ...given, at: now, on_day, until_day: until, takes_back: null };
  return keep(session, configuration, leadId, row, now);
}

/**
 * Takes an adjustment back from today on, by another one of as many points the other way: nothing is erased, and
 * past scores stay what they were.
 */
export async function takeBack(
  session: Session,
  configuration: Configuration,
  { leadId, adjustmentId, by }: { readonly leadId: number; readonly adjustmentId: number; readonly by: string },
  now: number,
): Promise<Adjusted | "no-such-adjustment" | "already-done"> {
  const { leads } = await readTouched(session, [leadId]);
  const members = leads[0]?.members ?? [];
  const rows = await findAdjustments(
    session,
    members.map(({ id }) => id),
  );
  const taken = rows.find(({ adjustment_id }) => adjustment_id === adjustmentId);
  if (!taken) return "no-such-adjustment";
  const today = configuration.zone.dayOf(now);
  const isOver = taken.until_day !== null && taken.until_day < today;
  const isTakenBack = taken.takes_back !== null || rows.some(({ takes_back }) => takes_back === adjustmentId);
  if (isOver || isTakenBack) return "already-done";
  const on_day = Math.max(today, taken.on_day);
  const row = { ...taken, points: 0 - taken.points, by, at: now, on_day, takes_back: adjustmentId };
  return keep(session, configuration, leadId, row, now);
}

async function keep(
  session: Session,
  configuration: Configuration,
  leadId: number,
  row: Omit<AdjustmentRow, "adjustment_id">,
  now: number,
): Promise<Adjusted> {
  const adjustment_id = await keepAdjustment(session, row);
  const isFirst = !configuration.presence.adjustments;
  if (isFirst) await raiseConfigVersion(session);
  const present = isFirst
    ? { ...configuration, presence: { ...configuration.presence, adjustments: true } }
    : configuration;
  const changes = await settleLeads(session, present, [leadId], now, "adjustment");
  return { row: { ...row, adjustment_id }, changes };
}
