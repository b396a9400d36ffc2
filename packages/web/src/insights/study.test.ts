import { expect, test } from "vitest";
import { toShow } from "./study.ts";

const study = (id: string, state: "waiting" | "running" | "done" | "stopped" | "failed") => ({ id, state });

test("an answer stays until there is a newer one, whatever becomes of what was asked since", () => {
  for (const state of ["waiting", "running", "stopped", "failed"] as const) {
    const { newest, answered } = toShow([study("3", state), study("2", "done"), study("1", "done")]);
    expect([newest?.id, answered?.id]).toEqual(["3", "2"]);
  }
  const { newest, answered } = toShow([study("2", "done"), study("1", "done")]);
  expect(answered).toBe(newest);
  expect(toShow([study("1", "failed")]).answered).toBeUndefined();
  expect(toShow([])).toEqual({ newest: undefined, answered: undefined });
});
