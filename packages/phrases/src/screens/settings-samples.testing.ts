import type { Settings } from "../en/screens/settings.ts";
import type { Samples } from "../sampled.testing.ts";

const COUNTED = [[1], [2], [5], [21]] as const;
const NAMED = [["Ann Lee"]] as const;
const EMAIL = [["ann@example.com"]] as const;
const TIMED = [["ann@example.com", "1 Mar 2026"]] as const;

export const settingsSamples: Samples<Settings> = {
  parts: {},
  roles: {},
  scopes: {},
  me: {
    byProvider: [["Okta"]],
    since: [["1 Mar 2026"]],
    device: [["Firefox", "Linux"]],
    endOf: [["Firefox"]],
  },
  workspace: { days: COUNTED, signOffs: {}, kinds: {}, removeOf: [["203.0.113.0/24"]] },
  people: {
    roleOf: NAMED,
    removeOf: NAMED,
    removeHint: NAMED,
    resetOf: NAMED,
    resetHint: NAMED,
    resetMade: TIMED,
    unguardOf: NAMED,
    unguardHint: NAMED,
    linkHint: TIMED,
    withdrawOf: EMAIL,
    withdrawHint: EMAIL,
  },
  keys: {
    after: COUNTED,
    states: {},
    rotateHint: [["CRM"]],
    hours: COUNTED,
    revokeHint: [["CRM"]],
    actionsOf: [["CRM"]],
  },
  consent: {
    version: [[3]],
    modes: {},
    modeHints: {},
    gpcs: {},
    allCountries: COUNTED,
    earlier: [["Europe"]],
    later: [["Europe"]],
    removeOf: [["Europe"]],
    sourcesHint: COUNTED,
  },
  retention: { keeps: COUNTED, confirmHint: COUNTED },
  audit: { key: [["3"]], loaded: COUNTED, areas: {}, verbs: {} },
};
