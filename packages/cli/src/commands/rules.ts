import { attainable, fromPoints } from "@plumbline/scoring";
import { type Command, Refusal, YES } from "../command.ts";
import { loadModel } from "../load-model.ts";
import { table } from "../table.ts";

/** Each rule of a model with what it can give at most and its share of the whole (the weight it really has). */
export const rules: Command = {
  usage: "MODEL.yaml",
  takes: 1,
  options: {},
  run: async ({ options, rest: [file] }, world) => {
    const { cli, figures } = world.say;
    if (file === undefined) throw new Refusal(cli.faults.missingArgument("MODEL.yaml"));
    const model = await loadModel(file, world);
    const labels = new Map(model.rules.map(({ id, label }) => [id, label ?? id]));
    const found = attainable(model).sort(
      (a, b) => (b.most ?? Number.POSITIVE_INFINITY) - (a.most ?? Number.POSITIVE_INFINITY),
    );
    if (options["json"]) {
      const plain = found.map(({ most, share, ...one }) => ({
        ...one,
        most: most === null ? null : fromPoints(most),
        share: share === null ? null : share / 10_000,
      }));
      world.out.write(`${JSON.stringify(plain)}\n`);
      return YES;
    }
    const head = [cli.columns.rule, cli.columns.dimension, cli.columns.most, cli.columns.share];
    const rows = found.map(({ rule, dimension, most, share }) => [
      labels.get(rule) ?? rule,
      model.dimensions[dimension]?.label ?? dimension,
      most === null ? "∞" : figures.points(most),
      share === null ? "–" : figures.percent(share / 10_000),
    ]);
    world.out.write(table([head, ...rows], new Set([2, 3]), world.columns));
    return YES;
  },
};
