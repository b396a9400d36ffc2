import type { CompiledPrediction, Explanation } from "@plumbline/learning";
import { namesOf, phrasesOf, sayFactor, sayUnscored } from "@plumbline/phrases";
import type { Day } from "@plumbline/scoring";
import { artefactOption } from "../artefact-option.ts";
import { type Command, NO, Refusal, type World, YES } from "../command.ts";
import { findLead } from "../find-lead.ts";
import type { Candidate } from "../gather.ts";
import { GATHER_OPTIONS, gatherFrom, isInVain } from "../gather-options.ts";
import { printable, table } from "../table.ts";
import { DAY_OPTION, dayOption, ZONE_OPTION, zoneOption } from "../time-options.ts";
import { wholeOption } from "../whole-option.ts";

const ROWS = 20;
/** Factors that one lead is explained by. */
const FACTORS = 8;

export const predict: Command = {
  usage: "--artefact ARTEFACT.json [--leads FILE] [--events FILE] [--explain LEAD]",
  options: {
    artefact: { type: "string", placeholder: "FILE" },
    ...GATHER_OPTIONS,
    explain: { type: "string", placeholder: "LEAD" },
    top: { type: "string", placeholder: "N" },
    ...DAY_OPTION,
    ...ZONE_OPTION,
  },
  run: async ({ options }, world) => {
    const { faults } = world.say.cli;
    const zone = zoneOption(options, world);
    const today = dayOption(options, zone, world);
    const reader = await artefactOption(options, zone, world);
    if (!reader) throw new Refusal(faults.missingOption("--artefact"));
    const gathered = await gatherFrom(options, [], zone, today, world, [reader]);
    const { candidates } = gathered;
    const isJson = Boolean(options["json"]);
    const wanted = options["explain"];
    if (typeof wanted === "string") {
      const lead = findLead(candidates, wanted);
      if (!lead) throw new Refusal(faults.unknownLead(wanted));
      world.out.write(isJson ? `${JSON.stringify(plainWhy(lead, reader, today))}\n` : why(lead, reader, today, world));
      return YES;
    }
    const top = wholeOption(options, "top", world) ?? (isJson ? Number.POSITIVE_INFINITY : ROWS);
    const { ranked, decided, ineligible } = rank(candidates, reader, today, top);
    if (ineligible > 0) world.err.write(`${world.say.cli.summary.unscored(ineligible)}\n`);
    if (decided > 0) world.err.write(`${world.say.cli.predicted.decided(decided)}\n`);
    if (isJson) for (const one of ranked) world.out.write(`${JSON.stringify(one)}\n`);
    else world.out.write(rankedTable(ranked, reader, world));
    return isInVain(gathered) ? NO : YES;
  },
};

type Predicted = { readonly lead: string; readonly probability: number; readonly expectedDays: number | null };

/** Highest first. Who is decided is no question any more; who may not be scored is none either. */
function rank(
  candidates: readonly Candidate[],
  reader: CompiledPrediction,
  today: Day,
  top: number,
): { readonly ranked: readonly Predicted[]; readonly decided: number; readonly ineligible: number } {
  const eligible = candidates.filter(({ facts }) => facts.ineligible === undefined);
  const open = eligible.filter(({ facts }) => !reader.isDecided(facts, today));
  const ranked = open
    .map(({ id, facts }) => ({ lead: id, facts, probability: reader.probability(facts, today) }))
    .sort((a, b) => b.probability - a.probability || (a.lead < b.lead ? -1 : 1))
    .slice(0, top)
    .map(({ lead, probability, facts }) => {
      return { lead, probability, expectedDays: reader.timing(facts, today)?.expected ?? null };
    });
  return { ranked, decided: eligible.length - open.length, ineligible: candidates.length - eligible.length };
}

function rankedTable(
  ranked: readonly Predicted[],
  { horizon }: CompiledPrediction,
  { language, say: { cli, figures }, columns }: World,
): string {
  const isTimed = ranked.some(({ expectedDays }) => expectedDays !== null);
  const span = phrasesOf(language).conditions.spans.d(horizon);
  const rows = ranked.map(({ lead, probability, expectedDays }, i) => [
    String(i + 1),
    printable(lead),
    figures.percent(probability),
    ...(isTimed ? [expectedDays === null ? "–" : figures.number(Math.round(expectedDays))] : []),
  ]);
  const head = ["", cli.columns.lead, cli.predicted.probability, ...(isTimed ? [cli.predicted.soon] : [])];
  return `${cli.predicted.within(span)}\n\n${table([head, ...rows], new Set([0, 2, 3]), columns)}`;
}

function why(lead: Candidate, reader: CompiledPrediction, today: Day, { language, say, columns }: World): string {
  const phrases = phrasesOf(language);
  const because = lead.facts.ineligible;
  if (because !== undefined) {
    const words = sayUnscored(phrases, { reason: { kind: "ineligible", because } }, namesOf({ rules: [] }));
    return `${printable(lead.id)}\n${words}\n`;
  }
  const { predicted } = say.cli;
  const { probability, expected } = reader.explain(lead.facts, today);
  const timing = reader.timing(lead.facts, today);
  const factors = reader.factors(lead.facts, today, FACTORS);
  const rows = factors.map((factor) => [
    `  ${say.figures.signed(Math.round(100 * factor.effect))}`,
    printable(sayFactor(phrases, factor)),
  ]);
  const parts = [
    `${printable(lead.id)} · ${predicted.within(phrases.conditions.spans.d(reader.horizon))}: ${say.figures.percent(probability)}`,
    predicted.baseline(chanceOf(expected)),
    ...(timing ? [predicted.expected(Math.round(timing.expected))] : []),
  ];
  return `${parts.join("\n")}\n\n${table(rows, new Set([0]), columns)}`;
}

const chanceOf = (logOdds: Explanation["logOdds"]): number => 1 / (1 + Math.exp(-logOdds));

function plainWhy(lead: Candidate, reader: CompiledPrediction, today: Day): object {
  const { ineligible } = lead.facts;
  if (ineligible !== undefined) return { lead: lead.id, probability: null, ineligible };
  const { probability, logOdds, expected } = reader.explain(lead.facts, today);
  return {
    lead: lead.id,
    probability,
    ...{ logOdds, expected },
    horizon: reader.horizon,
    expectedDays: reader.timing(lead.facts, today)?.expected ?? null,
    factors: reader.factors(lead.facts, today, Number.POSITIVE_INFINITY),
  };
}
