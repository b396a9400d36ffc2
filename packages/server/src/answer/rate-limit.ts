/** How many requests a key may make: a bucket of `burst` that fills with `perMinute`. */
export type RateLimit = { readonly perMinute: number; readonly burst: number };

export type Allowance = {
  readonly isAllowed: boolean;
  readonly limit: number;
  readonly remaining: number;
  /** Seconds until the bucket is full again, or, where it is empty, until the next request is let in. */
  readonly seconds: number;
};

type Bucket = { tokens: number; at: number };

/** Buckets of this process, by the id of a key. As many as there are keys in use. */
export function limiter({ perMinute, burst }: RateLimit): (key: string, now: number) => Allowance {
  const buckets = new Map<string, Bucket>();
  const perMs = perMinute / 60_000;
  return (key, now) => {
    const bucket = buckets.get(key) ?? { tokens: burst, at: now };
    buckets.set(key, bucket);
    bucket.tokens = Math.min(burst, bucket.tokens + Math.max(0, now - bucket.at) * perMs);
    bucket.at = now;
    const isAllowed = bucket.tokens >= 1;
    if (isAllowed) bucket.tokens -= 1;
    const wanted = isAllowed ? burst : 1;
    const seconds = Math.ceil((wanted - bucket.tokens) / perMs / 1000);
    return { isAllowed, limit: burst, remaining: Math.floor(bucket.tokens), seconds };
  };
}
