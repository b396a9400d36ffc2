import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";

const roots: string[] = [];
afterAll(() => {
  for (const root of roots) rmSync(root, { recursive: true });
});

/** Runs `npm test`'s script in a small repository of its own. */
function run(tests: Readonly<Record<string, string>>, checks: Readonly<Record<string, string>> = {}) {
  const root = mkdtempSync(join(tmpdir(), "npm-test-"));
  roots.push(root);
  const scripts = { types: "true", walls: "true", lint: "true", unused: "true", ...checks };
  writeFileSync(join(root, "package.json"), JSON.stringify({ type: "module", scripts }));
  symlinkSync(join(import.meta.dirname, "../node_modules"), join(root, "node_modules"), "junction");
  for (const [name, body] of Object.entries(tests)) {
    writeFileSync(join(root, `${name}.test.ts`), `import { expect, test } from "vitest";\n${body}`);
  }
  const { stdout, status } = spawnSync(process.execPath, [join(import.meta.dirname, "test.ts")], {
    cwd: root,
    encoding: "utf8",
  });
  return { status, stdout, lines: stdout.trimEnd().split("\n") };
}

const GREEN = `test("holds", () => expect(1).toBe(1));`;

test("green to the end: one line a step, and the count", () => {
  const { status, lines } = run({ a: `${GREEN} ${GREEN} test.skip("later"); test.todo("never");`, b: GREEN });
  expect(lines.slice(0, 4).map((line) => line.replace(/\d+\.\d s$/, "…"))).toEqual([
    "types   ok   …",
    "walls   ok   …",
    "lint    ok   …",
    "unused  ok   …",
  ]);
  expect(lines.at(-1)).toBe("3 passed, 0 failed, 2 skipped");
  expect(status).toBe(0);
});

test("a red test is counted", () => {
  const { status, lines } = run({ a: GREEN, b: `test("breaks", () => expect(1).toBe(2));` });
  expect(lines.at(-1)).toBe("1 passed, 1 failed");
  expect(status).toBe(1);
});

test("a file that does not load counts as failed", () => {
  const { status, lines } = run({ a: GREEN, b: `throw new Error("broken");` });
  expect(lines.at(-1)).toBe("1 passed, 1 failed");
  expect(status).toBe(1);
});

test("an error outside any test counts as failed", () => {
  const { status, lines } = run({ a: `${GREEN} void Promise.reject(new Error("nobody waits"));` });
  expect(lines.at(-1)).toBe("1 passed, 1 failed");
  expect(status).toBe(1);
});

test("a hook that fails counts as failed", () => {
  const { status, lines } = run({
    a: `import { beforeAll, describe } from "vitest";
        ${GREEN} describe("b", () => { beforeAll(() => { throw new Error("broken"); }); ${GREEN} });`,
  });
  expect(lines.at(-1)).toBe("1 passed, 1 failed, 1 skipped");
  expect(status).toBe(1);
});

test("no test at all is red", () => {
  expect(run({})).toMatchObject({ status: 1 });
});

test("a red step shows its output and stops the run", () => {
  const { status, stdout, lines } = run({ a: GREEN }, { walls: "echo wall down; echo for sure >&2; exit 3" });
  expect(stdout).toMatch(/^types {3}ok .*\nwalls {3}red .*\nwall down\nfor sure\n\n0 passed, 1 failed\n$/);
  expect(lines.at(-1)).toBe("0 passed, 1 failed");
  expect(status).toBe(1);
});

test("an older Node is told what is needed, before it stumbles over TypeScript", () => {
  const script = join(import.meta.dirname, "new-enough.js");
  const asNode = (version: string) => {
    const versions = JSON.stringify({ ...process.versions, node: version });
    const pose = `data:text/javascript,Object.defineProperty(process,"versions",{value:${versions}})`;
    return spawnSync(process.execPath, ["--import", pose, script], { encoding: "utf8" });
  };
  expect(asNode("20.20.2")).toMatchObject({ status: 1, stderr: expect.stringContaining("need Node 24 or newer") });
  expect(asNode("24.0.0")).toMatchObject({ status: 0, stderr: "" });
});
