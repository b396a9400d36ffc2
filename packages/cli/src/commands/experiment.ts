import { newReport, openInput, readCells } from "@plumbline/connectors";
import {
  assignArm,
  bayesianView,
  decideExperiment,
  type ExperimentPlan,
  type ExperimentState,
  lookAtExperiment,
  newExperiment,
  type SampleRatio,
  type Sight,
  sampleSizeForRates,
  wilson,
} from "@plumbline/learning";
import { csvCell, sayReject } from "@plumbline/phrases";
import { suggest } from "@plumbline/scoring";
import { type Command, type Given, NO, Refusal, type World, YES } from "../command.ts";
import { printable, table } from "../table.ts";

const WORKS = ["plan", "assign", "analyse"] as const;
const DEFAULTS = { power: 0.8, alpha: 0.05, difference: 0.01 };
const YES_WORDS = new Set(["1", "true", "yes", "y"]);
const NO_WORDS = new Set(["", "0", "false", "no", "n"]);

export const experiment: Command = {
  usage: "plan --baseline RATE --difference RATE | assign FILE --name NAME | analyse FILE [--arms CONTROL,TREATMENT]",
  takes: 2,
  options: {
    baseline: { type: "string", placeholder: "RATE" },
    difference: { type: "string", placeholder: "RATE" },
    power: { type: "string", placeholder: "SHARE" },
    alpha: { type: "string", placeholder: "SHARE" },
    arms: { type: "string", placeholder: "NAME=WEIGHT,…" },
    name: { type: "string", placeholder: "NAME" },
    unit: { type: "string", placeholder: "COLUMN,…" },
  },
  run: async ({ options, rest: [work, file] }, world) => {
    const { faults } = world.say.cli;
    if (work === "plan" && file !== undefined) throw new Refusal(faults.surplus(file));
    if (work === "plan") return plan(options, world);
    if (work === undefined) throw new Refusal(faults.missingArgument(WORKS.join("|")));
    if (work !== "assign" && work !== "analyse") throw new Refusal(faults.badChoice("experiment", work, WORKS));
    if (file === undefined) throw new Refusal(faults.missingArgument("FILE"));
    return work === "assign" ? assign(options, file, world) : analyse(options, file, world);
  },
};

type Options = Given["options"];
type Arms = ExperimentPlan["arms"];

function plan(options: Options, world: World): number {
  const { cli, figures } = world.say;
  const say = cli.experiment;
  const baseline = shareOption(options, "baseline", world);
  const difference = shareOption(options, "difference", world);
  const arms = armsOption(options, world);
  const [control, treatment] = arms.map(({ weight }) => weight) as [number, number];
  const needed = sampleSizeForRates(baseline, difference, {
    power: shareOption(options, "power", world, DEFAULTS.power),
    // Each treatment has its part, as the analysis gives it.
    alpha: shareOption(options, "alpha", world, DEFAULTS.alpha) / (arms.length - 1),
    share: treatment / (control + treatment),
  });
  if (options["json"]) world.out.write(`${JSON.stringify({ needed })}\n`);
  else if (!needed) world.out.write(`${say.nothingToFind()}\n`);
  else {
    const rows = [
      ["", say.control, say.treatment],
      [say.once, figures.number(needed.control), figures.number(needed.treatment)],
      [say.anytime, figures.number(needed.sequential.control), figures.number(needed.sequential.treatment)],
    ];
    world.out.write(table(rows, new Set([1, 2]), world.columns));
  }
  return needed ? YES : NO;
}

async function assign(options: Options, file: string, world: World): Promise<number> {
  const name = options["name"];
  if (typeof name !== "string") throw new Refusal(world.say.cli.faults.missingOption("--name"));
  const arms = armsOption(options, world);
  const columns = typeof options["unit"] === "string" ? options["unit"].split(",") : ["unit"];
  if (!options["json"]) world.out.write("unit,arm\n");
  let unitless = 0;
  for await (const { cells } of rowsOf(file, columns, world)) {
    const unit = cells.find((cell) => cell !== "");
    if (unit === undefined) {
      unitless += 1;
      continue;
    }
    const arm = assignArm(name, unit, arms) ?? "";
    world.out.write(options["json"] ? `${JSON.stringify({ unit, arm })}\n` : `${csvCell(unit)},${csvCell(arm)}\n`);
  }
  tellUnitless(unitless, world);
  return YES;
}

async function analyse(options: Options, file: string, world: World): Promise<number> {
  const arms = armsOption(options, world);
  const { units, mixed } = await readUnits(options, file, arms, world);
  const stated: ExperimentPlan = {
    alpha: shareOption(options, "alpha", world, DEFAULTS.alpha),
    difference: shareOption(options, "difference", world, DEFAULTS.difference),
    ...{ arms, guards: [], leastDays: 0, mostDays: Number.POSITIVE_INFINITY },
  };
  const sight: Sight = {
    daysRun: 0,
    arms: arms.map(({ name }) => {
      const own = units.filter(({ arm }) => arm === name);
      const outcomes = { leads: own.length, converted: own.filter(({ converted }) => converted).length };
      return { enrolled: own.length, outcomes, guards: [] };
    }),
  };
  const state = lookAtExperiment(stated, newExperiment(stated), sight);
  const decision = decideExperiment(stated, state);
  if (options["json"]) {
    const counts = arms.map(({ name }, i) => ({ arm: name, ...sight.arms[i]?.outcomes }));
    const { ratio, treatments } = state;
    world.out.write(`${JSON.stringify({ arms: counts, mixed, ratio, treatments, decision })}\n`);
  } else {
    world.out.write(armTable(arms, sight, world));
    if (mixed > 0) world.out.write(`${world.say.cli.experiment.mixed(mixed)}\n`);
    if (state.ratio) world.out.write(`${sayRatio(state.ratio, world)}\n`);
    // Of arms that were not filled as planned, a difference means nothing.
    for (const [i, one] of decision.because.kind === "sample-ratio" ? [] : state.treatments.entries()) {
      world.out.write(`${sayTreatment(one, sight, i + 1, world)}\n`);
    }
  }
  return decision.because.kind === "not-enough" || decision.because.kind === "sample-ratio" ? NO : YES;
}

type Unit = { readonly arm: string; readonly converted: boolean };

/** A unit counts once, however many rows it has; one that stands in two arms tells nothing of either. */
async function readUnits(options: Options, file: string, arms: Arms, world: World) {
  const { faults } = world.say.cli;
  const names = arms.map(({ name }) => name);
  const unitColumn = typeof options["unit"] === "string" ? options["unit"] : "unit";
  const known = new Map<string, Unit>();
  const mixed = new Set<string>();
  let unitless = 0;
  for await (const { line, cells } of rowsOf(file, [unitColumn, "arm", "converted"], world)) {
    const [unit = "", arm = "", said = ""] = cells;
    if (unit === "") {
      unitless += 1;
      continue;
    }
    const word = said.toLowerCase();
    if (!YES_WORDS.has(word) && !NO_WORDS.has(word)) throw new Refusal(faults.badOutcome(line, said));
    if (!names.includes(arm)) throw new Refusal(faults.unknownArm({ line, arm, suggestion: suggest(arm, names) }));
    const before = known.get(unit);
    if (before && before.arm !== arm) mixed.add(unit);
    known.set(unit, { arm, converted: YES_WORDS.has(word) || before?.converted === true });
  }
  tellUnitless(unitless, world);
  return { units: [...known].flatMap(([unit, one]) => (mixed.has(unit) ? [] : [one])), mixed: mixed.size };
}

function tellUnitless(rows: number, { err, say: { cli } }: World): void {
  if (rows > 0) err.write(`${cli.experiment.withoutUnit(rows)}\n`);
}

async function* rowsOf(file: string, columns: readonly string[], world: World) {
  const input = await openInput(file, {});
  const report = newReport();
  const onReject = ({ line, reason }: { line: number; reason: Parameters<typeof sayReject>[1] }) =>
    void world.err.write(`${file}:${line}: ${sayReject(world.say, reason)}\n`);
  for await (const rows of readCells(input, columns, { report, onReject })) yield* rows;
}

function armTable(arms: Arms, sight: Sight, { say: { cli, figures }, columns }: World): string {
  const { experiment: say } = cli;
  const rows = arms.map(({ name }, i) => {
    const { leads, converted } = sight.arms[i]?.outcomes ?? { leads: 0, converted: 0 };
    const { low, high } = wilson(converted, leads);
    const rate = `${figures.percent(converted / leads)} (${figures.percent(low)} … ${figures.percent(high)})`;
    return [printable(name), figures.number(leads), figures.number(converted), leads > 0 ? rate : "–"];
  });
  return table([[say.arm, say.units, say.converted, say.rate], ...rows], new Set([1, 2, 3]), columns);
}

function sayRatio({ p, isBroken }: SampleRatio, { say: { cli, figures } }: World): string {
  const words = p < 0.001 ? `p < ${figures.percent(0.001)}` : `p = ${figures.percent(p)}`;
  return isBroken ? cli.experiment.ratioBroken(words) : cli.experiment.ratioFine(words);
}

function sayTreatment(
  { name, standing, missing }: ExperimentState["treatments"][number],
  sight: Sight,
  at: number,
  world: World,
): string {
  const { cli, figures } = world.say;
  const { experiment: say } = cli;
  const [control, own] = [sight.arms[0]?.outcomes, sight.arms[at]?.outcomes];
  if (missing.length > 0 || !control || !own) return say.notEnough(printable(name));
  const { percent } = figures;
  const difference = percent(own.converted / own.leads - control.converted / control.leads);
  const words = `${difference} (${percent(standing.low)} … ${percent(standing.high)})`;
  const better = percent(bayesianView(control, own).better);
  if (standing.low > 0) return say.better(printable(name), words, better);
  return standing.high < 0 ? say.worse(printable(name), words, better) : say.undecided(printable(name), words, better);
}

function shareOption(options: Options, name: string, { say }: World, otherwise?: number): number {
  const given = options[name];
  if (typeof given !== "string") {
    if (otherwise !== undefined) return otherwise;
    throw new Refusal(say.cli.faults.missingOption(`--${name}`));
  }
  const value = /^0?\.\d{1,15}$/.test(given) ? Number(given) : 0;
  if (!(value > 0 && value < 1)) throw new Refusal(say.cli.faults.badShare(`--${name}`, given));
  return value;
}

/** `live=2,draft=1`; a weight that is not said is 1. */
function armsOption(options: Options, { say }: World): Arms {
  const given = typeof options["arms"] === "string" ? options["arms"] : "control,treatment";
  const arms = given.split(",").map((part) => {
    const [, name = "", weight = "1"] = /^(.+?)(?:=(\d{1,6}(?:\.\d{1,6})?))?$/.exec(part.trim()) ?? [];
    return { name, weight: Number(weight) };
  });
  if (arms.some(({ name, weight }) => name === "" || !(weight > 0))) {
    throw new Refusal(say.cli.faults.badArms("--arms", given));
  }
  if (arms.length < 2 || new Set(arms.map(({ name }) => name)).size < arms.length) {
    throw new Refusal(say.cli.faults.fewArms());
  }
  return arms;
}
