import { type Names, namesOf } from "@plumbline/phrases";
import {
  bandOn,
  type CompiledModel,
  type Day,
  diffModels,
  fromPoints,
  type Json,
  type Model,
  type ModelChange,
  totalOf,
} from "@plumbline/scoring";
import { ARTEFACT_OPTION, artefactOption, compileWith } from "../artefact-option.ts";
import { type Command, Refusal, type World, YES } from "../command.ts";
import type { Candidate } from "../gather.ts";
import { GATHER_OPTIONS, gatherFrom } from "../gather-options.ts";
import { loadModel } from "../load-model.ts";
import { printable, table } from "../table.ts";
import { DAY_OPTION, dayOption, ZONE_OPTION, zoneOption } from "../time-options.ts";

export const diff: Command = {
  usage: "BEFORE.yaml AFTER.yaml [--leads FILE] [--events FILE]",
  takes: 2,
  options: { ...ARTEFACT_OPTION, ...GATHER_OPTIONS, ...DAY_OPTION, ...ZONE_OPTION },
  run: async ({ options, rest: [first, second] }, world) => {
    const { faults } = world.say.cli;
    if (first === undefined || second === undefined)
      throw new Refusal(faults.missingArgument("BEFORE.yaml AFTER.yaml"));
    const [before, after] = [await loadModel(first, world), await loadModel(second, world)];
    const changes = diffModels(before, after);
    const hasData = options["leads"] !== undefined || options["events"] !== undefined;
    const moves = hasData ? await compareOn(options, before, after, world) : undefined;
    if (options["json"]) world.out.write(`${JSON.stringify({ changes, ...moves })}\n`);
    else world.out.write(changeText(changes, before, after, world) + (moves ? moveText(moves, world) : ""));
    return YES;
  },
};

/** Who is where before and after. */
type Moves = {
  readonly moved: readonly { readonly lead: string; readonly from: string | null; readonly to: string | null }[];
  readonly bands: readonly {
    readonly band: string | null;
    readonly before: number;
    readonly after: number;
    readonly enter: number;
    readonly leave: number;
  }[];
  /** Leads by tenths of the range of all totals of both models; the bounds are points. */
  readonly distribution: readonly {
    readonly from: number;
    readonly to: number;
    readonly before: number;
    readonly after: number;
  }[];
};

async function compareOn(
  options: Parameters<typeof gatherFrom>[0],
  before: Model,
  after: Model,
  world: World,
): Promise<Moves> {
  const zone = zoneOption(options, world);
  const today = dayOption(options, zone, world);
  if ((before.of ?? "lead") !== (after.of ?? "lead")) throw new Refusal(world.say.cli.faults.leadsAndAccounts());
  const reader = await artefactOption(options, zone, world);
  const [was, becomes] = [compileWith(before, reader, zone, world), compileWith(after, reader, zone, world)];
  const { candidates } = await gatherFrom(options, [before, after], zone, today, world, reader ? [reader] : []);
  const [old, now] = [placesOf(was, candidates, today), placesOf(becomes, candidates, today)];
  const moved = candidates.flatMap(({ id }, i) => {
    const [from, to] = [old[i]?.band ?? null, now[i]?.band ?? null];
    return from === to ? [] : [{ lead: id, from, to }];
  });
  const names = [...new Set([...(before.bands ?? []), ...(after.bands ?? [])].map(({ name }) => name)), null];
  const inBand = (places: readonly Place[], band: string | null) =>
    places.filter((place) => place.band === band).length;
  const bands = names.map((band) => ({
    band,
    before: inBand(old, band),
    after: inBand(now, band),
    enter: moved.filter(({ to }) => to === band).length,
    leave: moved.filter(({ from }) => from === band).length,
  }));
  return {
    moved,
    bands: bands.filter(({ band, before: a, after: b }) => band !== null || a + b > 0),
    distribution: distributionOf(old, now),
  };
}

type Place = { readonly total: number | undefined; readonly band: string | null };

function placesOf(compiled: CompiledModel, candidates: readonly Candidate[], today: Day): Place[] {
  return candidates.map(({ facts }) => {
    const total = totalOf(compiled, facts, today);
    return {
      total: total === undefined ? undefined : fromPoints(total),
      band: bandOn(compiled, facts, today)?.band ?? null,
    };
  });
}

function distributionOf(old: readonly Place[], now: readonly Place[]): Moves["distribution"] {
  const totals = [...old, ...now].flatMap(({ total }) => (total === undefined ? [] : [total]));
  if (totals.length === 0) return [];
  const low = Math.floor(totals.reduce((least, total) => Math.min(least, total)) / 10) * 10;
  const high = totals.reduce((most, total) => Math.max(most, total));
  const width = Math.max(10, Math.ceil((high - low + 1) / 100) * 10);
  const tenths = Array.from({ length: Math.floor((high - low) / width) + 1 }, (_, i) => ({
    from: low + i * width,
    to: low + (i + 1) * width,
  }));
  const count = (places: readonly Place[], from: number, to: number) =>
    places.filter(({ total }) => total !== undefined && total >= from && total < to).length;
  return tenths.map(({ from, to }) => ({ from, to, before: count(old, from, to), after: count(now, from, to) }));
}

function changeText(changes: readonly ModelChange[], before: Model, after: Model, { say: { cli } }: World): string {
  if (changes.length === 0) return `${cli.diff.same()}\n`;
  const [was, becomes] = [namesOf(before), namesOf(after)];
  return changes
    .map((change) => {
      const now = calledIn(becomes, change);
      return `${printable(changeWords(change, now === change.name ? calledIn(was, change) : now, cli))}\n`;
    })
    .join("");
}

function calledIn(names: Names, { part, name }: ModelChange): string {
  return part in names ? names[part as keyof Names](name) : name;
}

function changeWords(change: ModelChange, called: string, { diff: say, kinds }: World["say"]["cli"]): string {
  const { part } = change;
  const kind = kinds[part];
  if (change.kind !== "changed") return say[change.kind](kind, called);
  const { field, from, to } = change;
  if (part === "rule" && field === "points" && typeof from === "number" && typeof to === "number")
    return say.points(called, from * 100, to * 100);
  // There is one total, and it has no name.
  return say.changed(part === "total" ? kind : say.named(kind, called), field, shown(from), shown(to));
}

function shown(value: Json): string {
  return value === null ? "–" : JSON.stringify(value);
}

const BAR = 30;
const NAMED = 10;

function moveText({ moved, bands, distribution }: Moves, { say: { cli, figures }, columns }: World): string {
  const { diff: say } = cli;
  const whole = bands.reduce((sum, { before }) => sum + before, 0) || 1;
  const bandRows = bands.map(({ band, before, after, enter, leave }) => [
    printable(band ?? "–"),
    say.share(before, before / whole),
    say.share(after, after / whole),
    enter + leave === 0 ? "" : `+${figures.number(enter)} −${figures.number(leave)}`,
  ]);
  const largest = distribution.reduce((most, { before, after }) => Math.max(most, before, after), 1);
  const bar = (count: number) => "█".repeat(Math.ceil((count / largest) * BAR)).padEnd(BAR);
  const tenths = distribution.map(({ from, to, before, after }) => [
    `${figures.number(from)}…${figures.number(to)}`,
    figures.number(before),
    bar(before),
    figures.number(after),
    bar(after).trimEnd(),
  ]);
  const named = moved
    .slice(0, NAMED)
    .map(({ lead, from, to }) => `${printable(lead)}: ${from ?? "–"} → ${to ?? "–"}\n`);
  const head = ["", say.before, say.after, ""];
  return [
    "\n",
    moved.length === 0 ? `${say.unmoved()}\n` : "",
    table([head, ...bandRows], new Set([1, 2]), columns),
    "\n",
    table([["", "", say.before, "", say.after], ...tenths], new Set([1, 3]), columns),
    named.length > 0 ? "\n" : "",
    ...named,
    moved.length > NAMED ? `… ${figures.number(moved.length - NAMED)}\n` : "",
  ].join("");
}
