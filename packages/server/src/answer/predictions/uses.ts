import type { Answer, routes } from "@plumbline/api";
import type { Model } from "@plumbline/scoring";
import { findArtefactOwners, findPins, findScoringVersions, type Session } from "@plumbline/store";

type Use = Answer<typeof routes.predictions.get>["usedBy"][number];

/** The live models that pin artefacts, by the prediction to which these belong. */
export async function usesOf(session: Session): Promise<ReadonlyMap<number, readonly Use[]>> {
  const live = (await findScoringVersions(session)).filter(({ state }) => state === "live");
  const pinned = live.flatMap((version) =>
    Object.entries((version.body as Model).predictions ?? {}).flatMap(([name, { artefact }]) =>
      artefact === undefined ? [] : [{ version, name, artefact }],
    ),
  );
  if (pinned.length === 0) return new Map();
  const owners = await findArtefactOwners(session, [...new Set(pinned.map(({ artefact }) => artefact))]);
  const uses = new Map<number, Use[]>();
  for (const { version, name, artefact } of pinned) {
    const owner = owners.get(artefact);
    if (owner === undefined) continue;
    const pins = await findPins(session, { holder: "version", id: version.version_id });
    const follows = pins.some((pin) => pin.kind === "prediction" && pin.name === name);
    const use = { model: version.model_name, version: version.number, artefact, follows };
    uses.set(owner, [...(uses.get(owner) ?? []), use]);
  }
  return uses;
}
