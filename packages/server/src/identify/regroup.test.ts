import type { Identity } from "@plumbline/scoring";
import fc from "fast-check";
import { expect, test } from "vitest";
import { freshIdentity, type KnownIdentity } from "./known-identity.ts";
import { regroup } from "./regroup.ts";

const KEYS: readonly Identity[] = ["user:a", "user:b", "user:c", "anonymous:d", "anonymous:e", "email:x@y.example"];

/** Identities, some of them claimed, each in a lead that one of them began as. */
const identities = fc
  .record({
    leads: fc.array(fc.nat(KEYS.length - 1), { minLength: KEYS.length, maxLength: KEYS.length }),
    seen: fc.array(fc.boolean(), { minLength: KEYS.length, maxLength: KEYS.length }),
    claims: fc.array(fc.option(fc.constantFrom("a", "b", "c")), { minLength: KEYS.length, maxLength: KEYS.length }),
  })
  .map(({ leads, seen, claims }) =>
    KEYS.map((key, i): KnownIdentity => {
      const claim = key.startsWith("anonymous:") ? claims[i] : null;
      return {
        ...freshIdentity(i + 1, key),
        leadId: (leads[i] ?? 0) + 1,
        first: seen[i] ? { at: i, messageId: `m${i}` } : undefined,
        claim: claim ? { at: 0, messageId: "m", userId: claim } : undefined,
      };
    }),
  );
const links = fc.array(
  fc.record({
    kind: fc.constantFrom("email" as const, "alias" as const),
    one: fc.constantFrom("email:x@y.example", "user:b"),
    other: fc.constantFrom(...KEYS, "user:elsewhere"),
  }),
  { maxLength: 4 },
);
const occupied = fc.array(fc.integer({ min: 1, max: 6 }), { maxLength: 2 });

test("everyone is in exactly one group, no two groups share a lead, and none takes one that is not near", () => {
  fc.assert(
    fc.property(identities, links, occupied, (all, linked, taken) => {
      const near = new Set(all.map(({ leadId }) => leadId));
      const others = new Set(taken.filter((id) => !near.has(id)));
      const groups = regroup(all, linked, [], true, others);
      expect(groups.flatMap(({ members }) => members.map(({ id }) => id)).sort()).toEqual([1, 2, 3, 4, 5, 6]);
      const ids = groups.flatMap(({ leadId }) => leadId ?? []);
      expect(new Set(ids).size).toBe(ids.length);
      expect(ids.filter((id) => others.has(id))).toEqual([]);
    }),
    { numRuns: 1000 },
  );
});

test("a device belongs to the user who claimed it, and a lead that stays whole keeps its id", () => {
  fc.assert(
    fc.property(identities, (all) => {
      const groups = regroup(all, [], [], true);
      for (const { members, leadId } of groups) {
        for (const { claim } of members) {
          if (claim) expect(members.map(({ key }) => key)).toContain(`user:${claim.userId}`);
        }
        const before = new Set(members.map((member) => member.leadId));
        const [only] = before;
        const isWhole = before.size === 1 && all.every((one) => one.leadId !== only || members.includes(one));
        if (isWhole) expect(leadId).toBe(only);
      }
    }),
    { numRuns: 1000 },
  );
});

test("what is parted again becomes what it was", () => {
  const ann = { ...freshIdentity(1, "user:a"), first: { at: 1, messageId: "1" } };
  const bob = { ...freshIdentity(2, "user:b"), first: { at: 2, messageId: "2" } };
  const merge = { decision_id: "1", at: 1, kind: "merge" as const, one: "user:a", other: "user:b", takes_back: null };
  const unmerge = { decision_id: "2", at: 2, kind: "unmerge" as const, one: null, other: null, takes_back: "1" };
  const [merged] = regroup([ann, bob], [], [merge], true);
  expect(merged).toMatchObject({ leadId: 1, chief: "user:a", members: [{ id: 1 }, { id: 2 }] });
  bob.leadId = 1;
  const parted = regroup([ann, bob], [], [merge, unmerge], true);
  expect(parted.map(({ leadId, chief }) => [leadId, chief])).toEqual([
    [1, "user:a"],
    [2, "user:b"],
  ]);
});
