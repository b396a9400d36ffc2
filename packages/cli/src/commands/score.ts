import { csvCell, type Names, namesOf, phrasesOf, sayUnscored } from "@plumbline/phrases";
import { type CompiledModel, formatDay, fromPoints, type Score } from "@plumbline/scoring";
import { ARTEFACT_OPTION, compileAsked } from "../artefact-option.ts";
import { type Command, type Given, NO, Refusal, type World, YES } from "../command.ts";
import { GATHER_OPTIONS, gatherFrom, isInVain } from "../gather-options.ts";
import { plainVerdict } from "../plain.ts";
import { explained, type Ranked, type Ranking, rank, whyUnscored } from "../ranking.ts";
import { printable, table } from "../table.ts";
import { DAY_OPTION, dayOption, ZONE_OPTION, zoneOption } from "../time-options.ts";
import { wholeOption } from "../whole-option.ts";

const FORMS = ["table", "csv", "ndjson"] as const;
type Form = (typeof FORMS)[number];

const TABLE_ROWS = 20;
const REASONS = 3;

export const score: Command = {
  usage: "--model MODEL.yaml [--leads FILE] [--events FILE]",
  options: {
    model: { type: "string", placeholder: "FILE" },
    ...ARTEFACT_OPTION,
    ...GATHER_OPTIONS,
    ...DAY_OPTION,
    ...ZONE_OPTION,
    out: { type: "string", placeholder: FORMS.join("|") },
    top: { type: "string", placeholder: "N" },
  },
  run: async ({ options }, world) => {
    const { cli } = world.say;
    const form = formOption(options, world);
    const top = wholeOption(options, "top", world) ?? (form === "table" ? TABLE_ROWS : Number.POSITIVE_INFINITY);
    const zone = zoneOption(options, world);
    const today = dayOption(options, zone, world);
    const { compiled, readers } = await compileAsked(options, zone, world);
    const gathered = await gatherFrom(options, [compiled.model], zone, today, world, readers);
    const ranking = rank(compiled, gathered.candidates, today);
    const names = namesOf(compiled.model);
    const rows = explained(compiled, ranking, today, top);
    const { ranked, unscored } = ranking;
    // Who asks for the top of the list asks for nobody who is not on it.
    const beside = options["top"] === undefined ? unscored : [];
    if (form === "table") world.out.write(scoreTable(rows, names, world));
    else if (form === "csv") await writeCsv(rows, beside, names, compiled, today, world);
    else await writeNdjson(rows, beside, compiled, today, world);
    const parts = [
      cli.summary.scored(ranked.length),
      ...(unscored.length > 0 ? [cli.summary.unscored(unscored.length)] : []),
    ];
    world.tell({ scored: ranked.length, unscored: unscored.length }, parts.join(", "));
    return isInVain(gathered) ? NO : YES;
  },
};

function formOption(options: Given["options"], { say, isTerminal }: World): Form {
  const given = options["out"];
  if (options["json"]) {
    if (typeof given === "string" && given !== "ndjson")
      throw new Refusal(say.cli.faults.exclude("--json", `--out ${given}`));
    return "ndjson";
  }
  if (typeof given !== "string") return isTerminal ? "table" : "csv";
  const form = FORMS.find((one) => one === given);
  if (!form) throw new Refusal(say.cli.faults.badChoice("--out", given, FORMS));
  return form;
}

function scoreTable(rows: Iterable<Ranked>, names: Names, { say: { cli, figures }, columns }: World): string {
  const body: string[][] = [];
  let dimensions: readonly string[] = [];
  for (const { candidate, rank: place, verdict, band } of rows) {
    dimensions = verdict.dimensions.map(({ name }) => names.dimension(name));
    body.push([
      String(place),
      printable(candidate.id),
      figures.points(verdict.total),
      band ?? verdict.cell ?? "",
      ...verdict.dimensions.map(({ points, label }) => `${figures.points(points)}${label === null ? "" : ` ${label}`}`),
      topReasons(verdict, names).map(printable).join(", "),
    ]);
  }
  const head = ["#", cli.columns.lead, cli.columns.total, cli.columns.band, ...dimensions, cli.columns.reasons];
  return table([head, ...body], new Set([0, 2, ...dimensions.map((_, i) => i + 4)]), columns);
}

/** The rules that gave most, in words. */
function topReasons({ lines }: Score, names: Names): string[] {
  const byRule = new Map<string, number>();
  for (const line of lines) if ("rule" in line) byRule.set(line.rule, (byRule.get(line.rule) ?? 0) + line.points);
  return [...byRule]
    .filter(([, points]) => points !== 0)
    .sort(([, a], [, b]) => b - a)
    .slice(0, REASONS)
    .map(([rule]) => names.rule(rule));
}

async function writeCsv(
  rows: Iterable<Ranked>,
  unscored: Ranking["unscored"],
  names: Names,
  compiled: CompiledModel,
  today: number,
  world: World,
): Promise<void> {
  const dimensions = Object.keys(compiled.model.dimensions);
  const write = writer(world);
  await write(
    csvRow(["rank", "lead", "total", "band", "cell", "market", ...dimensions, "reasons", "due_on", "unscored_because"]),
  );
  for (const { candidate, rank: place, verdict, band } of rows) {
    const { total, cell, market, dimensions: own, dueOn } = verdict;
    await write(
      csvRow([
        place,
        candidate.id,
        fromPoints(total),
        band,
        cell,
        market,
        ...own.map(({ points }) => fromPoints(points)),
        topReasons(verdict, names).join("; "),
        dueOn === null ? null : formatDay(dueOn),
        null,
      ]),
    );
  }
  for (const candidate of unscored) {
    const why = whyUnscored(compiled, candidate, today);
    const because = why ? sayUnscored(phrasesOf(world.language), why, names) : null;
    await write(
      csvRow([
        null,
        candidate.id,
        null,
        null,
        null,
        why?.market ?? null,
        ...dimensions.map(() => null),
        null,
        null,
        because,
      ]),
    );
  }
  await write.end();
}

async function writeNdjson(
  rows: Iterable<Ranked>,
  unscored: Ranking["unscored"],
  compiled: CompiledModel,
  today: number,
  world: World,
): Promise<void> {
  const write = writer(world);
  for (const { candidate, rank: place, verdict, band } of rows) {
    await write(`${JSON.stringify({ rank: place, lead: candidate.id, band, ...plainVerdict(verdict) })}\n`);
  }
  for (const candidate of unscored) {
    const why = whyUnscored(compiled, candidate, today);
    if (why) await write(`${JSON.stringify({ rank: null, lead: candidate.id, ...plainVerdict(why) })}\n`);
  }
  await write.end();
}

const CHUNK = 1 << 16;

/** Gathers rows into pieces, and waits where the reader is slower than we are. */
function writer({ out }: World) {
  let pending = "";
  const flush = async (): Promise<void> => {
    const text = pending;
    pending = "";
    if (out.write(text) !== false || !("once" in out)) return;
    await new Promise<void>((resolve) => (out as NodeJS.WriteStream).once("drain", resolve));
  };
  const write = async (text: string): Promise<void> => {
    pending += text;
    if (pending.length >= CHUNK) await flush();
  };
  return Object.assign(write, { end: flush });
}

function csvRow(cells: readonly (string | number | null)[]): string {
  return `${cells.map(csvCell).join(",")}\n`;
}
