import { spawnSync } from "node:child_process";
import { startVitest } from "vitest/node";

/** What is red in one of these would only show again, louder, in the tests. */
const CHECKS = ["types", "walls", "lint", "unused"];

const seconds = (since: number) => `${((performance.now() - since) / 1000).toFixed(1)} s`;

for (const check of CHECKS) {
  const start = performance.now();
  const { status, stdout, stderr } = spawnSync(process.execPath, ["--run", check], {
    encoding: "utf8",
    maxBuffer: Number.POSITIVE_INFINITY,
  });
  console.log(`${check.padEnd(8)}${status === 0 ? "ok " : "red"}  ${seconds(start)}`);
  if (status !== 0) {
    console.log(`${stdout}${stderr}\n0 passed, 1 failed`);
    process.exit(1);
  }
}

const start = performance.now();
const vitest = await startVitest("test", [], { watch: false });
await vitest.close();

const modules = vitest.state.getTestModules();
const suites = modules.flatMap((module) => [module, ...module.children.allSuites()]);
const tests = modules.flatMap((module) => [...module.children.allTests()]);
const count = (state: string) => tests.filter((test) => test.result().state === state).length;
// A file that does not load, a hook that fails and an error outside any test have no test to be counted by.
const broken = suites.filter((suite) => suite.errors().length > 0).length + vitest.state.getUnhandledErrors().length;

const passed = count("passed");
const failed = count("failed") + broken;
const skipped = count("skipped");
const red = failed > 0 || passed === 0;
console.log(`tests   ${red ? "red" : "ok "}  ${seconds(start)}`);
console.log(`${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ""}`);
// Vitest may leave handles open; the verdict is in.
process.exit(red ? 1 : 0);
