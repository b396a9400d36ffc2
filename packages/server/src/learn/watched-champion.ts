import {
  type ChampionWatch,
  compileFeatures,
  type LeadArtefact,
  type Moment,
  type PredictionAnswer,
  readArtefact,
  readsLeads,
  watchChampion,
} from "@plumbline/learning";
import { findZone, UTC } from "@plumbline/scoring";
import { findArtefacts, inTransaction } from "@plumbline/store";
import type { AskedMoments } from "./asked-study.ts";
import { liveMoments } from "./live-moments.ts";
import type { StudyThread } from "./study-kind.ts";

/** What was learned meanwhile, and the moments that it was learned from. */
type Learned = { readonly answer: PredictionAnswer; readonly moments: readonly Moment[] };

/** A champion on the leads of a period, read with its own features; null where it cannot be read. */
export async function watchedChampion(
  asked: AskedMoments & { readonly champion: string },
  thread: StudyThread,
  learned?: Learned,
): Promise<(ChampionWatch & { readonly hash: string }) | null> {
  const hash = asked.champion;
  const artefact = await artefactIn(thread, hash);
  if (!artefact) return null;
  const features = compileFeatures(artefact.reads, findZone(asked.timeZone) ?? UTC);
  const { table } = await liveMoments({ ...asked, models: [] }, thread, { features });
  const { answer, moments } = learned ?? {};
  const challenger = answer?.kind === "trained" && moments ? { answer, moments } : undefined;
  return { hash, ...watchChampion(artefact, table.moments, challenger) };
}

async function artefactIn({ pool, workspaceId }: StudyThread, hash: string): Promise<LeadArtefact | undefined> {
  const [row] = await inTransaction(pool, workspaceId, (session) => findArtefacts(session, [hash]));
  const read = row && readArtefact(row.artefact);
  return read?.kind === "read" && readsLeads(read.artefact) ? read.artefact : undefined;
}
