import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  definitionOf,
  draftOf,
  isName,
  isWhole,
  NEW_SEGMENT,
  nameFrom,
  type WholeSegment,
  type WithinDraft,
  withinProblem,
} from "./segment.ts";

describe("a name for conditions", () => {
  test.each([
    ["Leads in Germany", "leads-in-germany"],
    ["  Hot & met us! ", "hot-met-us"],
    ["大客户 2026", "大客户-2026"],
    ["Ünïcode", "ünïcode"],
    ["…", ""],
  ])("%j is %j", (label, name) => expect(nameFrom(label)).toBe(name));

  test("whatever people write, it is a name or nothing", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", maxLength: 300 }), (label) => {
        const name = nameFrom(label);
        return name === "" || isName(name) || /\p{M}/u.test(name);
      }),
    );
  });

  test.each(["", " a", "-a", "a/b", "a".repeat(61)])("%j is none", (name) => expect(isName(name)).toBe(false));
});

const bands: WithinDraft = { model: "b2b", by: "bands", bands: ["SQL"], totalFrom: null, totalTo: null };
const total: WithinDraft = { model: "b2b", by: "total", bands: [], totalFrom: 40, totalTo: null };

describe("a limit by score", () => {
  test.each([
    [bands, undefined],
    [{ ...bands, bands: [] }, "bandsNeeded"],
    [total, undefined],
    [{ ...total, totalFrom: null }, "totalNeeded"],
    [{ ...total, totalTo: 39 }, "totalReversed"],
    [{ ...total, totalTo: 40 }, undefined],
  ])("%j: %j", (within, problem) => expect(withinProblem(within)).toBe(problem));
});

const segment: WholeSegment = {
  id: "1",
  name: "hot",
  label: null,
  note: "For calls",
  kind: "live",
  size: 3,
  state: "live",
  progress: null,
  author: "user:1",
  createdAt: "2026-03-01T00:00:00Z",
  changedAt: "2026-03-01T00:00:00Z",
  definition: {
    where: { signal: "met" },
    model: "b2b",
    signals: { met: { on: "Met" } },
    within: [
      { model: "b2b", bands: ["SQL"] },
      { model: "b2b", totalFrom: 40 },
    ],
  },
  trait: null,
  usedBy: [],
  outdated: [],
};

test("what there is comes back from its draft", () => {
  expect(definitionOf(draftOf(segment, '"1"'))).toEqual(segment.definition);
});

test("a draft asks for what is whole, and can be sent when all is", () => {
  const draft = { ...NEW_SEGMENT, name: "hot", within: [bands, { ...total, totalFrom: null }] };
  expect(definitionOf(draft)).toEqual({ where: { all: [] }, within: [{ model: "b2b", bands: ["SQL"] }] });
  expect(isWhole(draft)).toBe(false);
  expect(isWhole({ ...draft, within: [bands] })).toBe(true);
  expect(isWhole({ ...draft, name: "", within: [] })).toBe(false);
});
