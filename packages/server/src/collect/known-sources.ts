import { consentPolicy, ownTraffic } from "@plumbline/api";
import { findZone, UTC } from "@plumbline/scoring";
import { findSourceByKey } from "@plumbline/store";
import type { Pool } from "pg";
import { Overloaded } from "./arrival.ts";
import { type ConsentPolicy, defaultConsentPolicy } from "./consent-policy.ts";
import type { Source } from "./source.ts";
import { type ClassifyTraffic, classifyTraffic, trafficClassifier } from "./traffic.ts";

/** A source with what its workspace says of consent and traffic. */
export type KnownSource = Source & { readonly policy: ConsentPolicy; readonly classify: ClassifyTraffic };

/** Where sources' secrets are at home. */
export function sourcePlace(workspaceId: number): string {
  return `workspace ${workspaceId} source`;
}

type Unseal = (secret: Uint8Array, workspaceId: number) => string | undefined;

/** How long a source is remembered, in ms: so long may a change of it take. */
const REMEMBERED = 5_000;
const MOST = 10_000;

type Entry = { readonly until: number; readonly source: KnownSource | undefined };

/** Finds the source of a key. `from`: the address it was shown from; undefined where the house itself asks. */
export type SourceOf = (key: string, from?: string) => Promise<KnownSource | undefined>;

type KnownSourcesOptions = {
  /** How many are remembered. */
  readonly most?: number;
  /** Whether one more key that was never any source's may be looked up for an address; else in how many seconds. */
  readonly strangers?: (from: string) => { readonly isAllowed: boolean; readonly seconds: number };
};

/**
 * Finds sources by their keys, and remembers them for a while; keys that nobody has, too, but apart, so that whoever
 * invents keys makes nobody forget the others. Nor does that keep the database from others: of each address so many
 * are looked up, and then it is `Overloaded`.
 */
export function knownSources(
  pool: Pool,
  now: () => number,
  unseal: Unseal,
  { most = MOST, strangers }: KnownSourcesOptions = {},
): SourceOf {
  const known = new Map<string, Entry>();
  const nobodys = new Map<string, Entry>();
  const asked = new Map<string, Promise<KnownSource | undefined>>();
  const ask = async (key: string): Promise<KnownSource | undefined> => {
    try {
      const source = await readSource(pool, key, unseal);
      known.delete(key);
      nobodys.delete(key);
      keep(source ? known : nobodys, key, { until: now() + REMEMBERED, source }, most);
      return source;
    } finally {
      // What could not be asked is asked again.
      asked.delete(key);
    }
  };
  return async (key, from) => {
    const entry = known.get(key) ?? nobodys.get(key);
    if (entry && entry.until > now()) return entry.source;
    const already = asked.get(key);
    if (already !== undefined) return already;
    if (from !== undefined && !known.has(key)) {
      const allowance = strangers?.(from);
      if (allowance?.isAllowed === false) throw new Overloaded(allowance.seconds);
    }
    const asking = ask(key);
    asked.set(key, asking);
    return asking;
  };
}

/** The one that was asked for longest ago makes room. */
function keep(entries: Map<string, Entry>, key: string, entry: Entry, most: number): void {
  entries.set(key, entry);
  if (entries.size > most) entries.delete(entries.keys().next().value ?? key);
}

async function readSource(pool: Pool, key: string, unseal: Unseal): Promise<KnownSource | undefined> {
  const row = await findSourceByKey(pool, key);
  if (!row || row.disabled_at !== null) return undefined;
  // Where no key opens it, no signature holds: what was to be signed is not taken unsigned.
  const secret = row.secret ? (unseal(row.secret, row.workspace_id) ?? "") : undefined;
  return {
    workspaceId: row.workspace_id,
    sourceId: row.source_id,
    writeKey: row.write_key,
    kind: row.kind,
    zone: findZone(row.time_zone) ?? UTC,
    ...judgementOf(row.workspace_settings, row.settings),
    ...(secret !== undefined && { secret }),
  };
}

type Settings = Readonly<Record<string, unknown>>;

/** What a workspace says of consent and traffic; what a source says of its own counts more. */
export function judgementOf(workspace: Settings, source: Settings): Pick<KnownSource, "policy" | "classify"> {
  const settings = { ...workspace, ...source };
  const policy = consentPolicy.safeParse(settings["consent"]);
  const traffic = ownTraffic.safeParse(settings["traffic"]);
  return {
    policy: policy.success ? policy.data : defaultConsentPolicy,
    classify: traffic.success ? trafficClassifier(traffic.data) : classifyTraffic,
  };
}
