import type { Arrived, Refused } from "./collect/arrival.ts";

/** One item of a micro-batch, with the source that sent it. */
export type BatchItem<Item = Arrived | Refused> = {
  readonly sourceId: number;
  readonly receivedAt: number;
  readonly item: Item;
};

/** What became of an item. */
export type Fate = "stored" | "duplicate" | "quarantined";
