import { compile, type Facts, totalOf } from "@plumbline/scoring";
import type { Tell } from "../report.ts";
import { duel, medianOf, secondsOfBatches, type Work } from "../timing.ts";
import { pointsByHand } from "./by-hand.ts";
import { COMPETITORS, type LeadTraits, makeLeads, TODAY } from "./leads.ts";
import { CONDITION_MODEL } from "./model.ts";
import { findPeers, type Peer } from "./peers.ts";

/** What a peer should take at least, as a multiple of our time. */
const GOALS: Readonly<Record<string, number>> = {
  "json-logic-engine, compiled": 1,
  "@gorules/zen-engine": 50,
  "json-rules-engine": 200,
};

const COUNT = 100_000;
/** A slow peer gets fewer leads; so do we beside it. */
const FEW = 5_000;

/** Twenty conditions on leads that have just been decoded: ours, code written by hand, and the peers. */
export async function benchConditions(tell: Tell): Promise<void> {
  const texts = makeLeads(COUNT).map((lead) => JSON.stringify(lead));
  const decoded = (from: number, to: number) => texts.slice(from, to).map((text) => JSON.parse(text) as LeadTraits);
  const compiled = compile(CONDITION_MODEL);
  const ours = (from: number, to: number) => {
    const facts = decoded(from, to).map((traits): Facts => ({ traits: traits as never, states: new Map() }));
    return () => {
      for (const one of facts) totalOf(compiled, one, TODAY);
    };
  };
  const rivals = new Set(COMPETITORS.map((name) => name.toLowerCase()));
  const byHand = (from: number, to: number) => {
    const leads = decoded(from, to);
    return () => {
      for (const lead of leads) pointsByHand(lead, rivals);
    };
  };
  const seconds = medianOf(() => secondsOfBatches(COUNT, ours));
  tell("20 conditions, leads/s", Math.round(COUNT / seconds).toLocaleString("en"), "", null);
  const limit = await duel(COUNT, ours, byHand);
  tell("… against code written for these rules (the limit)", `${limit.toFixed(2)} ×`, "≥ 0.5 ×", limit >= 0.5);

  const peers = await findPeers();
  if (peers.length === 0) console.error("The peers are not installed: `npm ci --prefix bench` brings them.");
  for (const peer of peers) {
    const goal = GOALS[peer.name] ?? 1;
    const count = goal > 1 ? FEW : COUNT;
    const same = await duel(count, ours, (from, to) => whole(peer, decoded(from, to)));
    tell(`… against ${peer.name}`, times(same), `≥ ${goal} ×`, same >= goal);
    const less = await duel(count, ours, (from, to) => prepared(peer, decoded(from, to)));
    tell(`… with text folded beforehand for ${peer.name}`, times(less), "", null);
  }
}

const times = (ratio: number) => `${ratio.toFixed(ratio < 10 ? 2 : 0)} ×`;

/** All that a peer's user has to do for a lead. */
function whole({ prepare, run }: Peer, leads: readonly LeadTraits[]): Work {
  return async () => {
    await run(leads.map((lead) => prepare(lead)));
  };
}

/** Only what the peer itself does. */
function prepared({ prepare, run }: Peer, leads: readonly LeadTraits[]): Work {
  const ready = leads.map((lead) => prepare(lead));
  return async () => {
    await run(ready);
  };
}
