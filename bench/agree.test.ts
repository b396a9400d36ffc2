import { compile, type Facts, totalOf } from "@plumbline/scoring";
import { expect, test } from "vitest";
import { pointsByHand } from "./conditions/by-hand.ts";
import { COMPETITORS, makeLeads, TODAY } from "./conditions/leads.ts";
import { CONDITION_MODEL } from "./conditions/model.ts";
import { findPeers } from "./conditions/peers.ts";

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
