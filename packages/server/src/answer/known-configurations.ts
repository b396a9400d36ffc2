import type { Session } from "@plumbline/store";
import { type Configuration, currentConfiguration, type ScoringVersion } from "../configuration.ts";
import { Refusal } from "./refusal.ts";

/** How a workspace is set up, as a transaction sees it. */
export type KnownConfigurations = (session: Session) => Promise<Configuration>;

const MOST = 100;

/** Compiles a workspace's models once, and again when something has changed. */
export function knownConfigurations(): KnownConfigurations {
  const known = new Map<number, Configuration>();
  return async (session) => {
    const { workspaceId } = session;
    const configuration = await currentConfiguration(session, known.get(workspaceId));
    known.delete(workspaceId);
    known.set(workspaceId, configuration);
    for (const oldest of known.keys()) {
      if (known.size <= MOST) break;
      known.delete(oldest);
    }
    return configuration;
  };
}

/** The live version of a model; without a name, of the one that answers then, or else of the one published last. */
export function liveVersion(
  { leadVersions, accountVersions }: Configuration,
  of: "lead" | "account",
  model: string | undefined,
): ScoringVersion {
  const live = liveVersions(of === "lead" ? leadVersions : accountVersions);
  const version = model === undefined ? live[0] : live.find(({ name }) => name === model);
  if (!version) throw new Refusal({ code: "model-not-live", model: model ?? "" });
  return version;
}

/** Live versions: the one that answers where none is named, then the last that was published. */
export function liveVersions(versions: readonly ScoringVersion[]): ScoringVersion[] {
  return versions
    .filter(({ isLive }) => isLive)
    .sort((a, b) => Number(b.isDefault) - Number(a.isDefault) || b.publicationId - a.publicationId);
}
