import { constants } from "node:fs";
import { copyFile } from "node:fs/promises";
import { findPreset, presetNames } from "@plumbline/connectors";
import { suggest } from "@plumbline/scoring";
import { type Command, Refusal, YES } from "../command.ts";

export const init: Command = {
  usage: "PRESET [FILE]",
  options: {},
  run: async ({ options, rest: [preset, file = `${preset}.yaml`] }, world) => {
    const { cli } = world.say;
    if (preset === undefined) throw new Refusal(cli.faults.missingArgument("PRESET"));
    const source = await findPreset(preset);
    if (source === undefined) {
      throw new Refusal(cli.faults.unknownPreset({ preset, suggestion: suggest(preset, await presetNames()) }));
    }
    try {
      await copyFile(source, file, constants.COPYFILE_EXCL);
    } catch (error) {
      const { code = "" } = error as NodeJS.ErrnoException;
      throw new Refusal(code === "EEXIST" ? cli.faults.fileExists(file) : cli.faults.cannotWrite(file, code));
    }
    world.out.write(options["json"] ? `${JSON.stringify({ preset, file })}\n` : `${cli.written(file)}\n`);
    return YES;
  },
};
