import { type Coded, say } from "./coded.ts";
import type { Spoken } from "./en/spoken.ts";

/** Why a feature was not learned from, with the evidence. */
export type LeftOut = Decoded<Coded<Spoken["training"]["leftOut"]>>;
type Decoded<Reason> = Reason extends { readonly code: infer Why }
  ? Omit<Reason, "code"> & { readonly why: Why }
  : never;

/** `in 100% of 120 decided leads it first came with the decision, or after it`. */
export function sayLeftOut({ training }: Pick<Spoken, "training">, { why, ...evidence }: LeftOut): string {
  return say(training.leftOut, { code: why, ...evidence } as Coded<Spoken["training"]["leftOut"]>);
}
