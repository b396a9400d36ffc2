import { test } from "vitest";

/** Proofs in full take minutes, and show faults that are still open; without this only the journeys that are mended. */
export const isFullProof = process.env["PLUMBLINE_FULL_PROOF"] === "1";

/** A test of the full proof. */
export const fullTest = test.runIf(isFullProof);
