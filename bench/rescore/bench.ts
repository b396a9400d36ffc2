import { compile, decodeStates, encodeStates, type Facts, score, totalOf } from "@plumbline/scoring";
import type { Tell } from "../report.ts";
import { duel, fastestOf, medianOf, medianSeconds, secondsOf, secondsOfBatches } from "../timing.ts";
import { placesByHand, totalByHand } from "./by-hand.ts";
import { makeFacts, TODAY } from "./leads.ts";
import { RESCORE_MODEL } from "./model.ts";

const COUNT = 50_000;

/** Leads scored again from what is kept of them: by us, and their totals by code written by hand for the rules. */
export async function benchRescore(tell: Tell): Promise<void> {
  const compiled = compile(RESCORE_MODEL);
  const leads = makeFacts(compiled, COUNT);
  const kept = leads.map(({ traits, states }) => ({ traits: JSON.stringify(traits), states: encodeStates(states) }));
  /** Works on leads that have just been decoded. */
  const totals = (total: (facts: Facts) => unknown) => (from: number, to: number) => {
    const decoded = kept
      .slice(from, to)
      .map(({ traits, states }): Facts => ({ traits: JSON.parse(traits), states: decodeStates(states) }));
    return () => {
      for (const facts of decoded) total(facts);
    };
  };
  const places = placesByHand();
  const ours = totals((facts) => totalOf(compiled, facts, TODAY));
  const byHand = totals((facts) => totalByHand(facts, places));

  const rate = COUNT / medianOf(() => secondsOfBatches(COUNT, ours));
  tell("totals from state, 50 rules, leads/s", figure(rate), "≥ 300,000", rate >= 300_000);
  const limit = COUNT / medianOf(() => secondsOfBatches(COUNT, byHand));
  tell("… by code written for these rules (the limit)", figure(limit), "", null);
  tell("… ours against it", `${(await duel(COUNT, ours, byHand)).toFixed(2)} ×`, "", null);

  const few = leads.slice(0, 200);
  const warm = fastestOf(3000, () =>
    secondsOf(() => {
      for (const facts of few) totalOf(compiled, facts, TODAY);
    }),
  );
  tell("… 200 leads again and again, the fastest of 3,000 rounds", figure(few.length / warm), "", null);
  const cold = await medianSeconds(() => {
    for (const facts of leads) totalOf(compiled, facts, TODAY);
  });
  tell("… 50,000 leads that all lie in memory", figure(COUNT / cold), "", null);
  const some = leads.slice(0, 5_000);
  const verdicts = await medianSeconds(() => {
    for (const facts of some) score(compiled, facts, TODAY);
  });
  tell("whole scores with lines and due day, leads/s", figure(some.length / verdicts), "", null);
  await benchCodec(leads, tell);
}

async function benchCodec(leads: readonly Facts[], tell: Tell): Promise<void> {
  const encoded = leads.map(({ states }) => encodeStates(states));
  const bytes = encoded.reduce((sum, { length }) => sum + length, 0) / encoded.length;
  tell("bytes of a lead's state, 4 signals and 20 days", bytes.toFixed(0), "≤ 200", bytes <= 200);
  const encoding = await medianSeconds(() => {
    for (const { states } of leads) encodeStates(states);
  });
  const decoding = await medianSeconds(() => {
    for (const one of encoded) decodeStates(one);
  });
  const found = `${figure(COUNT / encoding)} / ${figure(COUNT / decoding)}`;
  tell("states encoded / decoded, leads/s", found, "", null);
}

const figure = (perSecond: number) => Math.round(perSecond).toLocaleString("en");
