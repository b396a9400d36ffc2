import { type CompiledPrediction, compilePrediction, readArtefact, readsLeads } from "@plumbline/learning";
import { artefactsOf, type CompiledModel, compile, type Model, type Zone } from "@plumbline/scoring";
import { findArtefacts, findKnownArtefacts, type Session } from "@plumbline/store";

/** Compiles a model with the predictions that it pins. */
export async function compileKept(session: Session, model: Model, zone: Zone): Promise<CompiledModel> {
  return compile(model, zone, { predictions: await readersFor(session, [model], zone) });
}

/** The readers of all predictions that some models pin and this workspace has. */
export async function readersFor(
  session: Session,
  models: readonly Model[],
  zone: Zone,
): Promise<ReadonlyMap<string, CompiledPrediction>> {
  const hashes = [...new Set(models.flatMap(artefactsOf))];
  if (hashes.length === 0) return NONE;
  const have = await findKnownArtefacts(session, hashes);
  const missing = have.filter((hash) => !made.has(placeOf(hash, zone)));
  const rows = missing.length > 0 ? await findArtefacts(session, missing) : [];
  const fresh = new Map(rows.flatMap(({ hash, artefact }) => made.add(hash, artefact, zone)));
  const found = have.flatMap((hash): [string, CompiledPrediction][] => {
    const reader = fresh.get(hash) ?? made.get(placeOf(hash, zone));
    return reader ? [[hash, reader]] : [];
  });
  return new Map(found);
}

const NONE: ReadonlyMap<string, CompiledPrediction> = new Map();
/** An artefact that was made ready takes some megabytes. */
const MOST = 20;

const placeOf = (hash: string, zone: Zone): string => `${hash} ${zone.name}`;

/**
 * What was made ready, by what it is: the hash says all of it, so that it is the same for every workspace. Whether a
 * workspace has it is asked each time.
 */
const made = keptReaders();

function keptReaders() {
  const kept = new Map<string, CompiledPrediction>();
  return {
    has: (place: string) => kept.has(place),
    get: (place: string) => kept.get(place),
    add: (hash: string, text: string, zone: Zone): [string, CompiledPrediction][] => {
      const read = readArtefact(text);
      if (read.kind !== "read" || !readsLeads(read.artefact)) return [];
      const reader = compilePrediction(read.artefact, zone);
      const [oldest] = kept.keys();
      if (kept.size >= MOST && oldest !== undefined) kept.delete(oldest);
      kept.set(placeOf(hash, zone), reader);
      return [[hash, reader]];
    },
  };
}
