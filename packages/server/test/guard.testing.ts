import { spawnSync } from "node:child_process";
import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";

/** What is to be taken away in the end, a line each. */
export type Guarded =
  | { readonly pid: number }
  /** The data of a server: with a database of its own, perhaps. */
  | { readonly folder: string }
  | { readonly mount: string };

/**
 * A program that outlives a test, however that ends: when its input ends, it kills the servers that it was told of
 * with their databases, and removes what they kept.
 */
if (import.meta.main) {
  // A terminal's interrupt reaches us too; the work comes after it.
  process.on("SIGINT", () => {});
  const told: Guarded[] = [];
  for await (const line of createInterface({ input: process.stdin })) told.push(JSON.parse(line) as Guarded);
  for (const one of told) if ("pid" in one && runs(one.pid, "plumbline.js")) kill(one.pid);
  for (const one of told) if ("folder" in one) killDatabaseOf(one.folder);
  for (const one of told) if ("mount" in one) spawnSync("umount", ["-l", one.mount]);
  for (const one of told) if ("folder" in one) rmSync(one.folder, { recursive: true, force: true, maxRetries: 10 });
}

function killDatabaseOf(folder: string): void {
  const pid = postmasterOf(folder);
  if (pid === undefined) return;
  // It may have been stopped for a while, and is to hear this nevertheless.
  for (const signal of ["SIGCONT", "SIGQUIT"] as const) kill(pid, signal);
  const until = Date.now() + 10_000;
  while (isAlive(pid) && Date.now() < until) spawnSync("sleep", ["0.1"]);
  kill(pid);
}

/** The process of the database that works in a server's folder. */
export function postmasterOf(folder: string): number | undefined {
  try {
    const pid = Number.parseInt(readFileSync(join(folder, "postgres/data/postmaster.pid"), "utf8"), 10);
    return isAlive(pid) && runs(pid, "postgres") ? pid : undefined;
  } catch {
    return undefined;
  }
}

/** Numbers of processes come again: whether this one is what it was. */
function runs(pid: number, program: string): boolean {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, "utf8").includes(program);
  } catch {
    return false;
  }
}

function isAlive(pid: number): boolean {
  try {
    return !/\) [ZX] /.test(readFileSync(`/proc/${pid}/stat`, "utf8"));
  } catch {
    return false;
  }
}

function kill(pid: number, signal: NodeJS.Signals = "SIGKILL"): void {
  try {
    process.kill(pid, signal);
  } catch {
    // It is gone already.
  }
}
