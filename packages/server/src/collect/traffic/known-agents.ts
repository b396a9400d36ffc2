import type { Kind, Purpose } from "./kind.ts";

export type KnownAgent = {
  /** What the agent contains, in small letters. */
  readonly has: string;
  readonly kind: Kind;
  /** Where it says that only of some requests. */
  readonly of?: readonly Purpose[];
  /** Who says so. */
  readonly source: string;
};

const FIELD_GUIDE = "live-direct-marketing.online, Bot clicks from security scanners: a field guide";
const OFFICE = "Microsoft, Description of the Office Existence Discovery Protocol; webmasters.stackexchange.com 71112";
const OUTLOOK = "what Outlook calls itself when it fetches the images of a mail";

/** `isbot` knows it as a bot by that name; that it watches sites is what the service says of itself. */
const BY_NAME = "the service's own name; isbot 5.2.3";

/**
 * Agents that `isbot` does not know, or knows as no more than bots; the first that fits counts. Kept
 * short on purpose: a name that a person's browser might carry has no place here.
 */
export const KNOWN_AGENTS: readonly KnownAgent[] = [
  // Mail clients fetch images for the person who reads, and hand links to a browser.
  { has: "ms-office", kind: "person", of: ["open"], source: OFFICE },
  { has: "msoffice", kind: "person", of: ["open"], source: OFFICE },
  { has: "microsoft outlook", kind: "person", of: ["open"], source: OUTLOOK },
  { has: "outlook-ios", kind: "person", of: ["open"], source: OUTLOOK },
  { has: "outlook-android", kind: "person", of: ["open"], source: OUTLOOK },
  { has: "ms-office", kind: "mail-scanner", of: ["click"], source: OFFICE },
  { has: "msoffice", kind: "mail-scanner", of: ["click"], source: OFFICE },
  { has: "microsoft office", kind: "mail-scanner", of: ["click"], source: OFFICE },

  // Proxies that fetch the images of a mail.
  {
    has: "googleimageproxy",
    kind: "mail-privacy",
    source: "Google, Gmail's image proxy: (via ggpht.com GoogleImageProxy)",
  },
  { has: "yahoomailproxy", kind: "mail-privacy", source: "help.yahoo.com SLN28749, Yahoo Mail Proxy" },

  // Gateways that follow the links of a mail.
  { has: "barracuda", kind: "mail-scanner", source: FIELD_GUIDE },
  { has: "mimecast", kind: "mail-scanner", source: FIELD_GUIDE },
  { has: "proofpoint", kind: "mail-scanner", source: FIELD_GUIDE },
  { has: "ciscosecureemail", kind: "mail-scanner", source: FIELD_GUIDE },
  { has: "ironport", kind: "mail-scanner", source: FIELD_GUIDE },
  { has: "symantec", kind: "mail-scanner", source: "suped.com, Which corporate filter appliances follow links" },
  { has: "messagelabs", kind: "mail-scanner", source: "suped.com, Which corporate filter appliances follow links" },
  { has: "tmes/", kind: "mail-scanner", source: FIELD_GUIDE },
  { has: "trendmicro", kind: "mail-scanner", source: FIELD_GUIDE },
  { has: "trend micro", kind: "mail-scanner", source: FIELD_GUIDE },
  { has: "sophos", kind: "mail-scanner", source: FIELD_GUIDE },
  { has: "fortimail", kind: "mail-scanner", source: FIELD_GUIDE },
  {
    has: "edge/12.246 mozilla/5.0",
    kind: "mail-scanner",
    source: "github.com/jdavidbakr/mail-tracker issue 255: no Edge names itself so",
  },

  // Services that look whether a site is up.
  { has: "uptimerobot", kind: "monitor", source: BY_NAME },
  { has: "pingdom", kind: "monitor", source: BY_NAME },
  { has: "statuscake", kind: "monitor", source: BY_NAME },
  { has: "site24x7", kind: "monitor", source: BY_NAME },
  { has: "datadog", kind: "monitor", source: "docs.datadoghq.com, Identify Synthetic Monitoring bots" },
  { has: "newrelicsynthetics", kind: "monitor", source: BY_NAME },
  { has: "checkly", kind: "monitor", source: "checklyhq.com, Whitelisting and filtering traffic" },
  { has: "route53-health-check", kind: "monitor", source: BY_NAME },
  { has: "elb-healthchecker", kind: "monitor", source: BY_NAME },
  { has: "stackdrivermonitoring", kind: "monitor", source: BY_NAME },
  { has: "uptime", kind: "monitor", source: BY_NAME },
  { has: "hetrixtools", kind: "monitor", source: BY_NAME },
  { has: "kube-probe", kind: "monitor", source: BY_NAME },
  { has: "lighthouse", kind: "monitor", source: BY_NAME },
  { has: "gtmetrix", kind: "monitor", source: BY_NAME },
];
