import { hash, randomBytes } from "node:crypto";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { changeSealKey, keepSealKey } from "@plumbline/store";
import type { Pool } from "pg";
import type { SealKeys } from "./act/seal.ts";
import { ConfigError } from "./config.ts";

const BYTES = 32;
const NAME = "PLUMBLINE_SECRET";

/**
 * The keys that seal secrets in the database: those of the environment (base64 of 32 bytes each, the newest first,
 * with commas), else one of our own that is made at the first start and kept beside the data.
 */
export function openKeys(folder: string, secret: string | undefined): SealKeys {
  if (secret !== undefined) return keysIn(secret);
  mkdirSync(folder, { recursive: true });
  const file = join(folder, "secret.key");
  try {
    // Made by whoever comes first, readable by nobody else.
    writeFileSync(file, randomBytes(BYTES).toString("base64"), { flag: "wx", mode: 0o600 });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
  }
  return keysIn(readFileSync(file, "utf8"));
}

function keysIn(text: string): SealKeys {
  const [first, ...others] = text.split(",").map((part) => Buffer.from(part.trim(), "base64"));
  if (!first || [first, ...others].some(({ length }) => length !== BYTES)) {
    throw new ConfigError(NAME, "…", ["openssl rand -base64 32"]);
  }
  return [first, ...others];
}

/** The keys given are not those by which the secrets of this database are sealed. */
export class OtherSecret extends Error {
  readonly problem = { code: "other-secret" } as const;
}

/**
 * Sees to it that all processes of a database have its key: one with another key could open no secret, would take no
 * signed webhook, deliver nothing and know nobody's session. The newest key becomes the database's where it was given
 * together with the one before. Where the key is lost, the newest one is taken all the same; what the lost one sealed
 * stays shut. Throws `OtherSecret`.
 */
export async function checkKeys(pool: Pool, keys: SealKeys, { isLost = false } = {}): Promise<void> {
  const [newest = "", ...others] = keys.map(nameOf);
  const known = await keepSealKey(pool, newest);
  if (known === newest) return;
  if (!others.includes(known) && !isLost) throw new OtherSecret("Secrets are sealed by another key");
  await changeSealKey(pool, newest);
}

/** Says which key it is, and nothing of it: nobody guesses 32 random bytes. */
function nameOf(key: Uint8Array): string {
  return hash("sha256", Buffer.concat([Buffer.from("plumbline seal key\n"), key]), "hex").slice(0, 32);
}
