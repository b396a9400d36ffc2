import fc from "fast-check";
import { expect, test } from "vitest";
import type { Event } from "../event.ts";
import { addStanding, closedSpans, ineligible, mergeStandings, newStanding, type Standing } from "./standing.ts";

type Choice = "given" | "withdrawn";
type Said = { readonly event: Event; readonly choice?: Choice };

const track = (
  messageId: string,
  timestamp: number,
  event: string,
  ids: Partial<Event> = { userId: "ann" },
): Event => ({
  messageId,
  type: "track",
  timestamp,
  event,
  ...ids,
});
const consent = (messageId: string, at: number, choice: Choice, ids?: Partial<Event>): Said => ({
  event: track(messageId, at, "Consent Updated", ids),
  choice,
});
const raised = (id: string, at: number, ids?: Partial<Event>): Said => ({
  event: track(id, at, "Objection Raised", ids),
});
const lifted = (id: string, at: number, ids?: Partial<Event>): Said => ({
  event: track(id, at, "Objection Withdrawn", ids),
});

const standingOf = (said: readonly Said[]): Standing =>
  said.reduce((sum, { event, choice }) => addStanding(sum, event, choice ? { choice } : {}), newStanding);

/** Few instants, ids and people, so that they meet. */
const one: fc.Arbitrary<Said> = fc
  .record({
    at: fc.integer({ min: 0, max: 4 }),
    messageId: fc.constantFrom("a", "b", "c", "d", "e", "f"),
    userId: fc.constantFrom("ann", "bob", "null", "__proto__"),
    anonymousId: fc.constantFrom("x", "y", "0000"),
    names: fc.constantFrom("user", "device", "both"),
    said: fc.constantFrom(
      "given" as const,
      "withdrawn" as const,
      "raised" as const,
      "lifted" as const,
      "nothing" as const,
    ),
  })
  .map(({ at, messageId, userId, anonymousId, names, said }): Said => {
    const ids = { ...(names !== "device" && { userId }), ...(names !== "user" && { anonymousId }) };
    if (said === "given" || said === "withdrawn") return consent(messageId, at, said, ids);
    if (said === "raised") return raised(messageId, at, ids);
    return said === "lifted" ? lifted(messageId, at, ids) : { event: track(messageId, at, "Demo Requested", ids) };
  });
const some = fc.array(one, { maxLength: 12 });

test("the order of events does not matter, nor does repetition", () => {
  fc.assert(
    fc.property(
      some.chain((all) => fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length }))),
      ([all, shuffled]) => {
        expect(standingOf([...shuffled, ...all])).toEqual(standingOf(all));
      },
    ),
    { numRuns: 2000 },
  );
});

test("standings of parts make the standing of the whole: commutative, associative, idempotent, with a zero", () => {
  fc.assert(
    fc.property(some, some, some, (a, b, c) => {
      const [x, y, z] = [standingOf(a), standingOf(b), standingOf(c)];
      expect(mergeStandings(x, y)).toEqual(standingOf([...a, ...b]));
      expect(mergeStandings(x, y)).toEqual(mergeStandings(y, x));
      expect(mergeStandings(mergeStandings(x, y), z)).toEqual(mergeStandings(x, mergeStandings(y, z)));
      expect(mergeStandings(x, x)).toEqual(x);
      expect(mergeStandings(x, newStanding)).toEqual(x);
    }),
    { numRuns: 2000 },
  );
});

test("a merge never lifts an objection", () => {
  fc.assert(
    fc.property(some, some, (a, b) => {
      const [x, y] = [standingOf(a), standingOf(b)];
      // Of disjoint identities: what one says never speaks for the other.
      const shared = Object.keys(x.objections).some((identity) => Object.hasOwn(y.objections, identity));
      fc.pre(!shared);
      const objected = [x, y].some((standing) => ineligible(standing)?.because === "objection");
      expect(ineligible(mergeStandings(x, y))?.because === "objection").toBe(objected);
    }),
    { numRuns: 2000 },
  );
});

test("it is plain JSON", () => {
  fc.assert(
    fc.property(some, (all) => {
      const standing = standingOf(all);
      expect(JSON.parse(JSON.stringify(standing))).toEqual(standing);
    }),
  );
});

test("the last word on consent stands, whichever device said it", () => {
  const phone = { anonymousId: "phone" };
  expect(ineligible(standingOf([consent("a", 2, "given"), consent("b", 1, "withdrawn", phone)]))).toBeUndefined();
  expect(ineligible(standingOf([consent("a", 1, "given"), consent("b", 2, "withdrawn", phone)]))).toEqual({
    because: "consent-withdrawn",
    since: 2,
  });
  expect(ineligible(standingOf([consent("b", 1, "given"), consent("a", 1, "withdrawn")]))).toBeUndefined();
});

test("an objection stands until whoever raised it takes it back", () => {
  const device = { anonymousId: "x" };
  const both = { userId: "ann", anonymousId: "x" };
  expect(ineligible(standingOf([raised("a", 1)]))).toEqual({ because: "objection", since: 1 });
  expect(ineligible(standingOf([raised("a", 1), lifted("b", 2)]))).toBeUndefined();
  expect(ineligible(standingOf([raised("a", 1, device), lifted("b", 2)]))?.because).toBe("objection");
  expect(ineligible(standingOf([raised("a", 1, device), lifted("b", 2, both)]))).toBeUndefined();
  expect(ineligible(standingOf([raised("a", 1), consent("b", 2, "given")]))?.because).toBe("objection");
  expect(ineligible(standingOf([raised("a", 5), raised("b", 3, device), consent("c", 1, "withdrawn")]))).toEqual({
    because: "objection",
    since: 3,
  });
});

test("placeholders object for nobody", () => {
  expect(standingOf([raised("a", 1, { userId: "null", anonymousId: "00000000" })])).toEqual(newStanding);
});

test("the spans in which nobody is scored are those of the standing itself, in any order of what was said", () => {
  fc.assert(
    fc.property(
      some.chain((all) => fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length }))),
      ([all, shuffled]) => {
        const spans = closedSpans(all);
        expect(closedSpans(shuffled)).toEqual(spans);
        for (let instant = 0; instant <= 5; instant++) {
          const until = standingOf(all.filter(({ event }) => event.timestamp <= instant));
          const isClosed = spans.some(({ from, until: end = Infinity }) => from <= instant && instant < end);
          expect(isClosed).toBe(ineligible(until) !== undefined);
        }
      },
    ),
    { numRuns: 2000 },
  );
});

test("what one device objected to, its user does not take back for it", () => {
  const device = { anonymousId: "x" };
  expect(closedSpans([raised("a", 1, device), lifted("b", 2)])).toEqual([{ from: 1 }]);
  expect(closedSpans([raised("a", 1, device), lifted("b", 2), lifted("c", 3, device)])).toEqual([
    { from: 1, until: 3 },
  ]);
  expect(closedSpans([raised("a", 1), lifted("b", 1)])).toEqual([]);
});
