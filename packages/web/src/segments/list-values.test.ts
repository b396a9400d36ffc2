import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  diffEntries,
  type Entry,
  entriesAfter,
  entriesIn,
  isUnchanged,
  NO_CHANGES,
  withAdded,
  withKept,
  withRemoved,
} from "./list-values.ts";

describe("what was pasted", () => {
  test("a value a line, without space around it", () => {
    expect(entriesIn(" acme.example \r\n\n globex.example\rinitech.example\n", [])).toEqual([
      "acme.example",
      "globex.example",
      "initech.example",
    ]);
  });
  test("numbers beside numbers only", () => {
    expect(entriesIn("7\nx", [1, 2])).toEqual([7, "x"]);
    expect(entriesIn("7", [1, "a"])).toEqual(["7"]);
    expect(entriesIn("7", [])).toEqual(["7"]);
  });
});

describe("a draft of a list", () => {
  const standing = ["acme", "Globex", "initech"];

  test("folds doubles, whatever their capitals", () => {
    const { draft, added, doubles } = withAdded(standing, NO_CHANGES, ["GLOBEX", "umbrella", "Umbrella"]);
    expect(entriesAfter(standing, draft)).toEqual([...standing, "umbrella"]);
    expect({ added, doubles }).toEqual({ added: 1, doubles: 2 });
  });
  test("what is removed and added again stays as it was", () => {
    const removed = withRemoved(NO_CHANGES, "Globex");
    expect(entriesAfter(standing, removed)).toEqual(["acme", "initech"]);
    const { draft, added } = withAdded(standing, removed, ["globex"]);
    expect(draft).toEqual(NO_CHANGES);
    expect(added).toBe(1);
  });
  test("what was only just added is forgotten when it is removed", () => {
    const { draft } = withAdded(standing, NO_CHANGES, ["umbrella"]);
    expect(withRemoved(draft, "umbrella")).toEqual(NO_CHANGES);
  });
  test("a removal can be taken back", () => {
    expect(isUnchanged(withKept(withRemoved(NO_CHANGES, "acme"), "acme"))).toBe(true);
  });
});

const entry: fc.Arbitrary<Entry> = fc.oneof(fc.constantFrom("a", "A", "b", "ß", "1"), fc.integer({ min: 0, max: 3 }));
const entries = fc.array(entry, { maxLength: 12 }).map((all) => entriesAfter([], { ...NO_CHANGES, added: all }));

test("adding counts what came, and the rest is doubles; the list never has a value twice", () => {
  fc.assert(
    fc.property(entries, fc.array(entry), (standing, given) => {
      const { draft, added, doubles } = withAdded(standing, NO_CHANGES, given);
      const after = entriesAfter(standing, draft);
      expect(after.length).toBe(standing.length + added);
      expect(added + doubles).toBe(given.length);
      expect(diffEntries([], after).added).toEqual(after);
    }),
  );
});

test("what came and went leads from one version to the other", () => {
  fc.assert(
    fc.property(entries, entries, (before, after) => {
      const { added, removed } = diffEntries(before, after);
      const reached = entriesAfter(before, { ...NO_CHANGES, added, removed });
      expect(diffEntries(reached, after)).toEqual({ added: [], removed: [] });
      expect(diffEntries(after, before)).toEqual({ added: removed, removed: added });
    }),
  );
});
