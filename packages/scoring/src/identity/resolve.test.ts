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

  test.each(["group", "track", "page", "screen", "alias"] as const)(
    "an address in the traits of a %s is not the person's: a company's joins none of its people",
    (type) => {
      const traits = { email: "info@acme.example" };
      const leadOf = resolved([event(1, { type, userId: "ann", traits }), event(2, { type, userId: "bob", traits })]);
      expect(leadOf("user:ann")).not.toBe(leadOf("user:bob"));
    },
  );

  test("what the context says of the person is what an identify said", () => {
    const context = { traits: { email: "ann@acme.example" } };
    const events = [event(1, { userId: "ann", context }), event(2, { type: "group", userId: "a1", context })];
    expect(resolved(events)("user:a1")).toBe("user:ann");
    expect(resolved(events, [], false)("user:a1")).toBe("user:a1");
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

describe("who was parted from an address", () => {
  const identify = (at: number, userId: string, email: string) =>
    event(at, { type: "identify", userId, traits: { email } });
  const shared = "email:info@acme.example";
  const events = [identify(1, "ann", "info@acme.example"), identify(2, "bob", "info@acme.example")];
  const parted: IdentityDecision = { id: "1", at: 5, kind: "part", one: shared, other: "user:bob" };

  test("no longer meets anybody there, whatever is said again", () => {
    expect(resolved(events)("user:bob")).toBe("user:ann");
    const more = [...events, identify(9, "bob", "info@acme.example"), identify(3, "carl", "info@acme.example")];
    const leadOf = resolved(more, [parted]);
    expect(leadOf("user:bob")).toBe("user:bob");
    expect(leadOf("user:carl")).toBe("user:ann");
    expect(leadOf(shared)).toBe("user:ann");
  });

  test("meets others at other addresses as ever, and may be merged by people", () => {
    const own = [identify(7, "bob", "bob@acme.example"), identify(8, "b2", "bob@acme.example")];
    expect(resolved([...events, ...own], [parted])("user:b2")).toBe("user:bob");
    const merge: IdentityDecision = { id: "2", at: 6, kind: "merge", identities: ["user:bob", "user:ann"] };
    expect(resolved(events, [merge, parted])("user:bob")).toBe("user:ann");
  });

  test("no longer is who a former id was", () => {
    const known = [event(1, { userId: "old" }), event(2, { type: "alias", userId: "new", previousId: "old" })];
    const apart: IdentityDecision = { id: "1", at: 5, kind: "part", one: "user:old", other: "user:new" };
    expect(resolved(known)("user:old")).toBe(resolved(known)("user:new"));
    expect(resolved(known, [apart])("user:old")).not.toBe(resolved(known, [apart])("user:new"));
  });
});

test("any order of events and decisions gives the same leads", () => {
  const id = fc.constantFrom("a", "b", "c", "null", undefined);
  const events = fc.array(
    fc.record({
      at: fc.integer({ min: 0, max: 5 }),
      type: fc.constantFrom("track", "identify", "alias", "group") as fc.Arbitrary<Event["type"]>,
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
  const parts = fc.array(
    fc.record({
      one: fc.constantFrom<Identity>("email:x@example.com", "email:y@example.com", "user:a"),
      other: fc.constantFrom<Identity>("user:a", "user:b", "user:c", "anonymous:a"),
    }),
    { maxLength: 3 },
  );
  fc.assert(
    fc.property(events, merges, parts, fc.infiniteStream(fc.nat()), (made, asked, apart, noise) => {
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
      const decided = asked.flatMap(([x, y, takenBack], i): IdentityDecision[] => [
        { id: `m${i}`, at: i, kind: "merge", identities: [`user:${x}`, `user:${y}`] },
        ...(takenBack ? [{ id: `u${i}`, at: i + 1, kind: "unmerge", merge: `m${i}` } as const] : []),
      ]);
      const decisions = [...decided, ...apart.map((one, i) => ({ ...one, id: `p${i}`, at: i, kind: "part" as const }))];
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
