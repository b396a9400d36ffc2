import { expect, test } from "vitest";
import { pointsRead, standingOf } from "./proposals.ts";

test("what the draft or the live version says is there, and what was accepted and is not was lost", () => {
  const decided = (says: "accepted" | "dismissed") => ({ says, by: "user:1", at: "2026-11-22T00:00:00Z" });
  const standing = (says: "accepted" | "dismissed" | null, isSaid: boolean, hasDraft = true) =>
    standingOf({ decision: says && decided(says), isSaid }, hasDraft);
  expect([standing(null, false), standing("dismissed", false)]).toEqual(["new", "dismissed"]);
  expect([standing("accepted", true), standing("accepted", true, false)]).toEqual(["in-draft", "live"]);
  expect(standing("accepted", false)).toBe("lost");
  // Somebody wrote it by hand.
  expect(standing(null, true, false)).toBe("live");
});

test("points are read with one decimal", () => {
  expect([pointsRead(12.34), pointsRead(-0.26)]).toEqual([12.3, -0.3]);
});
