import type { Model } from "@plumbline/scoring";

/** A slice of leads, and what differs for them. */
export type Market = NonNullable<Model["markets"]>[number];
