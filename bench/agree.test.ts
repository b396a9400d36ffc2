import { compile, type Facts, type SignalStates, totalOf } from "@plumbline/scoring";
import { expect, test } from "vitest";
import { pointsByHand } from "./conditions/by-hand.ts";
import { COMPETITORS, makeLeads, TODAY } from "./conditions/leads.ts";
import { CONDITION_MODEL } from "./conditions/model.ts";
import { findPeers } from "./conditions/peers.ts";
import { measureByHand, type StatesByHand } from "./fold/by-hand.ts";
import { makeEvents } from "./fold/events.ts";
import { FOLD_MODEL } from "./fold/model.ts";
import { placesByHand, totalByHand } from "./rescore/by-hand.ts";
import { makeFacts, TODAY as RESCORE_DAY } from "./rescore/leads.ts";
import { RESCORE_MODEL } from "./rescore/model.ts";

const leads = makeLeads(500);
const rivals = new Set(COMPETITORS.map((name) => name.toLowerCase()));
const byHand = leads.map((lead) => pointsByHand(lead, rivals));

test("the bench compares like with like: ours and the code by hand give the same points", () => {
  const compiled = compile(CONDITION_MODEL);
  const ours = leads.map((traits) =>
    totalOf(compiled, { traits: traits as unknown as Facts["traits"], states: new Map() }, TODAY),
  );
  expect(ours.map((points) => (points as number) / 100)).toEqual(byHand);
  expect(new Set(byHand).size).toBeGreaterThan(20);
});

test("so do the peers that are installed", async () => {
  const peers = await findPeers();
  if (peers.length === 0) console.warn("SKIPPED: the peers are not installed (npm ci --prefix bench)");
  for (const { run, prepare } of peers) expect(await run(leads.map((lead) => prepare(lead)))).toEqual(byHand);
});

test("folding by hand gives the states that ours gives", () => {
  const { measurer } = compile(FOLD_MODEL);
  const signals = Object.values(FOLD_MODEL.signals ?? {});
  const keys = signals.map((signal) => compile({ ...FOLD_MODEL, signals: { signal } }).measurer.keys[0] as string);
  const ours: SignalStates[] = Array.from({ length: 300 }, () => new Map());
  const hands: StatesByHand[] = ours.map(() => signals.map(() => undefined));
  for (const { lead, event } of makeEvents(20_000, ours.length)) {
    measurer.measure(ours[lead] as SignalStates, event);
    measureByHand(hands[lead] as StatesByHand, event);
  }
  const keyed = hands.map((states) => new Map(states.flatMap((state, i) => (state ? [[keys[i], state]] : []))));
  expect(keyed).toEqual(ours);
  // All but one have something to show: nobody looks at the page about security.
  expect(new Set(ours.flatMap((states) => [...states.keys()])).size).toBe(measurer.keys.length - 1);
});

test("totals by hand are ours", () => {
  const compiled = compile(RESCORE_MODEL);
  const places = placesByHand();
  const facts = makeFacts(compiled, 3_000);
  const totals = facts.map((one) => totalByHand(one, places));
  expect(totals).toEqual(facts.map((one) => totalOf(compiled, one, RESCORE_DAY)));
  expect(new Set(totals).size).toBeGreaterThan(50);
});
