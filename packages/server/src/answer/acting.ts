import { findEnrolments, type Session } from "@plumbline/store";
import { type ActingVersion, actingIn, type Configuration, type ScoringVersion } from "../configuration.ts";

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
    return (trial && actingIn(trial, row?.place)) ?? version;
  };
}
