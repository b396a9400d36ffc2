import { run } from "./run.ts";

process.stdout.on("error", ({ code, message }: NodeJS.ErrnoException) => {
  // Whoever reads our output may have had enough (`| head`): that is no fault.
  if (code === "EPIPE") process.exit(0);
  process.stderr.write(`plumbline: ${message}\n`);
  process.exit(2);
});

// Started by an older Node that handed over: when that one is killed, we stop, too, and in order.
if (process.connected) {
  process.once("disconnect", () => process.kill(process.pid, "SIGTERM"));
  process.channel?.unref();
}

process.exitCode = await run(process.argv.slice(2), {
  out: process.stdout,
  err: process.stderr,
  isTerminal: process.stdout.isTTY ?? false,
  columns: process.stdout.columns ?? Number.POSITIVE_INFINITY,
  env: process.env,
  now: Date.now,
  random: Math.random,
});
