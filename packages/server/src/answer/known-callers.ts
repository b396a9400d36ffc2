import { hash } from "node:crypto";

/** Who was let in a while ago, by what they showed; of it only digests are held. */
export type KnownCallers = {
  has(credential: string, now: number): boolean;
  keep(credential: string, now: number): void;
  drop(credential: string): void;
};

/** How long somebody is no stranger, in ms. */
const REMEMBERED = 10 * 60_000;
const MOST = 10_000;

/** Those who were let in longest ago are forgotten first. */
export function knownCallers(): KnownCallers {
  const known = new Map<string, number>();
  const digestOf = (credential: string): string => hash("sha256", credential, "base64");
  return {
    has: (credential, now) => (known.get(digestOf(credential)) ?? 0) > now,
    keep: (credential, now) => {
      const digest = digestOf(credential);
      known.delete(digest);
      known.set(digest, now + REMEMBERED);
      if (known.size > MOST) known.delete(known.keys().next().value ?? digest);
    },
    drop: (credential) => void known.delete(digestOf(credential)),
  };
}
