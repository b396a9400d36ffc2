import { expect, test } from "vitest";
import { readReport } from "./import.ts";

test("a report in figures: what was read and refused, and what could not be read, was rejected", () => {
  const report = readReport({
    ...{ read: 9, stored: 5, duplicates: 3, refused: 1, rejected: 2 },
    reasons: { "no-identity": 1, "cell-count": 2 },
    misread: { Employees: { count: 3, line: 12 } },
    guesses: [{ column: "Mail", target: "email", because: "name" }],
    noMessageIds: true,
  });
  expect(report).toEqual({
    ...{ stored: 5, duplicates: 3, rejected: 3, noMessageIds: true },
    reasons: [
      ["cell-count", 2],
      ["no-identity", 1],
    ],
    misread: [{ column: "Employees", count: 3, line: 12 }],
    guesses: [{ column: "Mail", target: "email" }],
  });
});

test("a report that is not there yet has nothing in it", () => {
  for (const said of [null, undefined, [], "x", { reasons: null, misread: 1 }])
    expect(readReport(said)).toEqual({
      ...{ stored: 0, duplicates: 0, rejected: 0, noMessageIds: false },
      ...{ reasons: [], misread: [], guesses: [] },
    });
});
