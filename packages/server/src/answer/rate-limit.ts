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

/** Strangers have buckets, too, and there may be any number of them. */
const MOST_BUCKETS = 50_000;

/** Buckets of this process, by who asks. Those that nobody has used for longest are forgotten: they are full again. */
export function limiter({ perMinute, burst }: RateLimit): (key: string, now: number) => Allowance {
  const buckets = new Map<string, Bucket>();
  const perMs = perMinute / 60_000;
  return (key, now) => {
    const bucket = buckets.get(key) ?? { tokens: burst, at: now };
    buckets.delete(key);
    buckets.set(key, bucket);
    if (buckets.size > MOST_BUCKETS) buckets.delete(buckets.keys().next().value ?? key);
    bucket.tokens = Math.min(burst, bucket.tokens + Math.max(0, now - bucket.at) * perMs);
    bucket.at = now;
    const isAllowed = bucket.tokens >= 1;
    if (isAllowed) bucket.tokens -= 1;
    const wanted = isAllowed ? burst : 1;
    const seconds = Math.ceil((wanted - bucket.tokens) / perMs / 1000);
    return { isAllowed, limit: burst, remaining: Math.floor(bucket.tokens), seconds };
  };
}
