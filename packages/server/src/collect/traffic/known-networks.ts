import type { Kind, Purpose } from "./kind.ts";

export type KnownNetworks = {
  readonly who: string;
  readonly kind: Kind;
  /** Where it says that only of some requests. */
  readonly of?: readonly Purpose[];
  /** Who says so. */
  readonly source: string;
  /** In CIDR notation. */
  readonly networks: readonly string[];
};

/** These makers also show pages to people in isolated browsers: their networks tell of mail alone. */
const MAIL: readonly Purpose[] = ["open", "click"];

const UNCONFIRMED = "public lists of scanners' networks; no page of the maker's was found";

/**
 * Networks that no person's own browser is in. Whole clouds (Azure, AWS) and Exchange Online are
 * left out on purpose: companies' proxies and desktops of people are there too. A workspace adds
 * what it sees, and may call a network that is named here `person`.
 */
export const KNOWN_NETWORKS: readonly KnownNetworks[] = [
  {
    who: "Microsoft 365 (Exchange Online Protection, Safe Links, Safe Attachments)",
    kind: "mail-scanner",
    source:
      "learn.microsoft.com, Microsoft 365 URLs and IP address ranges, sets 9 and 10, as github.com/warmbly/warmbly lists them",
    networks: [
      "40.92.0.0/15",
      "40.107.0.0/16",
      "52.100.0.0/14",
      "52.238.78.88/32",
      "104.47.0.0/17",
      "2a01:111:f400::/48",
      "2a01:111:f403::/48",
    ],
  },
  {
    who: "Microsoft, Safe Links",
    kind: "mail-scanner",
    source: "stackoverflow.com 67179134: 9,000 requests from 40.94.x.x before anyone clicked",
    networks: ["40.94.0.0/16"],
  },
  {
    who: "Barracuda Email Gateway Defense",
    kind: "mail-scanner",
    source: "campus.barracuda.com, Email Gateway Defense, as github.com/warmbly/warmbly lists it",
    networks: [
      "209.222.80.0/21",
      "3.24.133.128/25",
      "15.222.16.128/25",
      "35.157.190.224/27",
      "18.185.115.192/26",
      "18.184.203.224/27",
      "13.200.136.128/25",
      "35.176.92.96/27",
      "18.133.136.128/26",
      "18.133.136.96/27",
    ],
  },
  {
    who: "Mimecast",
    kind: "mail-scanner",
    of: MAIL,
    source: "the DNS of _netblocks.mimecast.com, as github.com/blankcode/msipdelta2 recorded it",
    networks: [
      "41.74.192.0/21",
      "41.74.200.0/23",
      "41.74.204.0/23",
      "41.74.206.0/24",
      "51.163.158.0/24",
      "62.140.7.0/24",
      "63.128.21.0/24",
      "91.220.42.0/24",
      "103.13.69.0/24",
      "103.96.21.0/24",
      "103.96.23.0/24",
      "124.47.150.0/24",
      "124.47.189.0/24",
      "146.101.78.0/24",
      "170.10.129.0/24",
      "170.10.133.0/24",
      "180.189.28.0/24",
      "185.58.84.93/32",
      "185.58.85.0/24",
      "185.58.86.0/24",
      "193.7.206.0/25",
      "193.7.207.0/25",
      "194.104.109.0/24",
      "194.104.111.0/24",
      "195.130.217.0/24",
      "205.139.110.0/24",
      "207.82.80.0/24",
      "207.211.30.64/26",
      "207.211.30.128/25",
      "207.211.31.0/25",
      "213.167.75.0/25",
      "213.167.81.0/25",
      "216.205.24.0/24",
    ],
  },
  {
    who: "Proofpoint",
    kind: "mail-scanner",
    of: MAIL,
    source: "proofpoint.my.site.com, Support information",
    networks: ["62.209.50.0/24", "67.231.144.0/20", "91.209.104.0/24", "208.84.64.0/22", "208.86.200.0/22"],
  },
  {
    who: "Barracuda, Proofpoint: older networks",
    kind: "mail-scanner",
    of: MAIL,
    source: UNCONFIRMED,
    networks: ["64.235.144.0/20", "148.163.128.0/19", "185.132.180.0/22"],
  },
  {
    who: "Cisco Secure Email (IronPort)",
    kind: "mail-scanner",
    of: MAIL,
    source: UNCONFIRMED,
    networks: ["184.94.240.0/20"],
  },
  {
    who: "Symantec Email Security.cloud (MessageLabs)",
    kind: "mail-scanner",
    of: MAIL,
    source: "the DNS of spf.messagelabs.com, as github.com/blankcode/msipdelta2 recorded it",
    networks: [
      "46.226.48.0/21",
      "67.219.240.0/20",
      "85.158.136.0/21",
      "95.131.104.0/21",
      "103.9.96.0/22",
      "117.120.16.0/21",
      "193.109.254.0/23",
      "194.106.220.0/23",
      "195.245.230.0/23",
      "216.82.240.0/20",
    ],
  },
  {
    who: "Trend Micro",
    kind: "mail-scanner",
    of: MAIL,
    source: UNCONFIRMED,
    networks: ["150.70.0.0/16"],
  },
  {
    who: "Apple, Mail Privacy Protection",
    kind: "mail-privacy",
    of: ["open"],
    source: "Apple's own network, 17.0.0.0/8; live-direct-marketing.online, Apple Mail v16",
    networks: ["17.0.0.0/8"],
  },
];
