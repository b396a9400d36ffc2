import type { Shell } from "../en/screens/shell.ts";
import type { Samples } from "../sampled.testing.ts";

export const shellSamples: Samples<Shell> = { titles: {}, account: [["Ann Lee"]] };
