import { type Command, NO, Refusal, YES } from "../command.ts";
import { problemLines, readModel } from "../load-model.ts";

export const validate: Command = {
  usage: "MODEL.yaml …",
  takes: Number.POSITIVE_INFINITY,
  options: {},
  run: async ({ options, rest }, world) => {
    const { cli } = world.say;
    if (rest.length === 0) throw new Refusal(cli.faults.missingArgument("MODEL.yaml"));
    const results: { file: string; valid: boolean; problems: unknown[] }[] = [];
    for (const file of rest) {
      const { read: found } = await readModel(file);
      const problems = found.ok ? [] : found.problems;
      const lines = problemLines(file, problems, world);
      results.push({ file, valid: found.ok, problems: problems.map((one, i) => ({ ...one, message: lines[i] })) });
      if (options["json"]) continue;
      for (const line of lines) world.out.write(`${line}\n`);
      world.out.write(`${found.ok ? cli.valid(file) : cli.invalid(file, problems.length)}\n`);
    }
    if (options["json"]) world.out.write(`${JSON.stringify(results)}\n`);
    return results.every(({ valid }) => valid) ? YES : NO;
  },
};
