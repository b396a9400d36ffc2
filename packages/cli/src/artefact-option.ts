import { readText } from "@plumbline/connectors";
import type { CompiledPrediction } from "@plumbline/learning";
import {
  type CompiledModel,
  compile,
  type Model,
  type PredictionReader,
  pinModel,
  type Zone,
} from "@plumbline/scoring";
import { type Command, type Given, Refusal, type World } from "./command.ts";
import { loadModel } from "./load-model.ts";

/** The artefact that `--artefact` names, made ready; undefined where it names none. */
export async function artefactOption(
  options: Given["options"],
  zone: Zone,
  { say }: World,
): Promise<CompiledPrediction | undefined> {
  const file = options["artefact"];
  if (typeof file !== "string") return undefined;
  const { notAnArtefact } = say.cli.faults;
  // Whoever names no artefact does without it, and starts sooner.
  const { compilePrediction, readArtefact, readsLeads } = await import("@plumbline/learning");
  const read = readArtefact((await readText(file)) ?? "");
  if (read.kind !== "read") throw new Refusal(notAnArtefact(file, read.why));
  if (!readsLeads(read.artefact)) throw new Refusal(notAnArtefact(file, "of-a-table"));
  return compilePrediction(read.artefact, zone);
}

/** The model that `--model` names, with the artefact as each prediction that it uses and does not pin. */
export async function compileAsked(options: Given["options"], zone: Zone, world: World): Promise<Compiled> {
  const name = options["model"];
  if (typeof name !== "string") throw new Refusal(world.say.cli.faults.missingOption("--model"));
  const model = await loadModel(name, world);
  const reader = await artefactOption(options, zone, world);
  return { compiled: compileWith(model, reader, zone, world), readers: reader ? [reader] : [] };
}

/** A model ready to score; what it asks of a prediction that is not known is told, since nothing is given for it. */
export function compileWith(
  model: Model,
  reader: PredictionReader | undefined,
  zone: Zone,
  { err, say: { cli } }: World,
): CompiledModel {
  const names = Object.keys(model.predictions ?? {});
  const named = Object.fromEntries(reader ? names.map((own) => [own, reader.artefact]) : []);
  const pinned = pinModel(model, { lists: {}, segments: {}, predictions: named }).model;
  const unknown = names.filter((own) => !reader || pinned.predictions?.[own]?.artefact !== reader.artefact);
  if (unknown.length > 0) err.write(`${cli.summary.predictionUnknown(model.label ?? model.model, unknown)}\n`);
  return compile(pinned, zone, { predictions: new Map(reader ? [[reader.artefact, reader]] : []) });
}

type Compiled = { readonly compiled: CompiledModel; readonly readers: readonly PredictionReader[] };

export const ARTEFACT_OPTION: Command["options"] = { artefact: { type: "string", placeholder: "FILE" } };
