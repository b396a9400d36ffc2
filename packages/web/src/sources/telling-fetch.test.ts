import { expect, test } from "vitest";
import { tellingFetch } from "./telling-fetch.ts";

test("what was cancelled before it began is never sent", async () => {
  // There is no such request here: whatever began one would say so.
  expect(globalThis).not.toHaveProperty("XMLHttpRequest");
  const signal = AbortSignal.abort("cancelled");
  await expect(tellingFetch(() => {})("/api/v1/imports", { signal })).rejects.toBe("cancelled");
});
