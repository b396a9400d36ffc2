import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { checkWalls } from "./check.ts";
import { rules } from "./rules.ts";

const ROOMS = ["scoring", "phrases", "learning", "api", "store", "connectors", "server", "web", "cli"];
const PURE_PACKAGES = ["zod", "re2js", "@noble/hashes"];

const roots: string[] = [];
afterAll(() => {
  for (const root of roots) rmSync(root, { recursive: true });
});

/** A small repository with all rooms, each of which has a front door and one file behind it. */
function repository(files: Readonly<Record<string, string>>): string {
  const root = mkdtempSync(join(tmpdir(), "walls-"));
  roots.push(root);
  const write = (path: string, text: string) => {
    mkdirSync(join(root, dirname(path)), { recursive: true });
    writeFileSync(join(root, path), text);
  };
  for (const room of ROOMS) {
    write(`packages/${room}/package.json`, `{ "name": "@plumbline/${room}", "exports": "./src/index.ts" }`);
    write(`packages/${room}/src/index.ts`, `export { inner, type Inner } from "./inner.ts";`);
    write(`packages/${room}/src/inner.ts`, `export type Inner = number; export const inner: Inner = 1;`);
    mkdirSync(join(root, "node_modules/@plumbline"), { recursive: true });
    symlinkSync(join(root, "packages", room), join(root, "node_modules/@plumbline", room), "junction");
  }
  for (const name of [...PURE_PACKAGES, "yaml"]) {
    write(`node_modules/${name}/package.json`, `{ "name": "${name}", "exports": "./index.js" }`);
    write(`node_modules/${name}/index.js`, `export const it = 1;`);
  }
  for (const [path, text] of Object.entries(files)) write(path, text);
  return root;
}

/** The store's second door, which is for tests. */
const STORE = {
  "packages/store/package.json": `{ "name": "@plumbline/store", "exports": { ".": "./src/index.ts", "./testing": "./src/database.testing.ts" } }`,
  "packages/store/src/database.testing.ts": `export const testDatabase = 1;`,
};

test("a repository that keeps to the walls has none broken", async () => {
  const allowed = {
    "packages/scoring/src/a.ts": PURE_PACKAGES.map((name) => `import "${name}";`).join("\n"),
    "packages/scoring/src/a.test.ts": `import "node:fs"; import "yaml"; import "./a.ts"; import "./b.testing.ts";`,
    "packages/scoring/src/b.testing.ts": `import "node:fs"; import "./a.ts";`,
    "packages/learning/src/a.ts": `import "@plumbline/scoring";`,
    "packages/api/src/a.ts": `import "@plumbline/scoring"; import "@plumbline/learning";`,
    "packages/store/src/a.ts": `import "node:fs"; import "@plumbline/scoring"; import "@plumbline/learning";`,
    ...STORE,
    "packages/server/src/a.test.ts": `import "@plumbline/store/testing";`,
    "packages/connectors/src/a.ts": `import "yaml"; import "@plumbline/scoring"; import "@plumbline/api";`,
    "packages/server/src/a.ts": `import "@plumbline/phrases"; import "@plumbline/store"; import "@plumbline/connectors";`,
    "packages/web/src/a.tsx": `import "@plumbline/scoring"; import "@plumbline/learning"; import "@plumbline/phrases";`,
    "packages/cli/src/a.ts": `import "@plumbline/server"; import "@plumbline/phrases";`,
    "bench/a.ts": `import "../packages/scoring/src/inner.ts"; import "yaml";`,
  };
  const { breaches, modules } = await checkWalls(repository(allowed));
  expect(breaches).toEqual([]);
  expect(modules).toBeGreaterThan(2 * ROOMS.length + Object.keys(allowed).length);
});

type Case = readonly [rule: string, how: string, files: Readonly<Record<string, string>>];

/** Every wall, broken on purpose: the walk must name that rule and no other. */
const BROKEN: readonly Case[] = [
  ["scoring-knows", "a value", { "packages/scoring/src/a.ts": `import "@plumbline/phrases";` }],
  ["scoring-knows", "import type", { "packages/scoring/src/a.ts": `import type { Inner } from "@plumbline/phrases";` }],
  [
    "scoring-knows",
    "an inline type",
    { "packages/scoring/src/a.ts": `import { type Inner } from "@plumbline/phrases";` },
  ],
  ["scoring-knows", "export type", { "packages/scoring/src/a.ts": `export type { Inner } from "@plumbline/phrases";` }],
  ["scoring-knows", "a type query", { "packages/scoring/src/a.ts": `type A = import("@plumbline/phrases").Inner[];` }],
  ["scoring-knows", "a dynamic import", { "packages/scoring/src/a.ts": `const a = import("@plumbline/phrases");` }],
  ["scoring-knows", "a test", { "packages/scoring/src/a.test.ts": `import "@plumbline/cli";` }],
  ["phrases-knows", "a value", { "packages/phrases/src/a.ts": `import "@plumbline/scoring";` }],
  ["snippet-knows", "a value", { "packages/snippet/src/a.ts": `import "@plumbline/scoring";` }],
  ["learning-knows", "a value", { "packages/learning/src/a.ts": `import "@plumbline/api";` }],
  ["api-knows", "a value", { "packages/api/src/a.ts": `import "@plumbline/store";` }],
  ["store-knows", "a value", { "packages/store/src/a.ts": `import "@plumbline/api";` }],
  ["connectors-knows", "a value", { "packages/connectors/src/a.ts": `import "@plumbline/store";` }],
  ["server-knows", "a value", { "packages/server/src/a.ts": `import "@plumbline/cli";` }],
  [
    "steps-answer-nobody",
    "its refusals",
    {
      "packages/server/src/learn/a.ts": `import { b } from "../answer/b.ts"; b;`,
      "packages/server/src/answer/b.ts": "export const b = 1;",
    },
  ],
  ["web-knows", "a value in a screen", { "packages/web/src/a.tsx": `import "@plumbline/server";` }],
  ["web-previews-files", "all of the connectors", { "packages/web/src/a.tsx": `import "@plumbline/connectors";` }],
  ["cli-knows", "a value", { "packages/cli/src/a.ts": `import "@plumbline/web";` }],

  ["scoring-packages", "one that is not its own", { "packages/scoring/src/a.ts": `import "yaml";` }],
  ["scoring-packages", "its type", { "packages/scoring/src/a.ts": `import type { it } from "yaml";` }],
  ["phrases-packages", "one that only scoring may", { "packages/phrases/src/a.ts": `import "zod";` }],
  ["learning-packages", "one that only scoring may", { "packages/learning/src/a.ts": `import "zod";` }],

  ["scoring-without-node", "node:fs", { "packages/scoring/src/a.ts": `import "node:fs";` }],
  ["scoring-without-node", "a type of fs", { "packages/scoring/src/a.ts": `import type { Stats } from "fs";` }],
  ["phrases-without-node", "node:fs", { "packages/phrases/src/a.ts": `import "node:fs";` }],
  ["learning-without-node", "node:fs", { "packages/learning/src/a.ts": `import "node:fs";` }],

  ["by-name", "a path to the door", { "packages/learning/src/a.ts": `import "../../scoring/src/index.ts";` }],
  [
    "front-door",
    "a second door",
    {
      "packages/scoring/package.json": `{ "name": "@plumbline/scoring", "exports": { "./inner": "./src/inner.ts" } }`,
      "packages/learning/src/a.ts": `import "@plumbline/scoring/inner";`,
    },
  ],
  ["resolvable", "past the door", { "packages/learning/src/a.ts": `import "@plumbline/scoring/src/inner.ts";` }],
  ["resolvable", "nowhere", { "packages/cli/src/a.ts": `import "no-such-package";` }],

  ["no-cycle", "of values", circle("import")],
  ["no-cycle", "of types", circle("import type")],
  [
    "tests-are-leaves",
    "a test",
    { "packages/cli/src/a.ts": `import "./b.test.ts";`, "packages/cli/src/b.test.ts": "" },
  ],
  [
    "tests-are-leaves",
    "what only tests use",
    { "packages/cli/src/a.ts": `import "./b.testing.ts";`, "packages/cli/src/b.testing.ts": "" },
  ],
  [
    "tests-are-leaves",
    "the tests' door of the store",
    { ...STORE, "packages/server/src/a.ts": `import "@plumbline/store/testing";` },
  ],
  ["rooms-only", "a script", { "packages/cli/src/a.ts": `import "../../../scripts/a.ts";`, "scripts/a.ts": "" }],
  ["known-room", "a new folder", { "packages/shed/src/a.ts": `import "node:fs";` }],
  // The walk passes node_modules by, wherever it lies.
  ["every-file", "one the walk leaves out", { "packages/cli/src/node_modules/a.ts": "" }],
];

function circle(how: string): Readonly<Record<string, string>> {
  return {
    "packages/cli/src/a.ts": `${how} { B } from "./b.ts"; export type A = B;`,
    "packages/cli/src/b.ts": `${how} { C } from "./c.ts"; export type B = C;`,
    "packages/cli/src/c.ts": `${how} { A } from "./a.ts"; export type C = A | 1;`,
  };
}

test.each(BROKEN)("%s is broken by %s", async (rule, _, files) => {
  const { breaches } = await checkWalls(repository(files));
  expect([...new Set(breaches.map((breach) => breach.rule))]).toEqual([rule]);
});

test("every wall is broken above", () => {
  expect(new Set(BROKEN.map(([rule]) => rule))).toEqual(new Set([...rules.map(({ name }) => name), "every-file"]));
});
