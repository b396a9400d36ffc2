import { lstat } from "node:fs/promises";
import { join } from "node:path";
import { importScoring as importFrom, readText, SCORING_SYSTEMS, type ScoringSystem } from "@plumbline/connectors";
import type { Model } from "@plumbline/scoring";
import { stringify } from "yaml";
import { type Command, NO, Refusal, type World, YES } from "../command.ts";
import { writeNew } from "../write-new.ts";

export const importScoring: Command = {
  usage: `${SCORING_SYSTEMS.join("|")} FILE.json [--out FOLDER]`,
  takes: 2,
  options: { out: { type: "string", placeholder: "FOLDER", words: "modelsOut" } },
  run: async ({ options, rest: [system, file] }, world) => {
    const { faults, imported } = world.say.cli;
    if (system === undefined || file === undefined) throw new Refusal(faults.missingArgument("SYSTEM FILE"));
    if (!isSystem(system)) throw new Refusal(faults.badChoice("SYSTEM", system, SCORING_SYSTEMS));
    const found = importFrom(system, await readJson(file, world));
    if (!found.ok) throw new Refusal(imported.notThisFormat(file, system, found.path.join(".")));
    if (options["json"]) world.out.write(`${JSON.stringify(found)}\n`);
    if (typeof options["out"] === "string") await writeModels(options["out"], found.models, world);
    else if (!options["json"]) {
      // A file is one model; of several, no text could be made that is one.
      if (found.models.length > 1) throw new Refusal(imported.several(file, found.models.length));
      world.out.write(found.models.map(asYaml).join(""));
    }
    for (const { model, rules } of found.models) world.err.write(`${model}: ${imported.rules(rules.length)}\n`);
    for (const { what, why } of found.leftOut) world.err.write(`${imported.left(what, imported.why[why]())}\n`);
    return found.models.length > 0 ? YES : NO;
  },
};

async function readJson(file: string, { say }: World): Promise<unknown> {
  const text = await readText(file);
  try {
    return JSON.parse(text ?? "");
  } catch {
    throw new Refusal(say.cli.imported.notJson(file));
  }
}

/** Each model becomes a file called as it is; nothing is written where one of the files is there already. */
async function writeModels(folder: string, models: readonly Model[], world: World): Promise<void> {
  const { faults, written } = world.say.cli;
  const files = namesFor(models).map((name, i) => [join(folder, `${name}.yaml`), models[i] as Model] as const);
  for (const [file] of files) if (await isThere(file)) throw new Refusal(faults.fileExists(file));
  for (const [file, model] of files) {
    await writeNew(file, asYaml(model), world);
    world.err.write(`${written(file)}\n`);
  }
}

/** Of two models with one name, as file systems know names, the later gets the first number that no other has. */
function namesFor(models: readonly Model[]): string[] {
  const taken = new Set<string>();
  return models.map(({ model }) => {
    let name = model;
    for (let times = 2; taken.has(name.toLowerCase()); times++) name = `${model} ${times}`;
    taken.add(name.toLowerCase());
    return name;
  });
}

/** A folder that cannot be read is no answer to this: writing into it says what is wrong. */
function isThere(file: string): Promise<boolean> {
  return lstat(file).then(
    () => true,
    () => false,
  );
}

function asYaml(model: Model): string {
  return stringify(model, { lineWidth: 110 });
}

function isSystem(name: string): name is ScoringSystem {
  return (SCORING_SYSTEMS as readonly string[]).includes(name);
}
