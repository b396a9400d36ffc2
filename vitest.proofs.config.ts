import { defineConfig } from "vitest/config";
import everyday from "./vitest.config.ts";

/** `npm run proofs`: what takes minutes, as large as it was promised, one file after the other. */
export default defineConfig({
  test: {
    ...everyday.test,
    include: ["packages/{server,learning}/test/*.test.ts"],
    provide: { isFullProof: true },
    // Some of it is promised in seconds, of a machine that does nothing else.
    maxWorkers: 1,
  },
});
