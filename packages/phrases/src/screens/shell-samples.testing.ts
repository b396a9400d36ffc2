import type { Shell } from "../en/screens/shell.ts";
import type { Samples } from "../sampled.testing.ts";

export const shellSamples: Samples<Shell> = { titles: {}, beginsOn: [["1 Mar 2026"]], account: [["Ann Lee"]] };
