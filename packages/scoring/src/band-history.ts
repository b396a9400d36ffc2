import type { BandState } from "./bands/decide.ts";
import type { Facts } from "./facts.ts";
import { catchUp, place } from "./place.ts";
import { type Points, toPoints } from "./points.ts";
import { type CompiledModel, look } from "./score/compile.ts";
import type { Day } from "./zone.ts";

/**
 * The band in which a lead is on a day, lived through from the first known event on, as it would have
 * been had somebody watched: with hysteresis, cool-down and re-arming. Undefined where the model does
 * not score the lead on that day. Traits are taken as they are in the facts on every day.
 */
export function bandOn(compiled: CompiledModel, facts: Facts, today: Day): BandState | undefined {
  const seen = look(compiled, facts, today);
  if (!seen.ledger) return undefined;
  const { scorer } = seen;
  const { total } = seen.ledger;
  const placed = { total, zone: scorer.total.zone(total, seen.ledger.dimensions) };
  if (!dependsOnHistory(compiled, total)) return scorer.decide(null, placed, today).state;
  return replay(compiled, facts, today);
}

/**
 * Whether the way to a total matters to the band: it does where some band closes for a while after
 * being left, or where the total lies between where a band is left and where it starts.
 */
function dependsOnHistory({ scorers }: CompiledModel, total: Points): boolean {
  const bands = [scorers.none, ...scorers.markets].flatMap(({ model }) => model.bands ?? []);
  return bands.some(({ leaveBelow, coolDown, rearmBelow, above, from, cells }) => {
    if (coolDown !== undefined || rearmBelow !== undefined) return true;
    if (leaveBelow === undefined || total < toPoints(leaveBelow)) return false;
    return cells !== undefined || total <= toPoints(above ?? from ?? leaveBelow);
  });
}

/** Lives through the days on which something can have differed, by the law by which a server places leads. */
function replay(compiled: CompiledModel, facts: Facts, today: Day): BandState | undefined {
  const known = [facts.states, facts.account?.states ?? new Map()].flatMap((states) =>
    [...states.values()].flatMap(({ days }) => days[0] ?? []),
  );
  const { placing } = place(compiled, facts, null, Math.min(today, ...known));
  return catchUp(compiled, facts, placing, today).placing.band ?? undefined;
}
