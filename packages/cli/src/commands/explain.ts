import {
  namesOf,
  type Outlook,
  phrasesOf,
  type SaidLine,
  sayLines,
  sayOutlook,
  sayTotalLines,
  sayUnscored,
} from "@plumbline/phrases";
import {
  bandOn,
  type CompiledModel,
  formatDay,
  fromPoints,
  type Model,
  type NextSteps,
  nextSteps,
  type Score,
  score,
} from "@plumbline/scoring";
import { ARTEFACT_OPTION, compileAsked } from "../artefact-option.ts";
import { type Command, Refusal, type World, YES } from "../command.ts";
import { findLead } from "../find-lead.ts";
import type { Candidate } from "../gather.ts";
import { GATHER_OPTIONS, gatherFrom } from "../gather-options.ts";
import { plainVerdict } from "../plain.ts";
import { printable } from "../table.ts";
import { DAY_OPTION, dayOption, ZONE_OPTION, zoneOption } from "../time-options.ts";

/** Of each prediction. */
const FACTORS = 5;

export const explain: Command = {
  usage: "LEAD --model MODEL.yaml [--leads FILE] [--events FILE]",
  takes: 1,
  options: {
    model: { type: "string", placeholder: "FILE" },
    ...ARTEFACT_OPTION,
    ...GATHER_OPTIONS,
    ...DAY_OPTION,
    ...ZONE_OPTION,
  },
  run: async ({ options, rest: [wanted] }, world) => {
    const { faults } = world.say.cli;
    if (wanted === undefined) throw new Refusal(faults.missingArgument("LEAD"));
    const zone = zoneOption(options, world);
    const today = dayOption(options, zone, world);
    const { compiled, readers } = await compileAsked(options, zone, world);
    const { candidates } = await gatherFrom(options, [compiled.model], zone, today, world, readers);
    const found = findLead(candidates, wanted);
    if (!found) throw new Refusal(faults.unknownLead(wanted));
    const verdict = score(compiled, found.facts, today, { factors: FACTORS });
    const state = bandOn(compiled, found.facts, today);
    const next = nextSteps(compiled, found.facts, today, state ?? null);
    if (options["json"])
      world.out.write(
        `${JSON.stringify({ lead: found.id, band: next?.band ?? null, ...plainVerdict(verdict), next: next ? plainNext(next) : null })}\n`,
      );
    else
      world.out.write(
        verdict.scored
          ? scoreText(found, verdict, next, compiled, world)
          : unscoredText(found, compiled, verdict, world),
      );
    return YES;
  },
};

function unscoredText(
  lead: Candidate,
  { model }: CompiledModel,
  verdict: Parameters<typeof sayUnscored>[1],
  { language }: World,
): string {
  return `${heading(lead)}\n${sayUnscored(phrasesOf(language), verdict, namesOf(model))}\n`;
}

/** Who this is: the id, and a name where the traits have one. */
function heading({ id, facts: { traits } }: Candidate): string {
  const named = [
    traits["name"],
    [traits["firstName"], traits["lastName"]].filter((part) => typeof part === "string").join(" "),
    traits["email"],
  ];
  const name = named.find((one) => typeof one === "string" && one !== "" && one !== id);
  return printable(typeof name === "string" ? `${name} (${id})` : id);
}

function scoreText(
  lead: Candidate,
  verdict: Score,
  next: NextSteps | undefined,
  { model }: CompiledModel,
  world: World,
): string {
  const { language, say } = world;
  const { cli, figures, explanation } = say;
  const names = namesOf(model);
  const band = next?.band ?? null;
  const parts = [
    `${heading(lead)} · ${model.label ?? model.model} · ${figures.day(verdict.day)}`,
    `${cli.explain.total(verdict.total)}${band === null ? "" : ` → ${band}`}`,
    ...verdict.dimensions.map(({ name, points, label }) => {
      const lines = verdict.lines.filter(({ dimension }) => dimension === name);
      const head = `${names.dimension(name)}  ${figures.points(points)}${label === null ? "" : `  ${label}`}`;
      return [head, ...sayLines(phrasesOf(language), lines, names).map(entry)].join("\n");
    }),
    [
      `${explanation.total.name()}  ${figures.points(verdict.total)}`,
      ...sayTotalLines(phrasesOf(language), verdict.totalLines, names).map(entry),
    ].join("\n"),
    ...(next
      ? [
          [cli.explain.next, ...outlook(next, verdict, model, world).map((words) => entry({ figure: "", words }))].join(
            "\n",
          ),
        ]
      : []),
  ];
  return `${parts.join("\n\n")}\n`;
}

const FIGURE_WIDTH = 8;

function entry({ figure, words }: SaidLine): string {
  return `${figure.padStart(FIGURE_WIDTH)}  ${printable(words)}`;
}

const MOST_RISES = 3;

/** What time alone will do, and the cheapest steps up. */
function outlook({ byItself, rises, band }: NextSteps, { dueOn }: Score, model: Model, { language }: World): string[] {
  const names = namesOf(model);
  const said = (one: Outlook) => sayOutlook(phrasesOf(language), one, names);
  const changes = dueOn === null ? said({ kind: "steady" }) : said({ kind: "changes", on: dueOn });
  const steps = rises.slice(0, MOST_RISES).map(({ total: _, ...rise }) => said({ kind: "step", ...rise }));
  if (!byItself) return [changes, ...steps];
  const order = (name: string | null) => (model.bands ?? []).findIndex((one) => one.name === name);
  const { on, band: to } = byItself;
  return [
    to !== null && order(to) > order(band)
      ? said({ kind: "rises", band: to, on })
      : said({ kind: "falls", band: to, on }),
    ...steps,
  ];
}

function plainNext({ byItself, rises, band }: NextSteps): object {
  return {
    band,
    byItself: byItself && { ...byItself, on: formatDay(byItself.on) },
    rises: rises.map((one) => ({ ...one, total: fromPoints(one.total) })),
  };
}
