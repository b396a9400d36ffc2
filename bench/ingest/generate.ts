import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import type { Order, Sent } from "./generator.ts";

const run = promisify(execFile);

/** Sends traffic from a process of its own, and says how it went. */
export async function generate(order: Order): Promise<Sent> {
  const { stdout } = await run(process.execPath, [join(import.meta.dirname, "generator.ts"), JSON.stringify(order)]);
  return JSON.parse(stdout) as Sent;
}
