import {
  type Answer,
  type AucDifference,
  type Backtest,
  backtestOf,
  type GroupConversion,
  groupsOf,
  type Interval,
  liveThrough,
  type MomentPlan,
  newMomentTable,
  type Rate,
  type Truth,
} from "@plumbline/learning";
import {
  type CompiledModel,
  type Day,
  type Model,
  measurerFor,
  type PredictionReader,
  type Zone,
} from "@plumbline/scoring";
import { ARTEFACT_OPTION, artefactOption, compileWith } from "../artefact-option.ts";
import { type AskedPast, askedPast, knownUntil, PAST_OPTIONS } from "../asked-past.ts";
import { type Command, type Given, NO, Refusal, type World, YES } from "../command.ts";
import { gatherCrowd } from "../gather-crowd.ts";
import { loadModel } from "../load-model.ts";
import { printable, table } from "../table.ts";
import { DAY_OPTION, ZONE_OPTION, zoneOption } from "../time-options.ts";
import { wholeOption } from "../whole-option.ts";

export const backtest: Command = {
  usage: "--model LIVE.yaml --draft DRAFT.yaml [--leads FILE] [--events FILE] [--outcomes FILE]",
  options: {
    model: { type: "string", placeholder: "FILE" },
    draft: { type: "string", placeholder: "FILE" },
    ...ARTEFACT_OPTION,
    ...PAST_OPTIONS,
    "per-week": { type: "string", placeholder: "N" },
    ...DAY_OPTION,
    ...ZONE_OPTION,
  },
  run: async ({ options }, world) => {
    const [live, draft] = [await modelOption(options, "model", world), await modelOption(options, "draft", world)];
    if (live.of === "account" || draft.of === "account") throw new Refusal(world.say.cli.faults.leadsAndAccounts());
    const zone = zoneOption(options, world);
    const asked = askedPast(options, world);
    const perWeek = wholeOption(options, "per-week", world);
    const reader = await artefactOption(options, zone, world);
    const models = [live, draft].map((model) => compileWith(model, reader, zone, world));
    const gathered = await gatherCrowd(options, zone, world);
    const plan = planFor(models, reader, zone, knownUntil(options, gathered, zone, world), asked);
    const found = newMomentTable(plan);
    const joinByEmail = options["join-by-email"] !== false;
    for (const group of groupsOf(gathered.crowd, { joinByEmail, readsAccounts: plan.readsAccounts })) {
      liveThrough(found, plan, group);
    }
    const [first, second] = plan.models;
    if (!first || !second) return NO;
    const result = backtestOf(found, { live: first, draft: second, perWeek });
    if (gathered.crowd.listed.size > 0) world.err.write(`${world.say.cli.backtest.undated()}\n`);
    world.out.write(options["json"] ? `${JSON.stringify(result)}\n` : told(result, world));
    return result.auc.enough ? YES : NO;
  },
};

type Options = Given["options"];

function modelOption(options: Options, name: "model" | "draft", world: World): Promise<Model> {
  const given = options[name];
  if (typeof given !== "string") throw new Refusal(world.say.cli.faults.missingOption(`--${name}`));
  return loadModel(given, world);
}

function planFor(
  models: readonly CompiledModel[],
  reader: PredictionReader | undefined,
  zone: Zone,
  until: Day,
  { target, horizon, seed, period }: AskedPast,
): MomentPlan {
  return {
    models,
    measurer: measurerFor(
      models.map(({ model }) => model),
      zone,
      reader ? [reader] : [],
    ),
    readsAccounts: models.some((one) => one.readsAccounts),
    ...{ zone, target, horizon, seed, knownUntil: until, from: until - horizon - period + 1, to: until - horizon },
  };
}

function told(result: Backtest, world: World): string {
  const { cli } = world.say;
  const { backtest: say } = cli;
  const { leads, converted } = result.live;
  const parts = [
    `${say.looked(leads.told, leads.taken, converted)}\n`,
    "\n",
    table(figureRows(result, world), new Set([1, 2]), world.columns),
    "\n",
    `${difference(result.auc, world)}\n`,
    "\n",
    bandTable(result.live, say.live, world),
    "\n",
    bandTable(result.draft, say.draft, world),
  ];
  return parts.join("");
}

function figureRows({ live, draft, handOver }: Backtest, { say: { cli, figures } }: World): string[][] {
  const { backtest: say } = cli;
  const auc = ({ auc: own }: Truth) => (own.enough ? ranged(own.auc, own.interval, figures.number) : "–");
  return [
    ["", say.live, say.draft],
    [say.auc, auc(live), auc(draft)],
    ...(handOver
      ? [
          [say.handedOver, figures.number(handOver.leads), figures.number(handOver.leads)],
          [
            say.ofThem,
            rated(handOver.live.conversion, figures.percent),
            rated(handOver.draft.conversion, figures.percent),
          ],
          [
            say.alone,
            say.of(handOver.liveOnly.converted, handOver.liveOnly.leads),
            say.of(handOver.draftOnly.converted, handOver.draftOnly.leads),
          ],
        ]
      : []),
  ];
}

function difference(found: Answer<AucDifference>, { say: { cli, figures } }: World): string {
  const { backtest: say } = cli;
  if (!found.enough) return say.notEnough();
  const words = ranged(found.difference, found.interval, figures.number);
  const { low, high } = found.interval;
  if (low > 0) return say.better(words);
  return high < 0 ? say.worse(words) : say.undecided(words);
}

function bandTable({ bands, weeks }: Truth, title: string, { say: { cli, figures }, columns }: World) {
  const { backtest: say } = cli;
  const perWeek = (band: string | null) =>
    weeks.length === 0 || band === null
      ? ""
      : figures.number(weeks.reduce((sum, { entered }) => sum + (entered[band] ?? 0), 0) / weeks.length);
  const rows = bands.map(({ group, leads, conversion }: GroupConversion<string | null>) => [
    printable(group ?? "–"),
    figures.number(leads),
    conversion ? rated(conversion, figures.percent) : "–",
    perWeek(group),
  ]);
  return table([[title, cli.columns.lead, say.conversion, say.perWeek], ...rows], new Set([1, 2, 3]), columns);
}

const rated = ({ rate, interval }: Rate, say: (n: number) => string): string => ranged(rate, interval, say);
const ranged = (figure: number, { low, high }: Interval, say: (n: number) => string): string =>
  `${say(figure)} (${say(low)} … ${say(high)})`;
