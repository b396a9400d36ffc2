import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { createInterface } from "node:readline";
import type { House } from "./open-house.ts";

/** A server in a process of its own. */
export type Served = { readonly url: string; readonly pid: number; stop(): Promise<void> };

const ROOT = join(import.meta.dirname, "../..");

/** The product as its users start it, on a benchmark's database. */
export function serve(house: House, more: Readonly<Record<string, string>> = {}): Promise<Served> {
  return start([join(ROOT, "packages/cli/bin/plumbline.js"), "serve", "--port", "0"], house, more);
}

/** Another program that serves the same requests. */
export async function start(args: readonly string[], { url, folder }: House, more = {}): Promise<Served> {
  const env = {
    ...process.env,
    DATABASE_URL: url,
    PLUMBLINE_DATA: folder,
    PLUMBLINE_SAMPLE: "no",
    PLUMBLINE_SCREENS: "no",
    ...more,
  };
  const child = spawn(process.execPath, args, {
    env,
    stdio: ["ignore", "pipe", "inherit"],
  });
  // However a benchmark ends, its server ends with it.
  process.once("exit", () => child.kill());
  const gone = once(child, "exit");
  for await (const line of createInterface({ input: child.stdout })) {
    const [address] = /http:\/\/\S+:\d+/.exec(line) ?? [];
    if (address === undefined) continue;
    child.stdout.resume();
    return {
      url: address,
      pid: child.pid as number,
      stop: async () => {
        child.kill("SIGTERM");
        await gone;
      },
    };
  }
  throw new Error("The server did not start");
}
