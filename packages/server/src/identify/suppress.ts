import { hash } from "node:crypto";
import { type Event, emailIdentity, type Identity, isPlaceholder } from "@plumbline/scoring";
import { findSuppressed, type Session } from "@plumbline/store";
import type { BatchItem } from "../batch.ts";
import type { Arrived } from "../collect/arrival.ts";
import type { Configuration } from "../configuration.ts";

/** What is kept of an id that is to be forgotten: 32 hexadecimal digits that tell nothing without the workspace's key. */
export function suppressionDigest(identity: string, key: Uint8Array): string {
  return hash("sha256", Buffer.concat([key, Buffer.from(`forgotten:${identity}`)]), "hex").slice(0, 32);
}

/** Events of people who asked to be forgotten, by any id that they name, are kept without anything about them. */
export async function withoutForgotten(
  session: Session,
  { presence, digestKey }: Pick<Configuration, "presence" | "digestKey">,
  items: readonly BatchItem<Arrived>[],
): Promise<readonly BatchItem<Arrived>[]> {
  if (!presence.suppressions) return items;
  const digestsOf = (event: Event) => identitiesIn(event).map((identity) => suppressionDigest(identity, digestKey));
  const digests = items.map(({ item }) => digestsOf(item.event));
  const suppressed = await findSuppressed(session, [...new Set(digests.flat())]);
  if (suppressed.size === 0) return items;
  return items.map((one, i) => {
    if (!digests[i]?.some((digest) => suppressed.has(digest))) return one;
    const consent = { ...one.item.consent, kept: "minimal" as const, because: "erased" as const };
    return { ...one, item: { ...one.item, consent, rest: {}, flags: [] } };
  });
}

/** Everyone whom an event names, by id or by address. */
function identitiesIn({ userId, anonymousId, previousId, traits, context }: Event): Identity[] {
  const named: Identity[] = [];
  for (const id of [userId, previousId]) if (id !== undefined && !isPlaceholder(id)) named.push(`user:${id}`);
  for (const id of [anonymousId, previousId]) if (id !== undefined && !isPlaceholder(id)) named.push(`anonymous:${id}`);
  const { email } = (context?.["traits"] ?? {}) as { readonly email?: unknown };
  for (const address of [userId, traits?.["email"], email]) {
    const identity = typeof address === "string" ? emailIdentity(address) : undefined;
    if (identity) named.push(identity);
  }
  return named;
}
