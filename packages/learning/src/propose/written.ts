import type { CompiledModel, Rule } from "@plumbline/scoring";
import type { Moment, Stand } from "../moment/moment-table.ts";
import { wilson } from "../numbers/interval.ts";
import { type RuleEffect, ruleEffect } from "../truth/rule-effect.ts";
import { changeOf, type Slices } from "./change-of.ts";
import { firedOf } from "./columns.ts";
import { MOST_FALSE } from "./most-false.ts";
import type { NewRule } from "./new-rule.ts";
import { ruleEdits } from "./new-rule.ts";
import type { Change, Estimate, PointsProposal, RuleProposal } from "./proposal.ts";
import { pointsProposal, roundedPoints } from "./propose-points.ts";
import { retotal } from "./retotal.ts";
import type { Column, RuleTerm } from "./rule-terms.ts";
import type { TermEstimate } from "./scorecard.ts";

/** All that was worked out before it is written down as proposals. */
export type Weighed = {
  readonly compiled: CompiledModel;
  readonly moments: readonly Moment[];
  readonly stands: readonly Stand[];
  readonly converted: Uint8Array;
  readonly slices: Slices;
  readonly terms: readonly WeighedTerm[];
  readonly fresh: readonly WeighedRule[];
  readonly level: number;
};

/** A term with what all rows say of it, and the older ones alone; `q` is null where it fired too seldom to be asked. */
export type WeighedTerm = {
  readonly term: RuleTerm;
  readonly all: TermEstimate;
  readonly before: TermEstimate;
  readonly q: number | null;
};

export type WeighedRule = Omit<WeighedTerm, "term" | "q"> & {
  readonly fresh: NewRule;
  readonly column: Column;
  readonly q: number;
};

export type Written = {
  readonly points: readonly PointsProposal[];
  readonly rules: readonly RuleProposal[];
  readonly together: Change;
};

/** Writes down as proposals what is sure enough, with what each would change, alone and all of them together. */
export function written(weighed: Weighed): Written {
  const points = weighed.terms.flatMap((own) => writtenPoints(weighed, own) ?? []);
  const rules = weighed.fresh.flatMap((own) => writtenRule(weighed, own) ?? []);
  const times = new Map(points.map(({ term, before }) => [keyOf(term.rule, term.market), before]));
  return {
    points: points.map(({ proposal }) => proposal),
    rules: rules.map(({ proposal }) => proposal),
    together: changeBy(
      weighed,
      times,
      rules.map(({ added }) => added),
    ),
  };
}

type Added = { readonly dimension: string; readonly column: Column; readonly points: number };

const keyOf = (rule: number, market: string | null): string => `${rule}\n${market ?? ""}`;

function changeBy(
  { compiled, stands, converted, slices, level }: Weighed,
  times: ReadonlyMap<string, number>,
  added: readonly Added[],
): Change {
  const was = retotal(compiled, stands, { times: () => 1, added: [] });
  const { markets = [], rules } = compiled.model;
  const hasOwn = (rule: number, market: string | null) =>
    markets.find(({ name }) => name === market)?.rules?.[rules[rule]?.id ?? ""]?.points !== undefined;
  const timesOf = (rule: number, market: string | null): number =>
    times.get(keyOf(rule, market !== null && hasOwn(rule, market) ? market : null)) ?? 1;
  const to = retotal(compiled, stands, { times: timesOf, added });
  return changeOf(was, to, converted, slices, level);
}

function writtenPoints(weighed: Weighed, { term, all, before, q }: WeighedTerm) {
  const { compiled, moments, converted, level } = weighed;
  const { low, high } = all.points.interval;
  if (q === null || q > MOST_FALSE.points || (low <= term.points && high >= term.points)) return null;
  const to = roundedPoints(compiled.model, term, all.points);
  if (to === term.points) return null;
  const earlier = roundedPoints(compiled.model, term, before.points) / term.points;
  const effect = ruleEffect(fired(term.column, moments.length), converted, level);
  const change = changeBy(weighed, new Map([[keyOf(term.rule, term.market), earlier]]), []);
  const proposal = pointsProposal(compiled.model, term, to, evidenceOf(weighed, all, effect, q, change));
  return proposal && { proposal, term, before: earlier };
}

function writtenRule(weighed: Weighed, { fresh, column, all, before, q }: WeighedRule) {
  const { compiled, converted, slices, level } = weighed;
  const { low, high } = all.points.interval;

  const points = pointsWithin(compiled, fresh, all.points);
  if ((low <= 0 && high >= 0) || points === 0) return null;
  const { dimension } = fresh.rule;
  const added: Added = { dimension, column, points: pointsWithin(compiled, fresh, before.points) };
  const flags = fired(column, converted.length);
  const hits = Uint8Array.from(slices.newest, (row) => converted[row] as number);
  const effect = ruleEffect(
    slices.newest.map((row) => flags[row] as 0 | 1),
    hits,
    level,
  );
  const change = changeBy(weighed, new Map(), [added]);
  const proposal: RuleProposal = {
    id: fresh.id,
    kind: "rule",
    rule: { ...fresh.rule, points } as Rule,
    signals: fresh.signals,
    edits: ruleEdits(fresh, points),
    evidence: { ...evidenceOf(weighed, all, effect, q, change), lift: liftOf(effect, hits, level) },
  };
  return { proposal, added };
}

/** Whole points that the dimension can take, and no more than any rule of the model gives. */
function pointsWithin({ model }: CompiledModel, { rule }: NewRule, { estimate }: Estimate): number {
  const most = Math.max(1, ...model.rules.map(({ points }) => (typeof points === "number" ? Math.abs(points) : 0)));
  const [low, high] = model.dimensions[rule.dimension]?.clip ?? [-most, most];
  return Math.round(Math.max(-most, Math.min(low, 0), Math.min(most, Math.max(high, 0), estimate))) + 0;
}

const fired = (column: Column, rows: number): ArrayLike<0 | 1> =>
  firedOf(column, rows) as ArrayLike<number> as ArrayLike<0 | 1>;

function evidenceOf({ moments, converted }: Weighed, all: TermEstimate, effect: RuleEffect, q: number, change: Change) {
  return {
    leads: moments.length,
    converted: converted.reduce((sum, own) => sum + own, 0),
    ...{ effect, logOdds: all.logOdds, points: all.points, q, change },
  };
}

function liftOf({ with: own }: RuleEffect, hits: Uint8Array, level: number): RuleProposal["evidence"]["lift"] {
  const base = hits.reduce((sum, hit) => sum + hit, 0) / hits.length;
  const { low, high } = wilson(own.converted, own.leads, level);
  const rate = own.leads === 0 ? 0 : own.converted / own.leads;
  return { lift: rate / base, interval: { low: low / base, high: high / base } };
}
