import { presetNames } from "@plumbline/connectors";
import { type Command, YES } from "../command.ts";
import { loadModel } from "../load-model.ts";
import { table } from "../table.ts";

export const presets: Command = {
  usage: "",
  options: {},
  run: async ({ options }, world) => {
    const models = await Promise.all(
      (await presetNames()).map(async (name) => ({ name, model: await loadModel(name, world) })),
    );
    if (options["json"]) {
      world.out.write(
        `${JSON.stringify(models.map(({ name, model: { label, note, of = "lead" } }) => ({ name, label, note, of })))}\n`,
      );
    } else {
      world.out.write(
        table(
          models.map(({ name, model }) => [name, model.label ?? ""]),
          new Set(),
          world.columns,
        ),
      );
    }
    return YES;
  },
};
