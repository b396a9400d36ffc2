import { existsSync, globSync, readdirSync, readFileSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { rules } from "../walls/rules.ts";

const ROOT = join(dirname(fileURLToPath(import.meta.url)), "..");
const pages = globSync(["*.md", "{docs,examples,spec,bench}/**/*.md"], { cwd: ROOT, exclude: ["**/node_modules"] });

test.each(pages)("every link and picture of %s leads somewhere", (page) => {
  const text = readFileSync(join(ROOT, page), "utf8").replaceAll(/^```.*?^```$/gms, "");
  const targets = [...text.matchAll(/\]\(([^)\s]+)\)/g)].map(([, target = ""]) => target.replace(/#.*$/, ""));
  const here = targets.filter((target) => target !== "" && !/^[a-z]+:/.test(target));
  expect(here.filter((target) => !existsSync(join(ROOT, dirname(page), target)))).toEqual([]);
});

test("every word of the glossary lives where it says: the file is called so, or says it", () => {
  const text = readFileSync(join(ROOT, "GLOSSARY.md"), "utf8");
  const lines = [...text.matchAll(/^\| (.*?) \|.*\| `([^`]+)` \|$/gm)];
  expect(lines.length).toBeGreaterThan(60);
  const plain = (words: string) => words.toLowerCase().replaceAll(/[^a-z]/g, "");
  const homeless = lines.flatMap(([, words = "", path = ""]) => {
    const home = join(ROOT, "packages", path);
    const said = plain(path + (statSync(home).isDirectory() ? readdirSync(home).join() : readFileSync(home, "utf8")));
    const each = words.replaceAll(/\(.*?\)|\bto /g, "").split(",");
    return each.filter((word) => !said.includes(plain(word))).map((word) => `${word}: ${path}`);
  });
  expect(homeless).toEqual([]);
});

test("the rooms that CONTRIBUTING draws are those of the walls", () => {
  const text = readFileSync(join(ROOT, "CONTRIBUTING.md"), "utf8");
  const drawn = [...text.matchAll(/^\| `(\w+)` \| .* \| ([\w, ]*) ?\|$/gm)].map(
    ([, room, knows]) => `${room} knows ${knows?.trim() || "no other room"}.`,
  );
  expect(drawn.toSorted()).toEqual(
    rules.flatMap(({ name, comment }) => (name?.endsWith("-knows") ? [comment] : [])).toSorted(),
  );
});
