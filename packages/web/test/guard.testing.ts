import { readFileSync, rmSync } from "node:fs";
import { createInterface } from "node:readline";
import { setTimeout as sleep } from "node:timers/promises";

/** The file of this program. */
export const GUARD = import.meta.filename;

/**
 * A program that outlives a test, however that ends: when its input ends, it stops the servers whose process ids it
 * was told, a line each, and removes the folder that it was started with.
 */
if (import.meta.main) {
  const [, , folder] = process.argv;
  // A terminal's interrupt reaches us too; the work comes after it.
  process.on("SIGINT", () => {});
  const told: number[] = [];
  for await (const line of createInterface({ input: process.stdin })) told.push(Number(line));
  const left = told.filter(isServer);
  // In order, so that each stops its database.
  for (const pid of left) process.kill(pid, "SIGTERM");
  for (let waited = 0; left.some(isServer) && waited < 20_000; waited += 100) await sleep(100);
  for (const pid of left.filter(isServer)) process.kill(pid, "SIGKILL");
  if (folder) rmSync(folder, { recursive: true, force: true, maxRetries: 10 });
}

/** Numbers of processes come again: whether this one is what it was. */
function isServer(pid: number): boolean {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, "utf8").includes("plumbline.js");
  } catch {
    return false;
  }
}
