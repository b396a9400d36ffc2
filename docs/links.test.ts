import { existsSync, globSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

const ROOT = join(dirname(fileURLToPath(import.meta.url)), "..");
const pages = globSync(["*.md", "{docs,examples,spec,bench}/**/*.md"], { cwd: ROOT, exclude: ["**/node_modules"] });

test.each(pages)("every link and picture of %s leads somewhere", (page) => {
  const text = readFileSync(join(ROOT, page), "utf8").replaceAll(/^```.*?^```$/gms, "");
  const targets = [...text.matchAll(/\]\(([^)\s]+)\)/g)].map(([, target = ""]) => target.replace(/#.*$/, ""));
  const here = targets.filter((target) => target !== "" && !/^[a-z]+:/.test(target));
  expect(here.filter((target) => !existsSync(join(ROOT, dirname(page), target)))).toEqual([]);
});

test("every word of the glossary has the file where it lives", () => {
  const text = readFileSync(join(ROOT, "GLOSSARY.md"), "utf8");
  const homes = [...text.matchAll(/^\|.*\| `([^`]+)` \|$/gm)].map(([, path = ""]) => path);
  expect(homes.length).toBeGreaterThan(60);
  expect(homes.filter((path) => !existsSync(join(ROOT, "packages", path)))).toEqual([]);
});
