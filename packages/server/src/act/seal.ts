import { createCipheriv, createDecipheriv, hash, randomBytes } from "node:crypto";

/**
 * Keys of 32 bytes that are kept outside of the database. The first one seals; all of them open, so that a new
 * one can be put in front and the old one taken away when nothing is sealed with it any more.
 */
export type SealKeys = readonly [Uint8Array, ...Uint8Array[]];

/** Sealed bytes: this version, the id of the key (4), the nonce (12), the tag (16), then what is sealed. */
const VERSION = 1;
const KEY_BYTES = 32;
const ID = { from: 1, until: 5 };
const NONCE = { from: 5, until: 17 };
const TAG = { from: 17, until: 33 };

/**
 * Seals a secret for the database (AES-256-GCM). It opens only with the same key and for the same place: what was
 * copied into another row's column, or another workspace's, does not.
 */
export function seal(secret: string, [key]: SealKeys, place: string): Uint8Array {
  const nonce = randomBytes(NONCE.until - NONCE.from);
  const cipher = createCipheriv("aes-256-gcm", checked(key), nonce).setAAD(Buffer.from(place));
  const sealed = Buffer.concat([cipher.update(secret, "utf8"), cipher.final()]);
  return Buffer.concat([Buffer.of(VERSION), idOf(key), nonce, cipher.getAuthTag(), sealed]);
}

/** What was sealed; undefined where no key fits, or the bytes are not what they were. */
export function unseal(bytes: Uint8Array, keys: SealKeys, place: string): string | undefined {
  if (bytes[0] !== VERSION || bytes.length < TAG.until) return undefined;
  const part = ({ from, until }: { readonly from: number; readonly until: number }) => bytes.subarray(from, until);
  const key = keys.find((one) => idOf(one).equals(part(ID)));
  if (!key) return undefined;
  const opening = createDecipheriv("aes-256-gcm", checked(key), part(NONCE), { authTagLength: TAG.until - TAG.from });
  opening.setAAD(Buffer.from(place)).setAuthTag(part(TAG));
  try {
    return Buffer.concat([opening.update(bytes.subarray(TAG.until)), opening.final()]).toString("utf8");
  } catch {
    return undefined;
  }
}

/** Where endpoints' secrets are at home. */
export function endpointPlace(workspaceId: number): string {
  return `workspace ${workspaceId} endpoint`;
}

function idOf(key: Uint8Array): Buffer {
  return hash("sha256", Buffer.concat([Buffer.from("plumbline seal"), key]), "buffer").subarray(0, 4);
}

function checked(key: Uint8Array): Uint8Array {
  if (key.length !== KEY_BYTES) throw new RangeError("A key that seals has 32 bytes");
  return key;
}
