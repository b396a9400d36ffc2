import type { Webhooks } from "../en/screens/webhooks.ts";
import type { Samples } from "../sampled.testing.ts";

const COUNTED = [[1], [2], [5], [21]] as const;
const NAMED = [["https://crm.example/hook"]] as const;

export const webhooksSamples: Samples<Webhooks> = {
  actionsOf: NAMED,
  announcements: {},
  failingSince: [["1 Mar 2026, 10:00"]],
  failingHint: COUNTED,
  formerSecret: [["1 Mar 2026"]],
  hours: COUNTED,
  removeHint: NAMED,
  answerStatus: [[503]],
  states: {},
  redeliveredMany: COUNTED,
  attemptsMade: [[0], [1], [2], [5], [21]],
};
