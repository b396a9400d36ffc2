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
  type Target,
  type Truth,
} from "@plumbline/learning";
import { compile, type Day, type Model, measurerFor, readsAccounts, type Zone } from "@plumbline/scoring";
import { type Command, type Given, NO, Refusal, type World, YES } from "../command.ts";
import { type GatheredCrowd, gatherCrowd } from "../gather-crowd.ts";
import { loadModel } from "../load-model.ts";
import { printable, table } from "../table.ts";
import { DAY_OPTION, dayOption, ZONE_OPTION, zoneOption } from "../time-options.ts";

const TARGETS = ["opportunity", "won", "accepted"] as const;
const HORIZON = 90;
const YEAR = 365;

export const backtest: Command = {
  usage: "--model LIVE.yaml --draft DRAFT.yaml [--leads FILE] [--events FILE] [--outcomes FILE]",
  options: {
    model: { type: "string", placeholder: "FILE" },
    draft: { type: "string", placeholder: "FILE" },
    ...{ leads: { type: "string", placeholder: "FILE" }, events: { type: "string", placeholder: "FILE" } },
    outcomes: { type: "string", placeholder: "FILE" },
    target: { type: "string", placeholder: TARGETS.join("|") },
    horizon: { type: "string", placeholder: "DAYS" },
    "per-week": { type: "string", placeholder: "N" },
    seed: { type: "string", placeholder: "N" },
    ...{ map: { type: "string", placeholder: "FILE" }, encoding: { type: "string", placeholder: "ENCODING" } },
    "join-by-email": { type: "boolean" },
    ...DAY_OPTION,
    ...ZONE_OPTION,
  },
  run: async ({ options }, world) => {
    const [live, draft] = [await modelOption(options, "model", world), await modelOption(options, "draft", world)];
    if (live.of === "account" || draft.of === "account") throw new Refusal(world.say.cli.faults.leadsAndAccounts());
    const zone = zoneOption(options, world);
    const asked = askedBy(options, world);
    const gathered = await gatherCrowd(options, zone, world);
    const plan = planFor([live, draft], zone, knownUntil(options, gathered, zone, world), asked);
    const found = newMomentTable(plan);
    const joinByEmail = options["join-by-email"] !== false;
    for (const group of groupsOf(gathered.crowd, { joinByEmail, readsAccounts: plan.readsAccounts })) {
      liveThrough(found, plan, group);
    }
    const [first, second] = plan.models;
    if (!first || !second) return NO;
    const result = backtestOf(found, { live: first, draft: second, perWeek: asked.perWeek });
    if (gathered.crowd.listed.size > 0) world.err.write(`${world.say.cli.backtest.undated()}\n`);
    world.out.write(options["json"] ? `${JSON.stringify(result)}\n` : told(result, world));
    return result.auc.enough ? YES : NO;
  },
};

type Options = Given["options"];
type Asked = {
  readonly target: Target;
  readonly horizon: number;
  readonly seed: number;
  readonly perWeek: number | undefined;
};

function modelOption(options: Options, name: "model" | "draft", world: World): Promise<Model> {
  const given = options[name];
  if (typeof given !== "string") throw new Refusal(world.say.cli.faults.missingOption(`--${name}`));
  return loadModel(given, world);
}

function askedBy(options: Options, { say }: World): Asked {
  const target = options["target"] ?? "won";
  const known = TARGETS.find((one) => one === target);
  if (!known) throw new Refusal(say.cli.faults.badChoice("--target", String(target), TARGETS));
  const number = (name: string): number | undefined => {
    const given = options[name];
    if (typeof given !== "string") return undefined;
    if (!/^[1-9]\d{0,8}$/.test(given)) throw new Refusal(say.cli.faults.badNumber(`--${name}`, given));
    return Number(given);
  };
  return {
    target: known,
    horizon: number("horizon") ?? HORIZON,
    seed: number("seed") ?? 1,
    perWeek: number("per-week"),
  };
}

/** The last day of which all is known: that before the day that is named, or before the last event's end. */
function knownUntil(options: Options, { lastEvent }: GatheredCrowd, zone: Zone, world: World): Day {
  if (typeof options["as-of"] === "string" || lastEvent === undefined) return dayOption(options, zone, world) - 1;
  return zone.dayOf(lastEvent) - 1;
}

function planFor(models: readonly Model[], zone: Zone, until: Day, { target, horizon, seed }: Asked): MomentPlan {
  return {
    models: models.map((model) => compile(model, zone)),
    measurer: measurerFor(models, zone),
    readsAccounts: models.some(readsAccounts),
    ...{ zone, target, horizon, seed, knownUntil: until, from: until - horizon - YEAR + 1, to: until - horizon },
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
