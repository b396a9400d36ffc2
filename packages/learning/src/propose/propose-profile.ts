import type { Json, Model } from "@plumbline/scoring";
import { missingOf } from "../answer.ts";
import { covarianceOf, fitLogistic } from "../logistic/fit-logistic.ts";
import type { Moment } from "../moment/moment-table.ts";
import { normalInterval } from "../numbers/interval.ts";
import { designOf } from "./columns.ts";
import type { Find } from "./mine.ts";
import type { Edit, ProfileProposal, Silence } from "./proposal.ts";

/** Who the best customers are. */
export type Best = { readonly by: "value" | "won"; readonly label: Uint8Array };

const NAME = "ideal";
const LEAST_DEALS = 20;
const LEAST_BEST = 10;
const HEAVIEST = 10;

/**
 * The customers who brought most: those whose deal came to at least the middle of the deals in its currency, so that no
 * rate of exchange is needed. Where the values of too few deals are known, all who were won.
 */
export function bestOf(moments: readonly Moment[]): Best {
  const valued = moments.flatMap(({ deal }, row) =>
    deal && deal.value !== null ? [{ row, value: deal.value, currency: deal.currency }] : [],
  );
  const label = new Uint8Array(moments.length);
  if (valued.length < 2 * LEAST_DEALS) {
    for (const [row, { deal }] of moments.entries()) label[row] = deal ? 1 : 0;
    return { by: "won", label };
  }
  for (const own of Map.groupBy(valued, ({ currency }) => currency).values()) {
    const values = own.map(({ value }) => value).sort((a, b) => a - b);
    const middle = values[values.length >> 1] as number;
    for (const { row, value } of own) label[row] = value >= middle ? 1 : 0;
  }
  return { by: "value", label };
}

/** Why there is no profile to be found, if there is none. */
export function tooFewBest({ label }: Best): Silence | null {
  const best = label.reduce((sum, own) => sum + own, 0);
  const missing = missingOf(
    { what: "converted", needed: 2 * LEAST_BEST, found: best },
    { what: "not-converted", needed: 2 * LEAST_BEST, found: label.length - best },
  );
  return missing.length > 0 ? { because: "not-enough", missing } : null;
}

/**
 * A profile of what the best customers have and others have not: conditions on traits, each weighted by what it adds to
 * the log-odds of being one of them, drawn to nought (normal, with a standard deviation of 1). The heaviest weighs 10.
 */
export function profileProposal(
  model: Model,
  { by, label }: Best,
  found: readonly (Find & { readonly q: number })[],
  level: number,
): ProfileProposal | null {
  const columns = found.map(({ column }) => column);
  const terms = columns.length;
  const fit = fitLogistic(
    { design: designOf(columns, label.length), label, weight: new Uint8Array(label.length).fill(1) },
    {
      mean: new Float64Array(terms + 1),
      precision: Float64Array.from({ length: terms + 1 }, (_, j) => (j < terms ? 1 : 0)),
    },
  );
  const covariance = covarianceOf(fit);
  const parts = found.flatMap(({ candidate, column, q }, j) => {
    const estimate = fit.coefficients[j] as number;
    const interval = normalInterval(estimate, covariance[j * (terms + 1) + j] as number, level);
    if (interval.low <= 0 || !candidate.rule.when) return [];
    const hits = column.rows.reduce((sum, row) => sum + (label[row] as number), 0);
    const evidence = { best: hits, others: column.rows.length - hits, logOdds: { estimate, interval }, q };
    return [{ when: candidate.rule.when, evidence }];
  });
  if (parts.length === 0) return null;
  const most = Math.max(...parts.map(({ evidence }) => evidence.logOdds.estimate));
  const profile = {
    conditions: parts.map(({ when, evidence }) => ({
      when,
      weight: Math.max(1, Math.round((HEAVIEST * evidence.logOdds.estimate) / most)),
    })),
  };
  const was = model.profiles && Object.hasOwn(model.profiles, NAME) ? (model.profiles[NAME] as Json) : null;
  const edits: readonly Edit[] = [{ at: ["profiles", NAME], was, to: profile as Json }];
  const best = label.reduce((sum, own) => sum + own, 0);
  return {
    id: `profile:${NAME}`,
    kind: "profile",
    name: NAME,
    profile,
    edits,
    evidence: { by, best, others: label.length - best, conditions: parts.map(({ evidence }) => evidence) },
  };
}
