import { readFile } from "node:fs/promises";
import { importScoring as importFrom, SCORING_SYSTEMS, type ScoringSystem } from "@plumbline/connectors";
import type { Model } from "@plumbline/scoring";
import { stringify } from "yaml";
import { type Command, NO, Refusal, type World, YES } from "../command.ts";

export const importScoring: Command = {
  usage: `${SCORING_SYSTEMS.join("|")} FILE.json`,
  options: {},
  run: async ({ options, rest: [system, file] }, world) => {
    const { faults, imported } = world.say.cli;
    if (system === undefined || file === undefined) throw new Refusal(faults.missingArgument("SYSTEM FILE"));
    if (!isSystem(system)) throw new Refusal(faults.badChoice("SYSTEM", system, SCORING_SYSTEMS));
    const found = importFrom(system, await readJson(file, world));
    if (!found.ok) throw new Refusal(imported.notThisFormat(file, system, found.path.join(".")));
    world.out.write(options["json"] ? `${JSON.stringify(found)}\n` : found.models.map(asYaml).join("---\n"));
    for (const { model, rules } of found.models) world.err.write(`${model}: ${imported.rules(rules.length)}\n`);
    for (const { what, why } of found.leftOut) world.err.write(`${imported.left(what, imported.why[why]())}\n`);
    return found.models.length > 0 ? YES : NO;
  },
};

async function readJson(file: string, { say }: World): Promise<unknown> {
  const text = await readFile(file, "utf8");
  try {
    return JSON.parse(text);
  } catch {
    throw new Refusal(say.cli.imported.notJson(file));
  }
}

function asYaml(model: Model): string {
  return stringify(model, { lineWidth: 110 });
}

function isSystem(name: string): name is ScoringSystem {
  return (SCORING_SYSTEMS as readonly string[]).includes(name);
}
