import type { Entrance } from "../en/screens/entrance.ts";
import type { Samples } from "../sampled.testing.ts";

export const entranceSamples: Samples<Entrance> = {
  with: [["Okta"]],
  shortest: [[12]],
  invited: [["Acme"]],
  invitedAs: [["Marketer", "1 Mar 2026"]],
  signedInAs: [["Ann Lee", "ann@example.com"]],
  wait: [["30 sec"]],
  refused: {},
};
