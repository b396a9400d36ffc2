import type { Band, Dimension, Market, Model, Rule, TotalFormula } from "../src/model/model-schema.ts";
import { minus, over, plus, type Rational, rounded, sum, times, whole, written } from "./rational.testing.ts";
import { type Asking, asking, type Case, holds } from "./reference-lead.testing.ts";
import { figuresOfRules } from "./reference-rule.testing.ts";

/** What one rule gives, in hundredths: before anything, after its limits by days, after age, after its total limit. */
type RuleFigures = { readonly base: number; readonly letIn: number; readonly decayed: number; readonly capped: number };
type DimensionScore = { readonly points: number; readonly label: string | null };

/** What a score says, but for why. Rules that give nothing and groups that take nothing are left out. */
export type Said =
  | { readonly scored: false; readonly market: string | null }
  | {
      readonly scored: true;
      readonly market: string | null;
      readonly total: number;
      readonly dimensions: Readonly<Record<string, DimensionScore>>;
      readonly cell: string | null;
      readonly zone: string | null;
      readonly rules: Readonly<Record<string, RuleFigures>>;
      readonly groups: Readonly<Record<string, number>>;
    };

/**
 * The score as the documentation tells it, computed from the events themselves: no states, nothing
 * prepared, exact fractions throughout. Slow, and written without a look at the product's scoring.
 */
export function reference(given: Case): Said {
  const market = (given.model.markets ?? []).find(({ where }) => holds(asking(given, given.model, null), where));
  const model = market ? changed(given.model, market) : given.model;
  const name = market?.name ?? null;
  const asked = asking(given, model, name);
  if (model.who && !holds(asked, model.who)) return { scored: false, market: name };
  return { scored: true, market: name, ...scoreOf(asked) };
}

/** A market changes parts by name; what it does not name stays. */
function changed(model: Model, market: Market): Model {
  const { name: _name, label: _label, note: _note, where: _where, rules, bands, lists, who, total, ...parts } = market;
  const named = Object.entries(parts).map(([part, changes]) => {
    const own = model[part as keyof typeof parts] as Record<string, object>;
    const merged = Object.entries(changes as Record<string, object>).map(([key, change]) => [
      key,
      { ...own[key], ...change },
    ]);
    return [part, { ...own, ...Object.fromEntries(merged) }];
  });
  return {
    ...model,
    ...Object.fromEntries(named),
    ...(lists && { lists: { ...model.lists, ...lists } }),
    ...(who && { who }),
    ...(total && { total: { ...model.total, ...total } }),
    rules: model.rules.map((rule) => ({ ...rule, ...rules?.[rule.id] }) as Rule),
    ...(model.bands && { bands: model.bands.map((band) => restarted(band, bands?.[band.name] ?? {})) }),
  };
}

/** A band has one start: `from` replaces `above`, and the reverse. */
function restarted({ above, from, ...band }: Band, change: NonNullable<Market["bands"]>[string]): Band {
  const starts = change.above === undefined && change.from === undefined;
  return {
    ...band,
    ...(starts && above !== undefined && { above }),
    ...(starts && from !== undefined && { from }),
    ...change,
  } as Band;
}

/** A figure in hundredths, as it is shown: rounded to the model's precision. */
const shownIn =
  ({ precision = 0 }: Model) =>
  (points: Rational): number => {
    const unit = 10 ** (2 - precision);
    return Number(rounded(over(times(points, whole(100)), whole(unit)))) * unit;
  };

function scoreOf(asked: Asking) {
  const shown = shownIn(asked.model);
  const rules: Record<string, RuleFigures> = {};
  for (const [{ id, limit }, { base, letIn, decayed }] of figuresOfRules(asked)) {
    const left = shown(decayed);
    rules[id] = { base: shown(base), letIn: shown(letIn), decayed: left, capped: capped(left, limit?.total) };
  }
  const together = (pick: (rule: Rule) => boolean) =>
    asked.model.rules.filter(pick).reduce((all, { id }) => all + (rules[id]?.capped ?? 0), 0);
  const groups = mapped(asked.model.groups ?? {}, ({ limit }, name) => {
    const given = together(({ group }) => group === name);
    return capped(given, limit.total) - given;
  });
  const dimensions = mapped(asked.model.dimensions, ({ clip, labels }, name): DimensionScore => {
    const cuts = Object.entries(asked.model.groups ?? {}).map(([group, { dimension }]) =>
      dimension === name ? (groups[group] ?? 0) : 0,
    );
    const sum =
      together(({ dimension }) => dimension === name) + adjusted(asked, name) + cuts.reduce((all, cut) => all + cut, 0);
    const points = clip ? within(sum, ...clip) : sum;
    return { points, label: highest(points, labels) };
  });
  return {
    rules: only(rules, (figures) => Object.values(figures).some((points) => points !== 0)),
    groups: only(groups, (cut) => cut !== 0),
    dimensions,
    ...totalOf(asked.model, dimensions),
  };
}

function mapped<Value, Result>(
  record: Readonly<Record<string, Value>>,
  of: (value: Value, name: string) => Result,
): Record<string, Result> {
  return Object.fromEntries(Object.entries(record).map(([name, value]) => [name, of(value, name)]));
}

function only<Value>(record: Readonly<Record<string, Value>>, pick: (value: Value) => boolean): Record<string, Value> {
  return Object.fromEntries(Object.entries(record).filter(([, value]) => pick(value)));
}

function adjusted({ given: { adjustments = [], today }, model }: Asking, dimension: string): number {
  const applying = adjustments.filter(
    (one) => one.dimension === dimension && one.on <= today && today <= (one.until ?? today),
  );
  return applying.reduce((all, { points }) => all + shownIn(model)(over(whole(points), whole(100))), 0);
}

const hundredths = (points: Rational): number => Number(rounded(times(points, whole(100))));
const within = (points: number, low: number, high: number): number =>
  Math.max(hundredths(written(low)), Math.min(hundredths(written(high)), points));
const capped = (points: number, total: number | undefined): number =>
  total === undefined ? points : within(points, -total, total);

type Threshold = { readonly name: string; readonly above?: number | undefined; readonly from?: number | undefined };

/** From the lowest: of `from: 40` and `above: 40` the second is the higher one. */
function rising<One extends Threshold>(thresholds: readonly One[] = []): One[] {
  const start = ({ above, from }: One) => from ?? above ?? Number.NEGATIVE_INFINITY;
  return [...thresholds].sort(
    (a, b) => start(a) - start(b) || Number(a.above !== undefined) - Number(b.above !== undefined),
  );
}

function highest(points: number, thresholds: Dimension["labels"] | readonly Band[]): string | null {
  const isReached = ({ above, from }: Threshold) =>
    from !== undefined
      ? points >= hundredths(written(from))
      : above === undefined || points > hundredths(written(above));
  return rising<Threshold>(thresholds).filter(isReached).at(-1)?.name ?? null;
}

type Total = { readonly total: number; readonly cell: string | null; readonly zone: string | null };

function totalOf(model: Model, dimensions: Readonly<Record<string, DimensionScore>>): Total {
  const { matrix, sum: weights, scale, clip } = model.total ?? {};
  const shown = shownIn(model);
  const cell = matrix ? `${dimensions[matrix.rows]?.label}${dimensions[matrix.columns]?.label}` : null;
  const raw = shown(
    matrix && cell !== null
      ? pointsOfCell(model, matrix, cell, dimensions)
      : weighted(weights ?? Object.keys(dimensions), dimensions),
  );
  const stretched = scale ? shown(stretch(over(whole(raw), whole(100)), scale)) : raw;
  const total = clip ? within(stretched, ...clip) : stretched;
  const bands = model.bands ?? [];
  const ofCell = cell === null ? undefined : bands.find(({ cells }) => cells?.includes(cell))?.name;
  return {
    total,
    cell,
    zone:
      ofCell ??
      highest(
        total,
        bands.filter(({ cells }) => !cells),
      ),
  };
}

/** Weight × points of every dimension, each to the hundredth. */
function weighted(
  weights: NonNullable<TotalFormula["sum"]>,
  dimensions: Readonly<Record<string, DimensionScore>>,
): Rational {
  const all = Array.isArray(weights) ? weights.map((name) => [name, 1] as const) : Object.entries(weights);
  const parts = all.map(([name, weight]) => rounded(times(whole(dimensions[name]?.points ?? 0), written(weight))));
  return over(whole(parts.reduce((a, b) => a + b, 0n)), whole(100));
}

/** As the model says; else the mean of how far up each axis the cell lies. An axis of one label says nothing. */
function pointsOfCell(
  model: Model,
  { rows, columns, points }: NonNullable<TotalFormula["matrix"]>,
  cell: string,
  dimensions: Readonly<Record<string, DimensionScore>>,
): Rational {
  const given = points?.[cell];
  if (given !== undefined) return written(given);
  const heights = [rows, columns].flatMap((name) => {
    const labels = rising(model.dimensions[name]?.labels).map((label) => label.name);
    const last = labels.length - 1;
    return last > 0 ? [over(whole(100 * labels.indexOf(dimensions[name]?.label ?? "")), whole(last))] : [];
  });
  return over(sum(heights), whole(Math.max(1, heights.length)));
}

function stretch(x: Rational, { from, to }: NonNullable<TotalFormula["scale"]>): Rational {
  const [a, b, c, d] = [...from, ...to].map(written) as [Rational, Rational, Rational, Rational];
  return plus(c, over(times(minus(x, a), minus(d, c)), minus(b, a)));
}
