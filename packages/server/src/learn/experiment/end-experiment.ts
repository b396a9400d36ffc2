import {
  dropSignals,
  endPublication,
  endTrialFilling,
  findPublicationsAtWork,
  keepExperimentState,
  type NamedExperiment,
  raiseConfigVersion,
  type Session,
} from "@plumbline/store";
import { readConfiguration } from "../../configuration.ts";

/**
 * Ends a locked experiment without a winner, in a transaction that changes the configuration: its leads are given back
 * to the live version afterwards.
 */
export async function stopExperiment(session: Session, row: NamedExperiment, now: number): Promise<void> {
  await endTrialFilling(session, row.experiment_id);
  await endSuccession(session, row);
  await keepExperimentState(session, row.experiment_id, "stopped", { endedAt: now });
  await forgetSignals(session);
}

/** A winner that was on its way to being live is so no more. */
export async function endSuccession(session: Session, row: NamedExperiment): Promise<void> {
  if (row.state !== "deciding") return;
  for (const one of await findPublicationsAtWork(session)) {
    if (one.model_id === row.model_id) await endPublication(session, one.publication_id, "stopped", "superseded");
  }
}

/** What is measured for nobody any more would be incomplete when somebody needs it again. */
export async function forgetSignals(session: Session): Promise<void> {
  await dropSignals(session, (await readConfiguration(session)).measurer.keys);
  await raiseConfigVersion(session);
}
