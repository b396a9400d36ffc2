import type { CompiledModel } from "@plumbline/scoring";
import { type Missing, missingOf } from "../answer.ts";
import type { Moment, Stand } from "../moment/moment-table.ts";
import { falseDiscovery } from "../numbers/false-discovery.ts";
import type { Candidates } from "./candidate.ts";
import { type Slices, slicesByLot } from "./change-of.ts";
import { columnsOf } from "./columns.ts";
import { type Find, flags, type Mined, mine } from "./mine.ts";
import { MOST_FALSE } from "./most-false.ts";
import { newRules } from "./new-rule.ts";
import type { Estimate, Proposal, Proposals, Silence } from "./proposal.ts";
import { type Best, bestOf, profileProposal, tooFewBest } from "./propose-profile.ts";
import { type Column, type RuleTerm, ruleTerms } from "./rule-terms.ts";
import { fitScorecard, type ScorecardTerm, type TermEstimate } from "./scorecard.ts";
import { type WeighedRule, type WeighedTerm, written } from "./written.ts";

/** The moments of a model, in rows. */
export type Seen = {
  readonly compiled: CompiledModel;
  readonly candidates: Candidates;
  readonly moments: readonly Moment[];
  readonly stands: readonly Stand[];
  readonly converted: Uint8Array;
  readonly slices: Slices;
  readonly level: number;
};

export type Found = {
  readonly byKind: Readonly<Record<"points" | "rule" | "profile", readonly Proposal[] | Silence>>;
  readonly figures: Pick<Proposals, "scale" | "tried" | "tooGood" | "together">;
};

const LEAST_CONVERTED = 5;
const LEAST_FIRES = 5;
const MOST_RULES = 10;
const MOST_CONDITIONS = 8;

const NOTHING_FOUND: Silence = { because: "nothing-found" };
const NOTHING: Mined = { finds: [], tried: 0, tooGood: [] };

/**
 * Asks of outcomes what the points should be, what else tells something, and what the best customers have; all of it
 * counts when false discoveries are held down, of points, new rules and the profile each by themselves, so that on
 * outcomes that nothing explains hardly anything is proposed.
 */
export function weigh(seen: Seen): Found {
  const { converted, compiled, moments, level, slices } = seen;
  const columns = columnsOf(
    moments.map(({ probed }) => probed),
    seen.candidates.entries.length,
  );
  const missing = missingIn(converted);
  const terms = missing.length > 0 ? [] : ruleTerms(compiled, seen.stands);
  const card = missing.length > 0 ? null : fitScorecard({ terms, label: converted, weight: ones(converted) }, level);
  const mined = card?.terms ? minedRules(seen, columns, terms) : NOTHING;
  const best = bestOf(moments);
  const tooFew = tooFewBest(best);
  const traits = tooFew ? NOTHING : minedTraits(seen, columns, best);

  const asked = terms.map((term, j) => (isAsked(term, converted.length) ? (card?.terms?.[j]?.p ?? null) : null));
  const ofTerms = falseDiscovery(asked.flatMap((p) => p ?? []))[Symbol.iterator]();
  const weighedTerms = asked.map((p) => (p === null ? null : (ofTerms.next().value ?? 1)));
  const finds = believed(mined.finds);
  const common = believed(traits.finds);

  const fresh = newRules(compiled.model, finds, seen.candidates);
  const extra = finds.map(
    ({ column }, i): ScorecardTerm => ({ column, points: 0, unit: "points", weight: fresh[i]?.weight || 1 }),
  );
  const both = card?.terms ? estimates(seen, [...terms, ...extra]) : [];
  const out = written({
    ...{ compiled, moments, stands: seen.stands, converted, slices, level },
    terms: both
      .slice(0, terms.length)
      .map((own, j): WeighedTerm => ({ term: terms[j] as RuleTerm, ...own, q: weighedTerms[j] ?? null })),
    fresh: both.slice(terms.length).flatMap((own, i): WeighedRule[] => {
      const [find, rule] = [finds[i], fresh[i]];
      return find && rule ? [{ fresh: rule, column: find.column, q: find.q, ...own }] : [];
    }),
  });
  const profile = common.length > 0 ? profileProposal(compiled.model, best, common, level) : null;
  const silence = silenceOf(missing, card?.scale ?? null, card?.terms !== undefined && card?.terms !== null);
  return {
    byKind: {
      points: out.points.length > 0 ? out.points : silence,
      rule: out.rules.length > 0 ? out.rules : silence,
      profile: profile ? [profile] : (tooFew ?? NOTHING_FOUND),
    },
    figures: {
      scale: card?.scale ?? null,
      tried: {
        conditions: mined.tried + traits.tried,
        tests: weighedTerms.filter((q) => q !== null).length + mined.finds.length + traits.finds.length,
      },
      tooGood: [...new Set([...mined.tooGood, ...traits.tooGood])],
      together: out.points.length + out.rules.length > 0 ? out.together : null,
    },
  };
}

/** What is sure enough of what was asked of the newest slice. */
function believed(finds: readonly Find[]): readonly (Find & { readonly q: number })[] {
  const q = falseDiscovery(finds.map(({ p }) => p));
  return finds.map((find, i) => ({ ...find, q: q[i] as number })).filter(({ q: own }) => own <= MOST_FALSE.new);
}

function missingIn(converted: Uint8Array): readonly Missing[] {
  const hits = converted.reduce((sum, own) => sum + own, 0);
  return missingOf(
    { what: "converted", needed: LEAST_CONVERTED, found: hits },
    { what: "not-converted", needed: LEAST_CONVERTED, found: converted.length - hits },
  );
}

function silenceOf(missing: readonly Missing[], scale: Estimate | null, isTold: boolean): Silence {
  if (missing.length > 0 || scale === null) return { because: "not-enough", missing };
  return isTold ? NOTHING_FOUND : { because: "score-says-nothing" };
}

const ones = ({ length }: ArrayLike<number>): Uint8Array => new Uint8Array(length).fill(1);

function isAsked({ column: { rows } }: RuleTerm, size: number): boolean {
  return rows.length >= LEAST_FIRES && size - rows.length >= LEAST_FIRES;
}

function minedRules({ candidates, converted, slices }: Seen, columns: readonly Column[], terms: readonly RuleTerm[]) {
  const base = terms.map(({ column }) => column);
  return mine({ candidates: candidates.entries, columns, base, label: converted, slices, most: MOST_RULES });
}

/** A deal is won months after its lead was looked at, so that time would not part these rows evenly. */
function minedTraits({ candidates: { entries }, moments }: Seen, columns: readonly Column[], { label }: Best): Mined {
  const traits = entries.flatMap((candidate, i) => (candidate.kind === "trait" ? [{ candidate, i }] : []));
  return mine({
    candidates: traits.map(({ candidate }) => candidate),
    columns: traits.map(({ i }) => columns[i] as Column),
    ...{ base: [], label, slices: slicesByLot(moments), most: MOST_CONDITIONS, onlyMore: true },
  });
}

/** By all rows, and by the older ones alone, by which what a change would bring is judged on the newest. */
function estimates({ converted: label, slices, level }: Seen, terms: readonly ScorecardTerm[]) {
  const all = fitScorecard({ terms, label, weight: ones(label) }, level);
  const before = fitScorecard({ terms, label, weight: flags(slices.older, label.length) }, level, false);
  return (all.terms ?? []).map((own, j) => ({ all: own, before: (before.terms?.[j] ?? own) satisfies TermEstimate }));
}
