import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";

const root = join(import.meta.dirname, "..");
const { resolve } = createRequire(import.meta.url);

const roots: string[] = [];
afterAll(() => {
  for (const path of roots) rmSync(path, { recursive: true });
});

/** A copy of the repository's settings with nothing in it but these files. */
function repository(files: Readonly<Record<string, string>>): string {
  const copy = mkdtempSync(join(tmpdir(), "purity-"));
  roots.push(copy);
  for (const name of [".gitignore", "biome.jsonc", "tsconfig.json", "tsconfig.pure.json"]) {
    cpSync(join(root, name), join(copy, name));
  }
  // With Node's types in reach, it is the setting alone that keeps them out.
  symlinkSync(join(root, "node_modules"), join(copy, "node_modules"), "junction");
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(join(copy, path, ".."), { recursive: true });
    writeFileSync(join(copy, path), text);
  }
  return copy;
}

/** What the language itself offers, and the lint rule that takes it away. */
const OFFENCES: Readonly<Record<string, readonly [rule: string, text: string]>> = {
  "the time of day": ["style/noRestrictedGlobals", "export const now = () => Date.now();"],
  today: ["style/noRestrictedGlobals", "export const today = () => new Date();"],
  "the clock by a detour": ["style/noRestrictedGlobals", "export const now = () => new globalThis.Date();"],
  chance: ["nursery/noJsRestrictedProperties", "export const chance = () => Math.random();"],
  "chance unpacked": ["nursery/noJsRestrictedProperties", "export const { random } = Math;"],
  "chance by its name": ["nursery/noJsRestrictedProperties", `export const chance = Math["random"];`],
  "the machine's language": ["nursery/noJsRestrictedProperties", `export const order = "a".localeCompare("b");`],
  output: ["suspicious/noConsole", "console.log(1);"],
  eval: ["security/noGlobalEval", `export const one = () => eval("1");`],
  "code from text": ["style/noRestrictedGlobals", `export const one = new Function("return 1");`],
};

function lint(files: Readonly<Record<string, string>>): readonly string[] {
  const { stdout } = spawnSync(
    process.execPath,
    [resolve("@biomejs/biome/bin/biome"), "lint", "--reporter=json", "--max-diagnostics=none"],
    { cwd: repository(files), encoding: "utf8" },
  );
  const { diagnostics } = JSON.parse(stdout) as {
    diagnostics: readonly { category: string; location: { path: string } }[];
  };
  return diagnostics.map(({ category, location }) => `${location.path} ${category}`);
}

test.each(["scoring", "phrases", "learning"])("lint keeps time, chance and output out of %s", (room) => {
  const cases = Object.values(OFFENCES).map(([rule, text], at) => ({
    path: `packages/${room}/src/a${at}.ts`,
    rule,
    text,
  }));
  const found = lint(Object.fromEntries(cases.map(({ path, text }) => [path, text])));
  expect(found.toSorted()).toEqual(cases.map(({ path, rule }) => `${path} lint/${rule}`).toSorted());
});

test("lint leaves tests and other rooms their clock", () => {
  const clock = "export const now = () => Date.now();";
  const places = ["scoring/src/a.test.ts", "scoring/src/a.testing.ts", "cli/src/a.ts"];
  expect(lint(Object.fromEntries(places.map((place) => [`packages/${place}`, clock])))).toEqual([]);
});

/** What Node and browsers add to the language: the compiler does not know these names in a pure room. */
const UNKNOWN = ["Buffer", "URL", "console", "crypto", "document", "fetch", "performance", "process", "setTimeout"];

test("the compiler knows neither Node nor a browser in a pure room", () => {
  const { stdout } = spawnSync(
    process.execPath,
    [resolve("@typescript/native/package.json").replace("package.json", "bin/tsc"), "-p", "tsconfig.pure.json"],
    {
      cwd: repository({
        "packages/scoring/src/a.ts": UNKNOWN.map((name) => `export const a${name} = ${name};`).join("\n"),
      }),
      encoding: "utf8",
    },
  );
  const lines = [...stdout.matchAll(/^packages\/scoring\/src\/a\.ts\((\d+),\d+\): error TS\d+: Cannot find name/gm)];
  expect(lines.map(([, line]) => UNKNOWN[Number(line) - 1])).toEqual(UNKNOWN);
});
