import type { Json, JsonObject } from "@plumbline/scoring";
import type { RefusedBecause } from "./arrival.ts";

/** What a request says, before anything of it is judged. */
export type Reading = {
  readonly items: readonly unknown[];
  /** How the items are written, one by one; asked only where one of them is refused. */
  readonly raws: () => readonly Uint8Array[];
  /** Of the whole request. */
  readonly bytes: number;
  readonly sentAt?: Json | undefined;
  readonly context?: JsonObject | undefined;
  readonly integrations?: JsonObject | undefined;
  /** What the address says of the type of its events. */
  readonly type?: string | undefined;
  /** A key that the body gave. */
  readonly writeKey?: string | undefined;
  /** Brings an item into Segment's shape, where it has another. */
  readonly itemOf?: (item: unknown) => JsonObject | RefusedBecause;
};
