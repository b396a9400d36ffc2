import { hashOf } from "../digest.ts";
import type { Model } from "./model-schema.ts";

/** What a model means, as 32 hexadecimal digits: two texts that mean the same have the same. */
export function modelHash(model: Model): string {
  return hashOf(model);
}
