import { randomBytes } from "node:crypto";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
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
