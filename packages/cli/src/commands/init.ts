import { readFile } from "node:fs/promises";
import { findPreset, presetNames } from "@plumbline/connectors";
import { suggest } from "@plumbline/scoring";
import { type Command, Refusal, YES } from "../command.ts";
import { writeNew } from "../write-new.ts";

export const init: Command = {
  usage: "PRESET [FILE]",
  takes: 2,
  options: {},
  run: async ({ options, rest: [preset, file = `${preset}.yaml`] }, world) => {
    const { cli } = world.say;
    if (preset === undefined) throw new Refusal(cli.faults.missingArgument("PRESET"));
    const source = await findPreset(preset);
    if (source === undefined) {
      throw new Refusal(cli.faults.unknownPreset({ preset, suggestion: suggest(preset, await presetNames()) }));
    }
    await writeNew(file, await readFile(source, "utf8"), world);
    world.out.write(options["json"] ? `${JSON.stringify({ preset, file })}\n` : `${cli.written(file)}\n`);
    return YES;
  },
};
