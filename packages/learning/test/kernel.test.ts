import { existsSync } from "node:fs";
import { expect, test } from "vitest";
import { HISTOGRAM_KERNEL } from "../src/trees/histogram-kernel.ts";
import { compileKernel } from "./compile-kernel.testing.ts";

const isThere = existsSync(new URL(import.meta.resolve("assemblyscript/package.json")));
if (!isThere) console.warn("SKIPPED, for want of assemblyscript: the kernel compiled again");

test.runIf(isThere)("the committed kernel is its source, compiled", async () => {
  expect(await compileKernel()).toBe(HISTOGRAM_KERNEL);
});
