import { expect, test } from "vitest";
import { movesOf, noMoves, readAgainIn, withMove } from "./moves.ts";

const RITA = '{"search":"rita"}';

test("changes of leads that are not on the list are not counted as its own", () => {
  let moves = noMoves(RITA);
  for (let change = 0; change < 1234; change++) moves = withMove(moves, RITA, false);
  expect(moves.count).toBe(0);
  expect(withMove(moves, RITA, true).count).toBe(1);
});

test("another list begins anew", () => {
  const moves = withMove(withMove(noMoves(RITA), RITA, true), RITA, true);
  expect(movesOf(moves, RITA).count).toBe(2);
  expect(movesOf(moves, "{}")).toEqual(noMoves("{}"));
  expect(withMove(moves, "{}", true).count).toBe(1);
});

test("a list is read again sooner for its own leads than for those who may come onto it, and else not at all", () => {
  const own = readAgainIn(withMove(noMoves(RITA), RITA, true));
  const others = readAgainIn(withMove(noMoves(RITA), RITA, false));
  expect(own).toBeLessThan(Number(others));
  expect(readAgainIn(withMove(withMove(noMoves(RITA), RITA, false), RITA, true))).toBe(own);
  expect(readAgainIn(noMoves(RITA))).toBeUndefined();
});
