import { editModelText } from "@plumbline/connectors";
import {
  addToSurvey,
  candidatesOf,
  groupsOf,
  liveThrough,
  type MomentPlan,
  newMomentTable,
  newSurvey,
  type Proposal,
  type Proposals,
  proposalsOf,
  type ThresholdGoal,
  type ToldGroup,
} from "@plumbline/learning";
import { type CompiledModel, compile, type Day, measurerFor, type PredictionReader } from "@plumbline/scoring";
import { ARTEFACT_OPTION, artefactOption, compileWith } from "../artefact-option.ts";
import { type AskedPast, askedPast, knownUntil, PAST_OPTIONS } from "../asked-past.ts";
import { type Command, type Given, NO, Refusal, type World, YES } from "../command.ts";
import { gatherCrowd } from "../gather-crowd.ts";
import { loadWithText } from "../load-model.ts";
import { sayProposals } from "../say-proposals.ts";
import { DAY_OPTION, ZONE_OPTION, zoneOption } from "../time-options.ts";
import { wholeOption } from "../whole-option.ts";
import { writeNew } from "../write-new.ts";

const FILE = { type: "string", placeholder: "FILE" } as const;

export const propose: Command = {
  usage: "--model MODEL.yaml [--leads FILE] [--events FILE] [--outcomes FILE] [--out NEW.yaml]",
  options: {
    model: FILE,
    ...ARTEFACT_OPTION,
    ...PAST_OPTIONS,
    "per-week": { type: "string", placeholder: "N" },
    cost: { type: "string", placeholder: "N" },
    value: { type: "string", placeholder: "N" },
    band: { type: "string", placeholder: "NAME" },
    accept: { type: "string", placeholder: "ID,…" },
    out: { ...FILE, words: "draftOut" },
    ...DAY_OPTION,
    ...ZONE_OPTION,
  },
  run: async ({ options }, world) => {
    const { cli } = world.say;
    const file = options["model"];
    if (typeof file !== "string") throw new Refusal(cli.faults.missingOption("--model"));
    const { model, text } = await loadWithText(file, world);
    if (model.of === "account") throw new Refusal(cli.faults.leadsAndAccounts());
    const goal = goalOf(options, world);
    const zone = zoneOption(options, world);
    const asked = askedPast(options, world);
    const reader = await artefactOption(options, zone, world);
    const compiled = compileWith(model, reader, zone, world);
    const gathered = await gatherCrowd(options, zone, world);
    const until = knownUntil(options, gathered, zone, world);
    const joinByEmail = options["join-by-email"] !== false;
    const groups = [...groupsOf(gathered.crowd, { joinByEmail, readsAccounts: compiled.readsAccounts })];
    const band = typeof options["band"] === "string" ? options["band"] : undefined;
    const found = foundIn(groups, compiled, reader ? [reader] : [], { ...asked, until }, { goal, band });
    if (gathered.crowd.listed.size > 0) world.err.write(`${cli.backtest.undated()}\n`);
    world.out.write(options["json"] ? `${JSON.stringify(found)}\n` : sayProposals(found, model, world));
    const target = options["out"];
    if (typeof target === "string") await write({ file, text }, target, acceptedOf(found, options, world), world);
    return found.proposals.length > 0 ? YES : NO;
  },
};

type Options = Given["options"];
type Wanted = { readonly goal: ThresholdGoal | undefined; readonly band: string | undefined };

/** Looks twice at the leads: at what can be asked of them at all, then at what it was on a day of each. */
function foundIn(
  groups: readonly ToldGroup[],
  compiled: CompiledModel,
  readers: readonly PredictionReader[],
  { until, target, horizon, seed, period }: AskedPast & { readonly until: Day },
  wanted: Wanted,
): Proposals {
  const { model, zone } = compiled;
  const survey = newSurvey();
  for (const group of groups) addToSurvey(survey, group);
  const candidates = candidatesOf(survey, model);
  const plan: MomentPlan = {
    models: [compiled],
    probe: compile(candidates.probe, zone),
    measurer: measurerFor([model, candidates.probe], zone, readers),
    readsAccounts: compiled.readsAccounts,
    ...{ zone, target, horizon, seed, knownUntil: until, from: until - horizon - period + 1, to: until - horizon },
  };
  const table = newMomentTable(plan);
  for (const group of groups) liveThrough(table, plan, group);
  return proposalsOf(table, { compiled, candidates, seed, ...wanted });
}

/** By capacity, or by cost and value; undefined where neither is asked for. */
function goalOf(options: Options, world: World): ThresholdGoal | undefined {
  const { faults } = world.say.cli;
  const money = (name: string): number | undefined => {
    const given = options[name];
    if (typeof given !== "string") return undefined;
    const read = /^\d{1,9}(\.\d{1,4})?$/.test(given) ? Number(given) : 0;
    if (read <= 0) throw new Refusal(faults.badNumber(`--${name}`, given));
    return read;
  };
  const perWeek = wholeOption(options, "per-week", world);
  const [cost, value] = [money("cost"), money("value")];
  if (perWeek !== undefined) return { kind: "capacity", perWeek };
  if (cost === undefined && value === undefined) return undefined;
  if (cost === undefined) throw new Refusal(faults.missingOption("--cost"));
  if (value === undefined) throw new Refusal(faults.missingOption("--value"));
  return { kind: "profit", valuePerConversion: value, costPerLead: cost };
}

/** Those that are named; else all, without a threshold that was chosen for other points than the draft will have. */
function acceptedOf({ proposals }: Proposals, options: Options, world: World): readonly Proposal[] {
  const { cli } = world.say;
  const accept = options["accept"];
  if (typeof accept !== "string") {
    const movesTotals = proposals.some(({ kind }) => kind === "points" || kind === "rule");
    const kept = proposals.filter(({ kind }) => kind !== "thresholds" || !movesTotals);
    if (kept.length < proposals.length) world.err.write(`${cli.propose.thresholdLater()}\n`);
    return kept;
  }
  const ids = accept.split(",").map((id) => id.trim());
  const known = proposals.map(({ id }) => id);
  const unknown = ids.find((id) => !known.includes(id));
  if (unknown !== undefined) throw new Refusal(cli.faults.badChoice("--accept", unknown, known));
  return proposals.filter(({ id }) => ids.includes(id));
}

/** Writes the model with some proposals made; comments and order stay. */
async function write(
  { file, text }: { readonly file: string; readonly text: string },
  target: string,
  accepted: readonly Proposal[],
  world: World,
): Promise<void> {
  const { cli } = world.say;
  const edited = editModelText(
    text,
    accepted.flatMap(({ edits }) => edits),
  );
  if (!edited.ok) throw new Refusal(cli.propose.cannotEdit(file));
  await writeNew(target, edited.text, world);
  world.err.write(`${cli.written(target)}\n`);
}
