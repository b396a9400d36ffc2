import { defineConfig } from "vitest/config";

declare module "vitest" {
  // biome-ignore lint/style/useConsistentTypeDefinitions: only an interface can be added to.
  interface ProvidedContext {
    /** Whether proofs are made in full; otherwise on less, in the same way. */
    isFullProof: boolean;
  }
}

export default defineConfig({
  test: {
    include: ["{packages,walls,scripts,docs,bench}/**/*.test.ts"],
    globalSetup: ["packages/store/src/test-server.testing.ts"],
    provide: { isFullProof: false },
    // Processes, not threads, so that a test may set its own time zone.
    pool: "forks",
    maxWorkers: 2,
    // Laws are tried a thousand times and more.
    testTimeout: 120_000,
    // A browser's first page may be long in coming on a busy machine.
    hookTimeout: 120_000,
    expect: { poll: { timeout: 60_000 } },
  },
});
