import { globSync, readFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { expect, test } from "vitest";

const root = join(import.meta.dirname, "..");

type Manifest = { readonly name: string } & Partial<
  Record<"dependencies" | "devDependencies" | "optionalDependencies", Readonly<Record<string, string>>>
>;

/** `package version room` of everything that some package.json asks for by name; our own rooms aside. */
const asked = globSync(["package.json", "packages/*/package.json"], { cwd: root })
  .flatMap((path) => {
    const manifest = JSON.parse(readFileSync(join(root, path), "utf8")) as Manifest;
    const room = path === "package.json" ? "repository" : basename(dirname(path));
    const needs = { ...manifest.dependencies, ...manifest.devDependencies, ...manifest.optionalDependencies };
    return Object.entries(needs).map(([name, version]) => ({ name, version, room }));
  })
  .filter(({ name }) => !name.startsWith("@plumbline/"));

const listed = readFileSync(join(root, "docs/dependencies.md"), "utf8")
  .split("\n")
  .filter((line) => line.startsWith("| `"))
  .map((line) => {
    const [name = "", version = "", rooms = "", why = "", without = ""] = line
      .split("|")
      .slice(1, -1)
      .map((cell) => cell.trim());
    return { name: name.replaceAll("`", ""), version, rooms: rooms.split(", "), why, without };
  });

test("the table lists what the package.json files ask for, and nothing else", () => {
  const rows = listed.flatMap(({ name, version, rooms }) => rooms.map((room) => `${name} ${version} ${room}`));
  expect(rows.toSorted()).toEqual(asked.map(({ name, version, room }) => `${name} ${version} ${room}`).toSorted());
});

test.each(listed)("$name has its reason", ({ why, without }) => {
  expect(why).not.toBe("");
  expect(without).not.toBe("");
});

test.each(asked)("$name of $room is pinned", ({ version }) => {
  expect(version).toMatch(/^(npm:[^@]+@)?\d+\.\d+\.\d+(-beta\.\d+)?$/);
});
