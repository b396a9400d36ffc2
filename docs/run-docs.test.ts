import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdtemp, readdir, readFile, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { checkModel, parseModel, tryExamples } from "@plumbline/scoring";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { patternOf, sessions } from "./sessions.testing.ts";

const ROOT = join(dirname(fileURLToPath(import.meta.url)), "..");
const DATA = join(ROOT, "../shared/data");
const run = promisify(execFile);

type Block = { readonly file: string; readonly line: number; readonly kind: string; readonly text: string };

/** The fenced blocks of every page that people read. */
async function blocks(): Promise<Block[]> {
  const pages = [
    "README.md",
    "CONTRIBUTING.md",
    ...(await markdownIn("docs")),
    ...(await markdownIn("examples")),
    ...(await markdownIn("spec")),
  ];
  const found = await Promise.all(
    pages.map(async (file) => {
      const text = await readFile(join(ROOT, file), "utf8");
      return [...text.matchAll(/^```(\w+)\n(.*?)^```$/gms)].map(([, kind = "", body = ""], i): Block => {
        const line = text.slice(0, [...text.matchAll(/^```(\w+)\n(.*?)^```$/gms)][i]?.index).split("\n").length;
        return { file, line, kind, text: body };
      });
    }),
  );
  return found.flat();
}

async function markdownIn(folder: string): Promise<string[]> {
  const entries = await readdir(join(ROOT, folder), { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile() && entry.name.endsWith(".md"))
    .map((entry) => relative(ROOT, join(entry.parentPath, entry.name)));
}

const all = await blocks();
const named = (kind: string) =>
  all.filter((block) => block.kind === kind).map((block) => [`${block.file}:${block.line}`, block] as const);

describe("every model in the docs is a model, and its examples hold", () => {
  test.each(named("yaml"))("%s", (_, { text }) => {
    const parsed = parseModel(parse(text));
    expect(parsed).toMatchObject({ ok: true });
    if (!parsed.ok) return;
    expect(checkModel(parsed.model)).toEqual([]);
    for (const { name, mismatches } of tryExamples(parsed.model)) expect([name, mismatches]).toEqual([name, []]);
  });
});

describe("every command in the docs prints what the docs say", () => {
  test.each(named("console"))("%s", async (_, { text }) => {
    const folder = await workFolder();
    for (const { command, output } of sessions(text)) {
      if (/shared\/data|evaluate\.ts/.test(command) && !existsSync(DATA)) {
        console.warn(`SKIPPED, for want of ../shared/data: ${command}`);
        continue;
      }
      const env = {
        ...process.env,
        PATH: `${join(ROOT, "node_modules/.bin")}:${process.env["PATH"]}`,
        LANG: "en",
        LC_ALL: "en",
        COLUMNS: "",
      };
      const { stdout } = await run("sh", ["-c", command.replaceAll("npx ", "")], {
        cwd: folder,
        env,
        maxBuffer: 1 << 26,
      });
      expect(stdout.trimEnd()).toMatch(patternOf(output));
    }
  });
});

/** A folder in which the paths of the docs are right and into which commands may write. */
async function workFolder(): Promise<string> {
  const parent = await mkdtemp(join(tmpdir(), "docs-"));
  const folder = await mkdtemp(join(parent, "at-"));
  for (const name of ["examples", "packages", "node_modules", "spec"])
    await symlink(join(ROOT, name), join(folder, name));
  if (existsSync(DATA)) await symlink(join(ROOT, "../shared"), join(parent, "shared"));
  return folder;
}
