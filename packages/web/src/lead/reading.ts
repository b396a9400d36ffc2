import type { Names } from "@plumbline/phrases";
import type { Told } from "./lead.ts";

/** What every part of a ledger needs to say its lines, and to open what they stand on. */
export type Reading = {
  readonly id: string;
  readonly model: string;
  /** Undefined: today. */
  readonly on: string | undefined;
  readonly names: Names;
  /** A line in words, by the line. */
  readonly words: ReadonlyMap<Told, string>;
};
