import { execFile, spawn } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { looseBlockPattern, sessions } from "./sessions.testing.ts";

const ROOT = join(dirname(fileURLToPath(import.meta.url)), "..");
const run = promisify(execFile);

/** What a server says of itself when it starts for the first time. */
async function firstStart(folder: string) {
  const args = [join(ROOT, "packages/cli/bin/plumbline.js"), "serve", "--no-sample", "--port", "0", "--data", folder];
  const server = spawn(process.execPath, args, {
    env: { ...process.env, LC_ALL: "en", PLUMBLINE_SCREENS: "no" },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let said = "";
  server.stderr.resume();
  await new Promise<void>((resolve, reject) => {
    server.once("exit", (code) => reject(new Error(`the server ended with ${code}: ${said}`)));
    server.stdout.on("data", (chunk) => {
      said += chunk;
      if (/ready: \S+\n/.test(said)) resolve();
    });
  });
  const [, SERVER_KEY = ""] = said.match(/plw_[\w-]+/g) ?? [];
  const [API_KEY = ""] = /plk_[\w-]+/.exec(said) ?? [];
  const [, URL = ""] = /ready: (http:\S+)/.exec(said) ?? [];
  const stop = async () => {
    const ended = new Promise((resolve) => server.once("exit", resolve));
    server.kill("SIGINT");
    return ended;
  };
  return { env: { SERVER_KEY, API_KEY, URL }, stop };
}

test("the page on the server is right: a newcomer's first events, model and lead", async () => {
  const folder = await mkdtemp(join(tmpdir(), "plumbline-docs-"));
  const { env, stop } = await firstStart(folder);
  try {
    const page = await readFile(join(ROOT, "docs/server.md"), "utf8");
    const blocks = [...page.matchAll(/^```sh\n(.*?)^```$/gms)].map(([, text = ""]) => text);
    expect(blocks).toHaveLength(3);
    for (const { command, output } of blocks.flatMap(sessions)) {
      const loud = command.replaceAll("curl -s ", "curl -sS ");
      const { stdout } = await run("sh", ["-c", loud], { cwd: ROOT, env: { ...process.env, ...env } });
      expect(stdout.trimEnd(), command).toMatch(looseBlockPattern(output));
    }
  } finally {
    expect(await stop()).toBe(0);
    await rm(folder, { recursive: true, force: true });
  }
});
