import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["{packages,walls,scripts,docs,bench}/**/*.test.ts"],
    globalSetup: ["packages/store/src/test-server.testing.ts"],
    // Processes, not threads, so that a test may set its own time zone.
    pool: "forks",
    maxWorkers: 2,
    // Laws are tried a thousand times and more.
    testTimeout: 120_000,
  },
});
