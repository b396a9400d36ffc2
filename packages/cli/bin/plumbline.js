#!/usr/bin/env node
// Plain JavaScript, so that an older Node can read it and hand over to the Node 24 among our optional dependencies.
import { spawn } from "node:child_process";
import * as module from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const NEEDED = 24;
const PASSED_ON = /** @type {const} */ (["SIGINT", "SIGTERM", "SIGHUP"]);
const require = module.createRequire(import.meta.url);

/** @param {string} version */
const isEnough = (version) => Number.parseInt(version, 10) >= NEEDED;

/** The Node that came with the repository, if there is one for this platform. */
function ownNode() {
  const system = process.platform === "win32" ? "win" : process.platform;
  try {
    const manifest = require.resolve(`node-${system}-${process.arch}/package.json`);
    const { version, bin } = require(manifest);
    return isEnough(version) ? join(dirname(manifest), bin.node) : undefined;
  } catch {
    return undefined;
  }
}

/** @param {string} node */
function handOver(node) {
  // The channel says nothing but that we live (see src/main.ts).
  const child = spawn(node, [fileURLToPath(import.meta.url), ...process.argv.slice(2)], {
    stdio: ["inherit", "inherit", "inherit", "ipc"],
  });
  for (const signal of PASSED_ON) process.on(signal, () => child.kill(signal));
  child.on("exit", (code, signal) => {
    if (!signal) process.exit(code);
    // Die as the child died: without our handler, by the same signal.
    process.removeAllListeners(signal);
    process.kill(process.pid, signal);
  });
}

if (isEnough(process.versions.node)) {
  // The sources are TypeScript: what was read and compiled once need not be again.
  module.enableCompileCache();
  await import("../src/main.ts");
} else {
  const node = ownNode();
  if (node) handOver(node);
  else {
    console.error(
      `plumbline needs Node ${NEEDED} or newer; this is ${process.version}, and npm brought none for this platform: install one from https://nodejs.org.`,
    );
    process.exitCode = 1;
  }
}
