import { findWorkspaceIds } from "@plumbline/store";
import { testDatabase } from "@plumbline/store/testing";
import { expect, test } from "vitest";
import { firstStart } from "./first-start.ts";

test("servers that start at the same time make one workspace", async () => {
  const { pool } = await testDatabase();
  const options = { pool, now: () => Date.parse("2026-11-22T12:00:00Z"), sample: undefined };
  const made = await Promise.all([1, 2, 3].map(() => firstStart(options)));
  expect(made.filter((one) => one !== undefined)).toHaveLength(1);
  expect(await findWorkspaceIds(pool)).toHaveLength(1);
});
