import { isIP } from "node:net";
import { ROLES as PEOPLE_ROLES, type Role as PersonRole } from "@plumbline/api";
import type { Oidc } from "./people/open-people.ts";

/** What the environment says, with safe defaults; nothing else reads it. */
export type Config = {
  readonly host: string;
  readonly port: number;
  /** Everything that is kept on this machine: the embedded database, keys, imported files. */
  readonly folder: string;
  /** A PostgreSQL of one's own; the embedded one where there is none. */
  readonly databaseUrl: string | undefined;
  readonly connections: number;
  readonly roles: ReadonlySet<Role>;
  /** Whether an empty installation gets the sample workspace. */
  readonly sample: boolean;
  readonly sampleLeads: number;
  /** Networks (CIDR) that webhooks may reach although they are private. */
  readonly allowedNetworks: readonly string[];
  /** Keys that seal secrets in the database; one of our own in the folder where there is none. */
  readonly secret: string | undefined;
  /** Whether the key of the database is gone for good, and this one shall be it from now on. */
  readonly secretLost: boolean;
  /** Whether the web app is served. */
  readonly screens: boolean;
  /** Where the application is for its people: `https://scores.example.com`; wherever it is asked, where none is said. */
  readonly url: string | undefined;
  readonly oidc: Oidc | undefined;
  /**
   * Which proxies are believed when they say whom they speak for: how many stand in front, or their networks (CIDR).
   * Never all of them: what the first one says is what the caller says.
   */
  readonly trustProxy: false | number | readonly string[];
};

const ROLES = ["collect", "sweep", "jobs"] as const;
type Role = (typeof ROLES)[number];

/** A setting that cannot be used; `name` says which. */
export class ConfigError extends Error {
  readonly problem: {
    readonly code: "bad-setting";
    readonly name: string;
    readonly value: string;
    readonly choices: readonly string[];
  };
  constructor(name: string, value: string, choices: readonly string[]) {
    super(`${name} cannot be ${JSON.stringify(value)}`);
    this.problem = { code: "bad-setting", name, value, choices };
  }
}

type Env = Readonly<Record<string, string | undefined>>;

export function readConfig(env: Env): Config {
  return {
    host: env["PLUMBLINE_HOST"] ?? "127.0.0.1",
    port: wholeNumber(env, "PLUMBLINE_PORT", 3000, 65_535),
    folder: env["PLUMBLINE_DATA"] ?? "./data",
    databaseUrl: env["DATABASE_URL"] || undefined,
    connections: wholeNumber(env, "PLUMBLINE_CONNECTIONS", 10, 1000),
    roles: readRoles(env["PLUMBLINE_ROLE"] ?? "all"),
    sample: choice(env, "PLUMBLINE_SAMPLE", "yes", ["yes", "no"]) === "yes",
    sampleLeads: wholeNumber(env, "PLUMBLINE_SAMPLE_LEADS", 5000, 1_000_000),
    allowedNetworks: (env["PLUMBLINE_ALLOWED_NETWORKS"] ?? "").split(/[\s,]+/).filter((network) => network !== ""),
    secret: env["PLUMBLINE_SECRET"] || undefined,
    secretLost: choice(env, "PLUMBLINE_SECRET_LOST", "no", ["yes", "no"]) === "yes",
    screens: choice(env, "PLUMBLINE_SCREENS", "yes", ["yes", "no"]) === "yes",
    url: readUrl(env, "PLUMBLINE_URL"),
    oidc: readOidc(env),
    trustProxy: readTrust(env, "PLUMBLINE_TRUST_PROXY"),
  };
}

/** `collect`, `sweep`, `jobs`, several of them with commas, or `all`. */
export function readRoles(text: string): ReadonlySet<Role> {
  const asked = text.split(",").map((role) => role.trim());
  if (asked.includes("all")) return new Set(ROLES);
  const roles = asked.filter((role): role is Role => (ROLES as readonly string[]).includes(role));
  if (roles.length < asked.length || roles.length === 0)
    throw new ConfigError("PLUMBLINE_ROLE", text, [...ROLES, "all"]);
  return new Set(roles);
}

/** `no`, how many proxies (`yes`: one), or networks. */
function readTrust(env: Env, name: string): Config["trustProxy"] {
  const text = env[name]?.trim() || "no";
  if (text === "no") return false;
  if (text === "yes") return 1;
  if (/^[1-9]$/.test(text)) return Number(text);
  const networks = text.split(/[\s,]+/);
  if (!networks.every(isNetwork)) throw new ConfigError(name, text, ["no", "yes", "2", "10.0.0.0/8"]);
  return networks;
}

function isNetwork(text: string): boolean {
  const [address = "", bits = "0", ...rest] = text.split("/");
  const most = { 4: 32, 6: 128 }[isIP(address)];
  return most !== undefined && /^\d{1,3}$/.test(bits) && Number(bits) <= most && rest.length === 0;
}

/** An address of the web without a path: people are sent to pages below it. */
function readUrl(env: Env, name: string): string | undefined {
  const text = env[name] || undefined;
  if (text === undefined) return undefined;
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url || !/^https?:$/.test(url.protocol) || url.pathname !== "/" || url.search || url.hash) {
    throw new ConfigError(name, text, ["https://scores.example.com"]);
  }
  return url.origin;
}

/** The identity provider sends people back to an address that it knows: so that one has to be said, too. */
function readOidc(env: Env): Oidc | undefined {
  const issuer = env["PLUMBLINE_OIDC_ISSUER"] || undefined;
  if (issuer === undefined) return undefined;
  if (!URL.canParse(issuer)) throw new ConfigError("PLUMBLINE_OIDC_ISSUER", issuer, ["https://id.example.com"]);
  const needed = (name: string, example: string): string => {
    const value = env[name];
    if (!value) throw new ConfigError(name, "", [example]);
    return value;
  };
  needed("PLUMBLINE_URL", "https://scores.example.com");
  const role = env["PLUMBLINE_OIDC_ROLE"] || undefined;
  return {
    issuer,
    clientId: needed("PLUMBLINE_OIDC_CLIENT_ID", "…"),
    clientSecret: needed("PLUMBLINE_OIDC_CLIENT_SECRET", "…"),
    label: env["PLUMBLINE_OIDC_LABEL"] || new URL(issuer).hostname,
    role: role === undefined ? undefined : choice<PersonRole>(env, "PLUMBLINE_OIDC_ROLE", role, PEOPLE_ROLES),
  };
}

function wholeNumber(env: Env, name: string, otherwise: number, most: number): number {
  const text = env[name];
  if (text === undefined || text === "") return otherwise;
  const value = Number(text);
  if (!Number.isInteger(value) || value < 0 || value > most) throw new ConfigError(name, text, [`0–${most}`]);
  return value;
}

function choice<Choice extends string>(env: Env, name: string, otherwise: string, choices: readonly Choice[]): Choice {
  const text = env[name] ?? otherwise;
  const found = choices.find((one) => one === text);
  if (!found) throw new ConfigError(name, text, choices);
  return found;
}
