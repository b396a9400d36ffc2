import { z } from "zod";
import type { Destination } from "../destination.ts";
import { outcomeOf } from "../outcome-of.ts";
import { signWebhook } from "./sign.ts";

const fields = z.strictObject({ url: z.string().min(1).max(2000) });

/** Receivers take 20 kB, by Standard Webhooks. */
const LARGEST = 20_000;
/** While a secret is replaced, there is the one before. */
const MOST_SECRETS = 2;
const TIMEOUT = 20_000;

/** Signed webhooks after Standard Webhooks 1.0. Of the answer only the status is looked at. */
export const webhook: Destination<z.infer<typeof fields>> = {
  name: "webhook",
  fields,
  deliver: async ({ settings, secrets, message: { id, body } }, { fetch, now, signal }) => {
    if (Buffer.byteLength(body) >= LARGEST) return { kind: "refused", because: "message-too-large", status: null };
    const signed = signWebhook({ id, seconds: Math.floor(now / 1000), body }, secrets.slice(0, MOST_SECRETS));
    if (!signed) return { kind: "refused", because: "no-secret", status: null };
    const result = await fetch({
      url: settings.url,
      method: "POST",
      headers: {
        ...signed,
        "content-type": "application/json",
        "content-length": String(Buffer.byteLength(body)),
        "user-agent": "Plumbline",
      },
      body,
      timeout: TIMEOUT,
      keep: 0,
      ...(signal && { signal }),
    });
    return outcomeOf(result, now);
  },
};
