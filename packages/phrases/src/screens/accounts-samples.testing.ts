import type { Accounts } from "../en/screens/accounts.ts";
import type { Samples } from "../sampled.testing.ts";

const COUNTED = [[0], [1], [2], [5], [21], [1234]] as const;

export const accountsSamples: Samples<Accounts> = {
  peopleCount: COUNTED,
  since: [["Target", "1 Mar 2026"]],
  allPeople: [[240]],
  signalPeople: COUNTED,
};
