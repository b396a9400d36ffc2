import { expect, test } from "vitest";
import { outlooksOf } from "./outlook.ts";

const bands = [{ name: "Lead" }, { name: "MQL" }, { name: "SQL" }];
const standing = { total: 60, band: "MQL", dueOn: "1970-01-03", nextSteps: null };

test("what it could do comes before what happens by itself", () => {
  const rises = [{ signal: "demo", times: 1, band: "SQL", total: 80 }];
  const nextSteps = { rises, byItself: { on: "1970-01-11", band: "Lead" } };
  expect(outlooksOf({ ...standing, nextSteps }, bands)).toEqual([
    { kind: "step", signal: "demo", times: 1, band: "SQL" },
    { kind: "falls", band: "Lead", on: 10 },
  ]);
});

test("a band above is risen to, below every band is fallen to", () => {
  const next = (band: string | null) => ({ rises: [], byItself: { on: "1970-01-02", band } });
  expect(outlooksOf({ ...standing, nextSteps: next("SQL") }, bands)).toEqual([{ kind: "rises", band: "SQL", on: 1 }]);
  expect(outlooksOf({ ...standing, nextSteps: next(null) }, bands)).toEqual([{ kind: "falls", band: null, on: 1 }]);
  expect(outlooksOf({ ...standing, band: null, nextSteps: next("Lead") }, bands)).toMatchObject([{ kind: "rises" }]);
});

test("without a change of band the next change of the score is told, or that there is none", () => {
  expect(outlooksOf(standing, bands)).toEqual([{ kind: "changes", on: 2 }]);
  expect(outlooksOf({ ...standing, dueOn: null }, bands)).toEqual([{ kind: "steady" }]);
  expect(outlooksOf({ ...standing, total: null, dueOn: null }, bands)).toEqual([]);
});
