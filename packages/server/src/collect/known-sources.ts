import { consentPolicy, ownTraffic } from "@plumbline/api";
import { findZone, UTC } from "@plumbline/scoring";
import { findSourceByKey } from "@plumbline/store";
import type { Pool } from "pg";
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

/** Finds sources by their keys, and remembers them for a while; keys that nobody has, too. */
export function knownSources(
  pool: Pool,
  now: () => number,
  unseal: Unseal,
): (key: string) => Promise<KnownSource | undefined> {
  const known = new Map<string, { readonly until: number; readonly source: Promise<KnownSource | undefined> }>();
  return (key) => {
    const entry = known.get(key);
    if (entry && entry.until > now()) return entry.source;
    if (known.size >= MOST) known.clear();
    const source = readSource(pool, key, unseal);
    known.set(key, { until: now() + REMEMBERED, source });
    // What could not be asked is asked again.
    source.catch(() => known.delete(key));
    return source;
  };
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
