import { presetNames } from "@plumbline/connectors";
import { type Mismatch, tryExamples } from "@plumbline/scoring";
import { type Command, NO, Refusal, type World, YES } from "../command.ts";
import { loadModel } from "../load-model.ts";
import { ZONE_OPTION, zoneOption } from "../time-options.ts";

export const test: Command = {
  usage: "[MODEL.yaml …]",
  takes: Number.POSITIVE_INFINITY,
  options: { ...ZONE_OPTION },
  run: async ({ options, rest }, world) => {
    const { tests } = world.say.cli;
    const zone = zoneOption(options, world);
    const results: Result[] = [];
    for (const name of rest.length > 0 ? rest : await presetNames()) {
      const tried = tryExamples(await loadModel(name, world), zone);
      if (tried.length === 0 && rest.length > 0) throw new Refusal(`${name}: ${tests.none()}`);
      const own = tried.map(({ name: example, mismatches }) => ({
        model: name,
        example,
        passed: mismatches.length === 0,
        mismatches,
      }));
      if (!options["json"]) world.out.write(resultText(name, own, world));
      results.push(...own);
    }
    const passed = results.filter((one) => one.passed).length;
    const failed = results.length - passed;
    if (options["json"]) world.out.write(`${JSON.stringify({ passed, failed, results })}\n`);
    else if (rest.length !== 1)
      world.out.write(`${tests.passed(passed)}${failed > 0 ? `, ${tests.failed(failed)}` : ""}\n`);
    return failed === 0 ? YES : NO;
  },
};

type Result = {
  readonly model: string;
  readonly example: string;
  readonly passed: boolean;
  readonly mismatches: readonly Mismatch[];
};

/** One line for a model whose examples hold; else each that does not, with what differs. */
function resultText(model: string, results: readonly Result[], { say: { cli } }: World): string {
  const failed = results.filter(({ passed }) => !passed);
  if (failed.length === 0) return `✓ ${model}: ${cli.tests.passed(results.length)}\n`;
  return failed
    .map(({ example, mismatches }) => {
      const lines = mismatches.map(({ what, expected, found }) =>
        cli.tests.mismatch(what, JSON.stringify(expected), JSON.stringify(found ?? null)),
      );
      return [`✗ ${model}: ${example}`, ...lines.map((line) => `    ${line}`), ""].join("\n");
    })
    .join("");
}
