import type { FeedbackReason } from "@plumbline/api";
import { findHandedOver, findLastFeedback, type Session } from "@plumbline/store";
import type { ScoringVersion } from "../../configuration.ts";
import { sayDayIf, sayInstant } from "../say-score.ts";
import type { DeskSetting } from "./lead-filter.ts";

export type FeedbackNow = {
  readonly state: "waiting" | "accepted" | "rejected" | "recycled";
  readonly since: string | null;
  readonly reason: FeedbackReason | null;
  readonly returnOn: string | null;
  readonly by: string | null;
};

type Last = Awaited<ReturnType<typeof findLastFeedback>>[number];

type Placed = { readonly lead_id: number; readonly band: string | null };

type Asked = {
  readonly session: Session;
  readonly version: Pick<ScoringVersion, "modelId">;
  readonly desk: Pick<DeskSetting, "bands">;
};

/**
 * Where leads are with sales: they wait from the hand-off on until somebody answers, and else the last word stands.
 * A lead that left the bands of the hand-off and came back waits anew.
 */
export async function feedbackOf(
  { session, version: { modelId }, desk: { bands } }: Asked,
  leads: readonly Placed[],
): Promise<Map<number, FeedbackNow>> {
  const ids = leads.map(({ lead_id }) => lead_id);
  const handed = new Map(
    (await findHandedOver(session, modelId, ids, bands)).map(({ subject_id, at }) => [subject_id, at]),
  );
  const last = new Map((await findLastFeedback(session, modelId, ids)).map((row) => [row.lead_id, row]));
  const found = new Map<number, FeedbackNow>();
  for (const { lead_id, band } of leads) {
    const said = last.get(lead_id);
    const since = handed.get(lead_id);
    const isHanded = band !== null && bands.includes(band);
    if (isHanded && (said === undefined || said.at < (since ?? 0))) found.set(lead_id, waitingSince(since));
    else if (said) found.set(lead_id, sayLast(said));
  }
  return found;
}

const waitingSince = (at: number | undefined): FeedbackNow => ({
  state: "waiting",
  since: at === undefined ? null : sayInstant(at),
  reason: null,
  returnOn: null,
  by: null,
});

function sayLast({ says, at, reason, return_on, by }: Last): FeedbackNow {
  const returnOn = sayDayIf(return_on);
  return { state: says, since: sayInstant(at), reason: reason as FeedbackReason | null, returnOn, by };
}
