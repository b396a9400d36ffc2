import { readdirSync, readFileSync } from "node:fs";
import { cpus, loadavg } from "node:os";

/** Ticks in a second, on every Linux there is. */
const TICKS = 100;

type Times = { readonly parent: number; readonly own: number; readonly ofGone: number };

/** How long a process has worked, in seconds; NaN where the system does not say so. */
export function secondsOf(pid: number): number {
  return (timesOf(pid)?.own ?? Number.NaN) / TICKS;
}

/** The same with everything that it has started. */
export function secondsOfFamily(pid: number): number {
  const head = timesOf(pid);
  if (!head) return Number.NaN;
  let ticks = head.own + head.ofGone;
  for (const name of readdirSync("/proc")) {
    const times = /^\d+$/.test(name) ? timesOf(Number(name)) : undefined;
    if (times?.parent === pid) ticks += times.own;
  }
  return ticks / TICKS;
}

/** The most memory that a process ever had, in MB. */
export function peakMegabytes(pid: number): number {
  const [, kilobytes] = /^VmHWM:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, "utf8")) ?? [];
  return Number(kilobytes) / 1024;
}

function timesOf(pid: number): Times | undefined {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, "utf8");
    // The name before may have blanks.
    const fields = text
      .slice(text.lastIndexOf(")") + 2)
      .split(" ")
      .map(Number);
    const [parent = 0, user = 0, system = 0, userGone = 0, systemGone = 0] = [1, 11, 12, 13, 14].map((i) => fields[i]);
    return { parent, own: user + system, ofGone: userGone + systemGone };
  } catch {
    return undefined;
  }
}

/** What the machine is, and what else it does: stands beside every figure. */
export function machine(): string {
  return `${cpus()[0]?.model} · ${cpus().length} cores · Node ${process.version} · load ${load()}`;
}

export function load(): string {
  return (loadavg()[0] ?? 0).toFixed(1);
}
