import type { ChildProcessWithoutNullStreams } from "node:child_process";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { afterAll, expect, test } from "vitest";

const roots: string[] = [];
afterAll(() => {
  for (const root of roots) rmSync(root, { recursive: true });
});

/** What stands in for the command: it says how it was called, and ends as it is told. */
const MAIN = `
const [how] = process.argv.slice(2);
if (how === "echo") process.stdin.pipe(process.stdout);
else if (how === "wait") setInterval(() => {}, 1000);
else if (how === "last-words") process.on("SIGTERM", () => process.exit(9)) && setInterval(() => {}, 1000);
else process.exitCode = Number(how);
console.log(JSON.stringify({ args: process.argv.slice(2), major: Number.parseInt(process.versions.node, 10) }));
`;

/** A repository with the launcher, and with this very Node as the one that npm brought (or an older one, or none). */
function repository(brought?: string): string {
  const root = mkdtempSync(join(tmpdir(), "launcher-"));
  roots.push(root);
  const cli = join(root, "packages/cli");
  mkdirSync(join(cli, "src"), { recursive: true });
  cpSync(join(import.meta.dirname, "plumbline.js"), join(cli, "bin/plumbline.js"));
  writeFileSync(join(cli, "package.json"), `{ "type": "module" }`);
  writeFileSync(join(cli, "src/main.ts"), MAIN);
  if (brought) {
    const system = process.platform === "win32" ? "win" : process.platform;
    const home = join(root, "node_modules", `node-${system}-${process.arch}`);
    mkdirSync(home, { recursive: true });
    symlinkSync(process.execPath, join(home, "node"));
    writeFileSync(join(home, "package.json"), JSON.stringify({ version: brought, bin: { node: "node" } }));
  }
  return root;
}

/** The machine's own Node, as far as the launcher can tell. */
function launch(root: string, machine: string, ...args: readonly string[]): ChildProcessWithoutNullStreams {
  const pretend = `Object.defineProperty(process, "versions", { value: { ...process.versions, node: "${machine}" } })`;
  const preload = `data:text/javascript,${encodeURIComponent(pretend)}`;
  return spawn(process.execPath, ["--import", preload, join(root, "packages/cli/bin/plumbline.js"), ...args]);
}

async function outcome(child: ChildProcessWithoutNullStreams) {
  const closed = once(child, "close");
  const [out, err] = await Promise.all([text(child.stdout), text(child.stderr)]);
  const [code, signal] = await closed;
  return { out, err, code, signal };
}

const today = Number.parseInt(process.versions.node, 10);

test("a new enough Node runs the command itself", async () => {
  const { out, code } = await outcome(launch(repository(), "24.0.0", "3", "--json"));
  expect(JSON.parse(out)).toEqual({ args: ["3", "--json"], major: 24 });
  expect(code).toBe(3);
});

test("an old Node hands over to the one that npm brought, arguments and exit code included", async () => {
  const { out, code } = await outcome(launch(repository("24.21.0"), "20.20.2", "7", "two words", ""));
  expect(JSON.parse(out)).toEqual({ args: ["7", "two words", ""], major: today });
  expect(code).toBe(7);
});

test("standard input reaches the command", async () => {
  const child = launch(repository("24.21.0"), "20.20.2", "echo");
  child.stdin.end("lead,score\n");
  expect((await outcome(child)).out).toContain("\nlead,score\n");
});

test("a signal ends both, and says so", async () => {
  const child = launch(repository("24.21.0"), "20.20.2", "wait");
  await once(child.stdout, "data");
  child.kill("SIGTERM");
  expect(await outcome(child)).toMatchObject({ code: null, signal: "SIGTERM" });
});

test("a command that catches the signal has the last word", async () => {
  const child = launch(repository("24.21.0"), "20.20.2", "last-words");
  await once(child.stdout, "data");
  child.kill("SIGTERM");
  expect(await outcome(child)).toMatchObject({ code: 9, signal: null });
});

test.each([undefined, "22.1.0"])(
  "an old Node alone says in one sentence what is needed (brought: %s)",
  async (brought) => {
    const { out, err, code } = await outcome(launch(repository(brought), "20.20.2", "0"));
    expect(out).toBe("");
    expect(err.trim().split("\n")).toEqual([expect.stringMatching(/^plumbline needs Node 24 or newer; .*\.$/)]);
    expect(code).toBe(1);
  },
);
