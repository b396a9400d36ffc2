import type { Answered } from "../api.ts";

/** A lead that sales keeps to try a model on; its band left out: nobody has said what is expected. */
export type Sample = Answered<"models", "samples">["items"][number];

/** A list of samples with one of them as it is now; at its end where it is new. */
export function withSample(items: readonly Sample[], sample: Sample): Sample[] {
  const isKnown = items.some(({ lead }) => lead === sample.lead);
  return isKnown ? items.map((one) => (one.lead === sample.lead ? sample : one)) : [...items, sample];
}

/** The same lead with another band expected of it: null for none, undefined where nobody says. */
export function expecting({ band: _, ...sample }: Sample, band: string | null | undefined): Sample {
  return { ...sample, ...(band !== undefined && { band }) };
}
