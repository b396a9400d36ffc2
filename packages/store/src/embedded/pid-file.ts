import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync, readlinkSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { connect } from "node:net";
import { join, resolve } from "node:path";

/** Where a server listens: a socket's folder or an address, and the port. */
export type Address = { readonly host: string; readonly port: number };

/** What `postmaster.pid` says; its lines are those of PostgreSQL's miscadmin.h. */
type PidFile = {
  readonly pid: number;
  readonly address: Address;
  readonly ready: boolean;
};

export function readPidFile(data: string): PidFile | undefined {
  let lines: readonly string[];
  try {
    lines = readFileSync(join(data, "postmaster.pid"), "utf8").split("\n");
  } catch {
    return undefined;
  }
  const [pid = "", , , port = "", socket = "", host = "", , status = ""] = lines;
  const at = socket.trim() === "" ? host.trim() : resolve(data, socket.trim());
  return { pid: Number(pid), address: { host: at, port: Number(port) }, ready: status.trim() === "ready" };
}

/** Whether a server still works on this folder that some earlier process of ours has left behind. */
export async function isServed(data: string): Promise<boolean> {
  const file = readPidFile(data);
  return file !== undefined && file.pid > 0 && isPostgresOf(file.pid, data) && (await accepts(file.address));
}

/**
 * After a hard kill the numbers that a server left in its lock files may be other processes' by now, or a dead
 * one's that nobody collects, and PostgreSQL would take them for itself. It takes its own parent for no server:
 * so that parent's number, ours, is written into the file beside the data. To delete that one would lose
 * what it knows of memory that is still in use. The socket's file knows nothing.
 */
export function disownLocks(data: string, socket: string | null): void {
  const file = readPidFile(data);
  if (file && isPostgresOf(file.pid, data)) return;
  if (file) {
    const path = join(data, "postmaster.pid");
    const [, ...rest] = readFileSync(path, "utf8").split("\n");
    writeFileSync(path, [process.pid, ...rest].join("\n"));
  }
  if (socket === null) return;
  for (const name of readdirSync(socket)) {
    if (name.startsWith(".s.PGSQL.")) rmSync(join(socket, name));
  }
}

function isPostgresOf(pid: number, data: string): boolean {
  if (process.platform === "win32") return true;
  if (process.platform !== "linux") {
    return /postgres/.test(spawnSync("ps", ["-o", "comm=", "-p", String(pid)], { encoding: "utf8" }).stdout ?? "");
  }
  try {
    return readlinkSync(`/proc/${pid}/cwd`) === realpathSync(data);
  } catch {
    return false;
  }
}

function accepts({ host, port }: Address): Promise<boolean> {
  const socket = host.includes("/") ? connect(join(host, `.s.PGSQL.${port}`)) : connect(port, host);
  return new Promise((done) => {
    socket.once("connect", () => done(true)).once("error", () => done(false));
  }).finally(() => socket.destroy()) as Promise<boolean>;
}
