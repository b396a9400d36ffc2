import { valueTest } from "../condition/value-test.ts";
import { fold } from "../fold.ts";
import type { Condition, TraitAtom } from "../model/condition-schema.ts";
import { mapConditions } from "../model/map-conditions.ts";
import type { Market, Model, Rule, TotalFormula } from "../model/model-schema.ts";
import { UTC } from "../zone.ts";

/**
 * The model as it is in one market: the market's changes written into it, by name, and the trait
 * `market` known. Null is the model where no market applies. The result has no markets of its own.
 */
export function flatten(model: Model, marketName: string | null): Model {
  const { markets, ...base } = model;
  if (!markets?.length) return model;
  const market = markets.find(({ name }) => name === marketName);
  return withMarketKnown(market ? override(base, market) : base, marketName);
}

function override(base: Model, market: Market): Model {
  return {
    ...base,
    ...given({ who: market.who }),
    ...given({ lists: market.lists && { ...base.lists, ...market.lists } }),
    ...given({ signals: mergeNamed(base.signals, market.signals) }),
    ...given({ profiles: mergeNamed(base.profiles, market.profiles) }),
    ...given({ groups: mergeNamed(base.groups, market.groups) }),
    dimensions: mergeNamed(base.dimensions, market.dimensions) ?? base.dimensions,
    rules: base.rules.map((rule) => ({ ...rule, ...own(market.rules, rule.id) }) as Rule),
    ...given({ total: market.total && ({ ...base.total, ...market.total } as TotalFormula) }),
    ...given({ bands: base.bands?.map((band) => ({ ...withoutOldStart(band, own(market.bands, band.name)) })) }),
  };
}

/** A new start of a band replaces the old one, whichever of `above` and `from` each is written with. */
function withoutOldStart<Band extends object>(band: Band, change: object | undefined): Band {
  const kept = { ...band } as Record<string, unknown>;
  if (change && ("above" in change || "from" in change)) {
    delete kept["above"];
    delete kept["from"];
  }
  return { ...kept, ...change } as Band;
}

/** Only what is said: an undefined value would stand for "not said" and hide what was. */
function given<Part extends object>(part: Part): { [Key in keyof Part]?: Exclude<Part[Key], undefined> } {
  return Object.fromEntries(Object.entries(part).filter(([, value]) => value !== undefined)) as never;
}

function own<Value>(record: Readonly<Record<string, Value>> | undefined, name: string): Value | undefined {
  return record && Object.hasOwn(record, name) ? record[name] : undefined;
}

function mergeNamed<Value extends object>(
  base: Readonly<Record<string, Value>> | undefined,
  changes: Readonly<Record<string, object>> | undefined,
): Record<string, Value> | undefined {
  if (!changes) return base && { ...base };
  return Object.fromEntries(
    Object.entries(base ?? {}).map(([name, value]) => [name, { ...value, ...own(changes, name) }]),
  );
}

const HOLDS: Condition = { all: [] };
const FAILS: Condition = { any: [] };

/** Answers every question about the trait `market`, wherever a condition stands. */
function withMarketKnown(model: Model, marketName: string | null): Model {
  const lists = model.lists ?? {};
  const isSo = ({ trait: _, ...asked }: TraitAtom) =>
    valueTest(asked, { lists, zone: UTC }).holds(marketName ?? undefined, 0);
  const answered = mapConditions(model, (atom) => {
    if (!("trait" in atom) || atom.trait !== "market") return atom;
    return isSo(atom) ? HOLDS : FAILS;
  });
  return { ...answered, rules: answered.rules.map((rule) => ({ ...rule, ...pointsByMarket(rule, marketName) })) };
}

/** Points that are looked up by the market are one figure once it is known. */
function pointsByMarket({ points, when }: Rule, marketName: string | null): Partial<Rule> {
  const of = typeof points === "object" ? points.of : undefined;
  if (!of || !("trait" in of) || of.trait !== "market") return {};
  const isHeld = when ? {} : { when: HOLDS };
  if (marketName === null || typeof points === "number" || !("table" in points)) return { ...isHeld, points: 0 };
  const named = Object.entries(points.table).find(([name]) => fold(name) === fold(marketName));
  return { ...isHeld, points: named?.[1] ?? points.otherwise ?? 0 };
}
