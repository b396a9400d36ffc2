import { writeFile } from "node:fs/promises";
import {
  type Artefact,
  addToFeatureSurvey,
  artefactHash,
  type Crowd,
  compileFeatures,
  deriveFeatures,
  groupsOf,
  type Interval,
  type LeftOut,
  liveThrough,
  type MomentPlan,
  type MomentTable,
  newFeatureSurvey,
  newMomentTable,
  type PredictionAnswer,
  trainOnMoments,
  type WebAssemblyLike,
  writeArtefact,
} from "@plumbline/learning";
import { sayLeftOut } from "@plumbline/phrases";
import { type Day, type Model, measurerFor, type Zone } from "@plumbline/scoring";
import version from "../../package.json" with { type: "json" };
import { type AskedPast, askedPast, knownUntil, PAST_OPTIONS } from "../asked-past.ts";
import { type Command, type Given, NO, type World, YES } from "../command.ts";
import { gatherCrowd } from "../gather-crowd.ts";
import { loadModel } from "../load-model.ts";
import { printable, table } from "../table.ts";
import { DAY_OPTION, ZONE_OPTION, zoneOption } from "../time-options.ts";

const FILE = { type: "string", placeholder: "FILE" } as const;
const NAMES = { type: "string", placeholder: "NAMES" } as const;

export const train: Command = {
  usage: "[--model MODEL.yaml] [--leads FILE] [--events FILE] [--outcomes FILE] --out ARTEFACT.json",
  options: {
    model: FILE,
    ...PAST_OPTIONS,
    ...{ protect: NAMES, allow: NAMES },
    out: { ...FILE, words: "artefactOut" },
    ...DAY_OPTION,
    ...ZONE_OPTION,
  },
  run: async ({ options }, world) => {
    const models = typeof options["model"] === "string" ? [await loadModel(options["model"], world)] : [];
    const zone = zoneOption(options, world);
    const asked = askedPast(options, world);
    const gathered = await gatherCrowd(options, zone, world);
    const until = knownUntil(options, gathered, zone, world);
    const joinByEmail = options["join-by-email"] !== false;
    const plan = planFor(gathered.crowd, models, { ...asked, zone, knownUntil: until, joinByEmail });
    const found = newMomentTable(plan);
    for (const group of groupsOf(gathered.crowd, { joinByEmail, readsAccounts: plan.readsAccounts })) {
      liveThrough(found, plan, group);
    }
    const answer = trainOnMoments(found.moments, {
      ...{ target: asked.target, horizon: asked.horizon, seed: asked.seed },
      features: plan.features.set,
      code: version.version,
      wasm: (globalThis as unknown as { readonly WebAssembly: WebAssemblyLike }).WebAssembly,
      protectedFields: namesOption(options, "protect"),
      allowed: namesOption(options, "allow"),
    });
    if (gathered.crowd.listed.size > 0) world.err.write(`${world.say.cli.backtest.undated()}\n`);
    if (answer.kind === "trained" && typeof options["out"] === "string") {
      await writeFile(options["out"], writeArtefact(answer.artefact));
      world.err.write(`${world.say.cli.written(options["out"])}\n`);
    }
    world.out.write(options["json"] ? `${JSON.stringify(plain(answer, found))}\n` : told(answer, found, world));
    return answer.kind === "trained" ? YES : NO;
  },
};

function namesOption(options: Given["options"], name: string): readonly string[] {
  const given = options[name];
  return typeof given === "string" ? given.split(",").map((one) => one.trim()) : [];
}

type Asked = AskedPast & {
  readonly knownUntil: Day;
  readonly zone: Zone;
  readonly joinByEmail: boolean;
};

/** Features from what the files have, and one day of each lead that was open long enough ago. */
function planFor(crowd: Crowd, models: readonly Model[], { joinByEmail, period: _, ...asked }: Asked) {
  const survey = newFeatureSurvey();
  for (const group of groupsOf(crowd, { joinByEmail, readsAccounts: false })) addToFeatureSurvey(survey, group);
  const features = compileFeatures(deriveFeatures(survey, models), asked.zone);
  return {
    models: [],
    measurer: measurerFor([], asked.zone, [features]),
    readsAccounts: features.readsAccounts,
    features,
    ...asked,
    ...{ from: Number.NEGATIVE_INFINITY, to: asked.knownUntil - asked.horizon },
  } satisfies MomentPlan;
}

/** Without the model itself, which is for the file. */
function plain(answer: PredictionAnswer, { leads, moments, left }: MomentTable): object {
  const seen = { leads, moments: moments.length, left };
  if (answer.kind !== "trained") return { ...answer, ...seen };
  const { model, reads: _, features, timing, ...rest } = answer.artefact;
  const { kind } = model;
  const told = { ...rest, features: features.map(({ name }) => name), concordance: timing?.concordance ?? null };
  return { kind: "trained", artefact: artefactHash(answer.artefact), model: kind, ...told, ...seen };
}

function told(answer: PredictionAnswer, found: MomentTable, world: World): string {
  const { training, cli, figures } = world.say;
  const converted = found.moments.reduce((sum, moment) => sum + moment.converted, 0);
  const looked = `${cli.backtest.looked(found.leads, found.moments.length, converted)}\n\n`;
  switch (answer.kind) {
    case "trained":
      return looked + trainedText(answer.artefact, world);
    case "not-enough-data": {
      const [first] = answer.missing;
      return `${looked}${training.notEnough(first?.needed ?? 1, first?.found ?? 0)}\n`;
    }
    case "no-features":
      return `${looked}${training.noFeatures()}\n${leftOutText(answer.leftOut, world)}`;
    case "no-signal": {
      const { auc, aucInterval } = answer.metrics;
      return `${looked}${training.noSignal(ranged(auc, aucInterval, figures.number))}\n${leftOutText(answer.leftOut, world)}`;
    }
  }
}

function trainedText(artefact: Artefact, world: World): string {
  const { training, cli, figures } = world.say;
  const { columns } = world;
  const { metrics, timing, model, features } = artefact;
  const rows = [
    [cli.training.auc, ranged(metrics.auc, metrics.aucInterval, figures.number)],
    [cli.training.gain, ranged(metrics.gain, metrics.gainInterval, fine)],
    [cli.training.calibration, figures.percent(metrics.calibrationError)],
    ...(timing
      ? [
          [
            cli.training.concordance,
            ranged(timing.concordance.concordance, timing.concordance.interval, figures.number),
          ],
        ]
      : []),
  ];
  const head = training.trained(training.models[model.kind], features.length);
  const figuresOf = table(rows, new Set(), columns);
  const hash = cli.training.artefact(artefactHash(artefact));
  return `${head}\n\n${figuresOf}${leftOutText(artefact.leftOut, world)}\n${hash}\n`;
}

function leftOutText(leftOut: readonly LeftOut[], { say, columns }: World): string {
  if (leftOut.length === 0) return "";
  const rows = leftOut.map((one) => [`  ${printable(one.feature)}`, printable(sayLeftOut(say, one))]);
  return `\n${say.cli.training.leftOut}:\n${table(rows, new Set(), columns)}`;
}

/** Log-loss differs in the third decimal. */
const fine = (figure: number): string => figure.toFixed(3).replace("-", "−");

const ranged = (figure: number, { low, high }: Interval, say: (n: number) => string): string =>
  `${say(figure)} (${say(low)} … ${say(high)})`;
