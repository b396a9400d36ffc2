import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Event } from "../event.ts";
import {
  type Identity,
  type IdentityDecision,
  identityOf,
  isPlaceholder,
  noLinks,
  observe,
  resolve,
} from "./resolve.ts";

let count = 0;
function event(at: number, rest: Partial<Event>): Event {
  count += 1;
  return { messageId: `m${count}`, type: "track", timestamp: at, ...rest };
}

function resolved(events: readonly Event[], decisions: readonly IdentityDecision[] = [], joinByEmail = true) {
  const links = noLinks();
  for (const one of events) observe(links, one);
  return resolve(links, decisions, { joinByEmail });
}

describe("who an identity belongs to", () => {
  test("what another system calls the device belongs to the user who showed it first", () => {
    const context = { externalIds: [{ type: "ga_client_id", id: "123.456" }, { type: "ga_client_id", id: "null" }, 7] };
    const leadOf = resolved([
      event(1, { anonymousId: "ga_client_id:123.456" }),
      event(2, { userId: "ann", context }),
      event(3, { userId: "bob", context }),
    ]);
    expect(leadOf("anonymous:ga_client_id:123.456")).toBe("user:ann");
    expect(leadOf("anonymous:ga_client_id:null")).toBe("anonymous:ga_client_id:null");
  });

  test("a device belongs to the user who claimed it first, also when that is learnt late", () => {
    const early = event(1, { userId: "ann", anonymousId: "d" });
    const late = event(2, { userId: "bob", anonymousId: "d" });
    expect(resolved([late])("anonymous:d")).toBe("user:bob");
    expect(resolved([late, early])("anonymous:d")).toBe("user:ann");
    expect(resolved([early, late])("user:bob")).toBe("user:bob");
  });

  test("of two claims at one instant the smaller messageId stands", () => {
    const a = { ...event(1, { userId: "ann", anonymousId: "d" }), messageId: "a" };
    const b = { ...event(1, { userId: "bob", anonymousId: "d" }), messageId: "b" };
    expect(resolved([b, a])("anonymous:d")).toBe("user:ann");
  });

  test.each([
    "",
    "0",
    "000",
    "00000000-0000-0000-0000-000000000000",
    "-1",
    "null",
    "NULL",
    "undefined",
    "Anonymous",
    " anonymous ",
  ])("%j is nobody's id and joins no one", (id) => {
    expect(isPlaceholder(id)).toBe(true);
    const leadOf = resolved([event(1, { userId: id, anonymousId: "d1" }), event(2, { userId: id, anonymousId: "d2" })]);
    expect(leadOf("anonymous:d1")).not.toBe(leadOf("anonymous:d2"));
    expect(identityOf(event(1, { userId: id }))).toBeUndefined();
  });

  test("one e-mail address joins users only where that is allowed", () => {
    const events = [
      event(2, { type: "identify", userId: "b", traits: { email: "Ann@Example.com" } }),
      event(1, { type: "identify", userId: "a", traits: { email: "ann@example.com " } }),
    ];
    expect(resolved(events)("user:b")).toBe("user:a");
    expect(resolved(events, [], false)("user:b")).toBe("user:b");
  });

  test("a device that gave another's address before it was claimed joins no two users", () => {
    const events = [
      event(1, { type: "identify", userId: "ann", traits: { email: "ann@example.com" } }),
      event(2, { type: "identify", anonymousId: "d", traits: { email: "ann@example.com" } }),
      event(3, { userId: "bob", anonymousId: "d" }),
    ];
    const leadOf = resolved(events);
    expect(leadOf("anonymous:d")).toBe("user:bob");
    expect(leadOf("user:ann")).not.toBe(leadOf("user:bob"));
  });

  test("an alias joins a user's former id", () => {
    const events = [event(1, { userId: "old" }), event(2, { type: "alias", userId: "new", previousId: "old" })];
    expect(resolved(events)("user:new")).toBe(resolved(events)("user:old"));
    const device = [event(1, { anonymousId: "d" }), event(2, { type: "alias", userId: "new", previousId: "d" })];
    expect(resolved(device)("anonymous:d")).toBe("user:new");
  });

  test("a merge by people holds until it is taken back, and then both are as before", () => {
    const events = [event(1, { userId: "ann" }), event(2, { userId: "bob" })];
    const merge: IdentityDecision = { id: "1", at: 5, kind: "merge", identities: ["user:bob", "user:ann"] };
    const unmerge: IdentityDecision = { id: "2", at: 6, kind: "unmerge", merge: "1" };
    expect(resolved(events, [merge])("user:bob")).toBe("user:ann");
    expect(resolved(events, [unmerge, merge])("user:bob")).toBe("user:bob");
  });
});

test("any order of events and decisions gives the same leads", () => {
  const id = fc.constantFrom("a", "b", "c", "null", undefined);
  const events = fc.array(
    fc.record({
      at: fc.integer({ min: 0, max: 5 }),
      type: fc.constantFrom("track", "identify", "alias") as fc.Arbitrary<Event["type"]>,
      userId: id,
      anonymousId: id,
      previousId: id,
      email: fc.constantFrom("x@example.com", "y@example.com", undefined),
    }),
    { maxLength: 12 },
  );
  const merges = fc.array(fc.tuple(fc.constantFrom("a", "b", "c"), fc.constantFrom("a", "b", "c"), fc.boolean()), {
    maxLength: 4,
  });
  fc.assert(
    fc.property(events, merges, fc.infiniteStream(fc.nat()), (made, asked, noise) => {
      const all = made.map(
        ({ at, email, userId, anonymousId, previousId, ...rest }, i): Event => ({
          ...rest,
          messageId: `e${i}`,
          timestamp: at,
          ...(userId === undefined ? {} : { userId }),
          ...(anonymousId === undefined ? {} : { anonymousId }),
          ...(previousId === undefined ? {} : { previousId }),
          ...(email === undefined ? {} : { traits: { email } }),
        }),
      );
      const decisions = asked.flatMap(([x, y, takenBack], i): IdentityDecision[] => [
        { id: `m${i}`, at: i, kind: "merge", identities: [`user:${x}`, `user:${y}`] },
        ...(takenBack ? [{ id: `u${i}`, at: i + 1, kind: "unmerge", merge: `m${i}` } as const] : []),
      ]);
      const shuffled = <Item>(items: readonly Item[]) =>
        items
          .map((item) => ({ item, key: noise.next().value as number }))
          .sort((a, b) => a.key - b.key)
          .map(({ item }) => item);
      const [one, other] = [resolved(all, decisions), resolved(shuffled(all), shuffled(decisions))];
      const identities: Identity[] = ["a", "b", "c"].flatMap((x): Identity[] => [`user:${x}`, `anonymous:${x}`]);
      for (const identity of identities) expect(other(identity)).toBe(one(identity));
    }),
    { numRuns: 1000 },
  );
});
