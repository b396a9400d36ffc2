import type { EffectEvidence, Interval, Proposal, Proposals } from "@plumbline/learning";
import { type Names, namesOf, phrasesOf, sayCondition, sayRule } from "@plumbline/phrases";
import type { Model } from "@plumbline/scoring";
import type { World } from "./command.ts";
import { printable, table } from "./table.ts";

/** What history would change in a model, as people read it: each proposal on a line, with what speaks for it. */
export function sayProposals(found: Proposals, model: Model, world: World): string {
  const { say, columns } = world;
  const { propose } = say.cli;
  const { tried, newest, tooGood } = found;
  const head = [propose.proposal, propose.change, propose.leads, propose.with, propose.without, propose.false, "AUC"];
  const rows = found.proposals.map((proposal) => [
    printable(proposal.id),
    printable(changeOf(proposal, model, world)),
    ...figuresOf(proposal, world),
  ]);
  return [
    `${propose.looked(found.leads, found.converted, tried.conditions, newest.leads)}\n\n`,
    ...(rows.length > 0 ? [table([head, ...rows], new Set([2, 3, 4, 5, 6]), columns), "\n"] : []),
    ...Object.entries(found.silent).map(([kind, { because }]) => {
      const words = propose.nothing(propose.kinds[kind as Proposal["kind"]], propose.because[because]());
      return `${words}\n`;
    }),
    ...(tooGood.length > 0 ? [`${propose.tooGood(tooGood.map(printable))}\n`] : []),
    ...togetherOf(found, world),
  ].join("");
}

function changeOf(proposal: Proposal, model: Model, { language, say }: World): string {
  const { cli, figures } = say;
  const names = namesOf(model);
  switch (proposal.kind) {
    case "points": {
      const { was, to, unit } = proposal.points;
      const rule = names.rule(proposal.rule);
      const called = proposal.market === null ? rule : `${names.market(proposal.market)}: ${rule}`;
      return unit === "points" ? cli.diff.points(called, was * 100, to * 100) : cli.propose.times(called, to);
    }
    case "rule":
      return sayRule(phrasesOf(language), proposal.rule as Parameters<typeof sayRule>[1], names);
    case "profile":
      return figures.list(
        proposal.profile.conditions.map(({ when, weight = 1 }) =>
          cli.propose.weighs(
            sayCondition(phrasesOf(language), when as Parameters<typeof sayCondition>[1], names),
            weight,
          ),
        ),
      );
    case "thresholds": {
      const { was, to } = proposal.from;
      return cli.diff.starts(bandOf(names, proposal.band), [(was ?? 0) * 100, false], [to * 100, false]);
    }
  }
}

const bandOf = (names: Names, band: string): string => names.band(band);

function figuresOf({ kind, evidence }: Proposal, { say: { figures } }: World): readonly string[] {
  if (kind === "profile") {
    const worst = evidence.conditions.reduce((most, { q }) => Math.max(most, q), 0);
    return [figures.number(evidence.best + evidence.others), "", "", figures.percent(worst), ""];
  }
  if (kind === "thresholds") return [figures.number(evidence.leads), "", "", "", ""];
  const { effect, q, change } = evidence satisfies EffectEvidence;
  const rate = (own: typeof effect.with.conversion) => (own ? figures.percent(own.rate) : "–");
  const { auc } = change;
  return [
    figures.number(effect.with.leads),
    rate(effect.with.conversion),
    rate(effect.without.conversion),
    figures.percent(q),
    auc.enough ? `${auc.difference < 0 ? "" : "+"}${figures.number(rounded(auc.difference))}` : "–",
  ];
}

function togetherOf({ together }: Proposals, { say: { cli, figures } }: World): readonly string[] {
  if (!together?.auc.enough) return [];
  const { first, second, difference, interval } = together.auc;
  const say = (own: number): string => figures.number(rounded(own));
  const ranged = ({ low, high }: Interval): string => `${say(difference)} (${say(low)} … ${say(high)})`;
  return [`${cli.propose.together(say(first.auc), say(second.auc), ranged(interval))}\n`];
}

/** Three digits of an AUC are more than anybody knows of it. */
const rounded = (own: number): number => Math.round(own * 1000) / 1000;
