import { type Model, modelHash } from "@plumbline/scoring";
import {
  findFollowers,
  findPins,
  findTrainingOf,
  findVersion,
  findWorkspace,
  keepChampion,
  keepPromoted,
  type PredictionRow,
  type Session,
} from "@plumbline/store";
import { publish } from "../publish/publish-model.ts";
import { nextWatch } from "./keep-seen.ts";

export type Promoted = {
  /** Models that follow the champion, and the version that each becomes. */
  readonly published: readonly { readonly model: string; readonly version: number }[];
  /** Those that cannot without people, and why. */
  readonly waiting: readonly { readonly model: string; readonly because: "sign-off" | "experiment" }[];
};

/**
 * Makes an artefact the champion of a prediction, in a transaction that changes the configuration. Live models that
 * took the champion without naming one are published anew with it, silently, and nothing else in them changes. Where
 * the workspace asks for sign-offs or an experiment runs on a model, it keeps what it has.
 */
export async function promote(
  session: Session,
  prediction: PredictionRow,
  hash: string,
  { by }: { readonly by: string },
  now: number,
): Promise<Promoted> {
  const training = await findTrainingOf(session, prediction.prediction_id, hash);
  if (!training) throw new Error("An artefact of another prediction cannot be promoted");
  await keepChampion(session, prediction.prediction_id, hash, nextWatch(training.at));
  await keepPromoted(session, training, by, now);
  const published: { model: string; version: number }[] = [];
  const waiting: { model: string; because: "sign-off" | "experiment" }[] = [];
  const isSigned = (await findWorkspace(session))?.settings["signOff"] === "both";
  for (const follower of await findFollowers(session, prediction.name)) {
    const version = await findVersion(session, follower.version_id);
    if (!version || follower.hash === hash) continue;
    if (isSigned) {
      waiting.push({ model: follower.model_name, because: "sign-off" });
      continue;
    }
    const model = withArtefact(version.body as Model, prediction.name, hash);
    const pins = (await findPins(session, { holder: "version", id: follower.version_id })).map((pin) =>
      pin.kind === "prediction" && pin.name === prediction.name ? { ...pin, hash } : pin,
    );
    const note = `${prediction.name}: ${hash}`;
    const made = await publish(session, { model, pins, source: version.source, author: by, note }, now);
    if (made.ok) published.push({ model: follower.model_name, version: made.number });
    else if (made.problem.code === "experiment-runs")
      waiting.push({ model: follower.model_name, because: "experiment" });
    else if (made.problem.code !== "model-unchanged") throw new Error(`${modelHash(model)}: ${made.problem.code}`);
  }
  return { published, waiting };
}

function withArtefact(model: Model, name: string, artefact: string): Model {
  return { ...model, predictions: { ...model.predictions, [name]: { ...model.predictions?.[name], artefact } } };
}
