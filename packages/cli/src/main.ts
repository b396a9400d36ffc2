import { run } from "./run.ts";

// Whoever reads our output may have had enough (`| head`): that is no fault.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code === "EPIPE") process.exit(0);
  throw error;
});

process.exitCode = await run(process.argv.slice(2), {
  out: process.stdout,
  err: process.stderr,
  isTerminal: process.stdout.isTTY ?? false,
  columns: process.stdout.columns ?? Number.POSITIVE_INFINITY,
  env: process.env,
  now: Date.now,
});
