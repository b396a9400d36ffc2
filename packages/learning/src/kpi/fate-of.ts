import type { Day } from "@plumbline/scoring";
import type { DealKind, Outcome } from "../moment/outcome.ts";
import type { Fate, WonDeal } from "./journey.ts";

/** An outcome of a deal, with the message that told it and the deal's own id, where one was said. */
export type DealOutcome = Omit<Outcome, "kind"> & {
  readonly kind: DealKind;
  readonly message: string;
  readonly deal: string | null;
};

/**
 * How far it had come with a lead before an instant, by everything that was told of it, in whichever order.
 *
 * Whoever wins or loses a deal has had an opportunity, though nobody told when it opened. A deal that is told as won
 * more than once (they have ids) was won when it was first told, and is worth what was said last. A lead is lost when
 * none of its deals is open any more and none was won; a new opportunity opens it again. Where one of two events says
 * the id of the deal and the other does not, a loss closes the deal that it can be of: see `closeIn`.
 */
export function fateOf(outcomes: readonly DealOutcome[], before: number, dayOf: (at: number) => Day): Fate {
  if (outcomes.length === 0) return NOTHING;
  const known = outcomes.filter(({ at }) => at < before).toSorted(inOrder);
  const opportunity = known.find(({ kind }) => kind !== "disqualified");
  const won = wonIn(known, dayOf);
  return {
    opportunity: opportunity ? dayOf(opportunity.at) : null,
    customer: won[0]?.day ?? null,
    won,
    lost: won.length > 0 ? null : lostIn(known, dayOf),
  };
}

/** So it is with most leads. */
const NOTHING: Fate = { opportunity: null, customer: null, won: [], lost: null };

const RANKS: Readonly<Record<DealKind, number>> = { opportunity: 0, lost: 1, disqualified: 2, won: 3 };

/** By time; at one instant, what has to come first does. */
function inOrder(a: DealOutcome, b: DealOutcome): number {
  return a.at - b.at || RANKS[a.kind] - RANKS[b.kind] || (a.message < b.message ? -1 : 1);
}

function wonIn(known: readonly DealOutcome[], dayOf: (at: number) => Day): readonly WonDeal[] {
  const deals = Map.groupBy(
    known.filter(({ kind }) => kind === "won"),
    ({ deal, message }) => (deal === null ? `message ${message}` : `deal ${deal}`),
  );
  return [...deals.values()].map((told) => {
    const valued = told.findLast(({ value }) => value !== null);
    return {
      day: dayOf(told[0]?.at ?? 0),
      amount: valued?.value ?? null,
      currency: valued?.currency ?? null,
    };
  });
}

function lostIn(known: readonly DealOutcome[], dayOf: (at: number) => Day): Fate["lost"] {
  const open = new Set<string | null>();
  let last: DealOutcome | undefined;
  let isOpportunity = false;
  for (const outcome of known) {
    if (outcome.kind === "opportunity") open.add(outcome.deal);
    if (outcome.kind === "lost") closeIn(open, outcome.deal);
    if (outcome.kind === "disqualified") open.clear();
    isOpportunity ||= outcome.kind !== "disqualified";
    last = outcome;
  }
  if (!last || !isOpportunity || open.size > 0) return null;
  return { day: dayOf(last.at), reason: last.reason ?? "" };
}

/**
 * Closes the deal that was lost: that of the id, else the one of which no id was ever said. A loss without an id is of
 * the only deal that is open; of several, nobody knows which.
 */
function closeIn(open: Set<string | null>, deal: string | null): void {
  if (open.delete(deal)) return;
  if (deal !== null) open.delete(null);
  else if (open.size === 1) open.clear();
}
