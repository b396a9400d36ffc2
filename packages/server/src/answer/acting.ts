import { findEnrolments, type Session } from "@plumbline/store";
import type { Configuration, ScoringVersion } from "../configuration.ts";

/** A version that speaks for a lead, and in which arm of which experiment, where that is why. */
export type ActingVersion = ScoringVersion & { readonly experiment?: { readonly id: string; readonly arm: string } };

/** The version that speaks for a lead where one of a model is asked for. */
export type Acting = (version: ScoringVersion, leadId: number) => ActingVersion;

/** Which versions speak for some leads; where no experiment runs, nothing is read. */
export async function actingOn(
  session: Session,
  { trials }: Pick<Configuration, "trials">,
  leadIds: readonly number[],
): Promise<Acting> {
  const live = trials.filter(({ mode }) => mode === "live");
  if (live.length === 0 || leadIds.length === 0) return (version) => version;
  const rows = await findEnrolments(
    session,
    live.map(({ experimentId }) => experimentId),
    leadIds,
  );
  return (version, leadId) => {
    const trial = version.isLive ? live.find(({ modelId }) => modelId === version.modelId) : undefined;
    const row = rows.find((one) => one.experiment_id === trial?.experimentId && one.lead_id === leadId);
    const arm = row && trial?.arms[row.place];
    return arm && trial ? { ...arm.version, experiment: { id: String(trial.experimentId), arm: arm.name } } : version;
  };
}
