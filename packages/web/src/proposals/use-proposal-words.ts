import { type ConditionNames, namesOf, type Spoken, sayCondition, sayRule } from "@plumbline/phrases";
import { threeDigits } from "../insights/sheet.ts";
import type { WholeModel } from "../models/model.ts";
import { useSay } from "../say.tsx";
import { useConditionNames } from "../segments/use-condition-names.ts";
import { useLiveModel } from "../ui/use-model.ts";
import { type Proposal, pointsRead } from "./proposals.ts";

type Of<Kind extends Proposal["kind"]> = Extract<Proposal, { readonly kind: Kind }>;
type Words = { readonly title: string; readonly evidence: readonly string[] };
type Names = ReturnType<typeof namesOf> & Pick<ConditionNames, "segment">;

/** What a proposal would change, and what speaks for it. */
export function useProposalWords(model: WholeModel, proposal: Proposal): Words {
  const spoken = useSay();
  const body = useLiveModel(model.name)?.body;
  const { segment } = useConditionNames(model.name);
  const signals = { ...body?.signals, ...(proposal.kind === "rule" && proposal.signals) };
  const names: Names = { ...namesOf({ rules: [], ...body, signals }), ...(segment && { segment }) };
  switch (proposal.kind) {
    case "points":
      return ofPoints(spoken, proposal, names);
    case "rule":
      return ofRule(spoken, proposal, names);
    case "profile":
      return ofProfile(spoken, proposal, names);
    case "thresholds":
      return ofThresholds(spoken, proposal, names);
  }
}

function ofPoints(spoken: Spoken, { rule, market, points, evidence }: Of<"points">, names: Names): Words {
  const { proposals: say } = spoken.screens;
  const label = names.rule(rule);
  const title =
    points.unit === "points" ? say.points.points(label, points.was, points.to) : say.points.times(label, points.to);
  const { estimate, interval } = evidence.points;
  const worth = points.unit === "points" ? say.evidence.worth : say.evidence.factor;
  return {
    title: market === null ? title : spoken.figures.list([title, say.inMarket(names.market(market))]),
    evidence: [
      ...effectWords(spoken, evidence),
      worth(pointsRead(estimate), pointsRead(interval.low), pointsRead(interval.high)),
      ...changeWords(spoken, evidence),
    ],
  };
}

function ofRule(spoken: Spoken, { rule, evidence }: Of<"rule">, names: Names): Words {
  const { proposals: say } = spoken.screens;
  const { lift, interval } = evidence.lift;
  return {
    title: say.rule(rule.label ?? rule.id),
    evidence: [
      sayRule(spoken, rule, names),
      ...effectWords(spoken, evidence),
      say.evidence.lift(pointsRead(lift), pointsRead(interval.low), pointsRead(interval.high)),
      ...changeWords(spoken, evidence),
    ],
  };
}

function ofProfile(spoken: Spoken, { profile, evidence, name }: Of<"profile">, names: Names): Words {
  const { proposals: say } = spoken.screens;
  const { by, best, others, conditions } = evidence;
  return {
    title: say.profile(profile.label ?? name, profile.conditions.length),
    evidence: [
      say.evidence.best[by](best, others),
      ...profile.conditions.map(({ when }, at) => {
        const of = conditions[at];
        const said = sayCondition(spoken, when, names);
        return of ? `${said}: ${say.evidence.shares(of.best, of.others)}` : said;
      }),
    ],
  };
}

function ofThresholds(spoken: Spoken, { band, from, evidence }: Of<"thresholds">, names: Names): Words {
  const { proposals: say } = spoken.screens;
  const { leads, converted, choice, goal } = evidence;
  const { low, high } = choice.interval;
  const label = names.band(band);
  return {
    title: from.was === null ? say.bandNew(label, from.to) : say.band(label, from.was, from.to),
    evidence: [
      ...(goal.kind === "capacity" ? [say.evidence.capacity(goal.perWeek)] : []),
      say.evidence.threshold(leads, converted),
      ...(low !== null && high !== null ? [say.evidence.between(low, high)] : []),
    ],
  };
}

type Effect = Pick<Of<"points">["evidence"], "effect" | "q" | "change">;

function effectWords({ screens, figures }: Spoken, { effect }: Effect): readonly string[] {
  const { proposals: say } = screens;
  const { with: own, without } = effect;
  if (!own.conversion || !without.conversion) return [];
  return [
    say.evidence.converts(figures.percent(own.conversion.rate), figures.percent(without.conversion.rate), own.leads),
  ];
}

function changeWords({ screens, figures }: Spoken, { q, change }: Effect): readonly string[] {
  const { proposals: say } = screens;
  const precise = (n: number) => figures.value(threeDigits(n));
  return [
    ...(change.auc.enough ? [say.evidence.auc(precise(change.auc.first.auc), precise(change.auc.second.auc))] : []),
    say.evidence.q(figures.percent(Math.max(q, LEAST_Q))),
  ];
}

/** Less than this is written as this: "at most 0%" would be a promise. */
const LEAST_Q = 0.001;
