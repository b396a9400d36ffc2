/** What an answer would have needed and did not find. */
export type Missing =
  | {
      /** What there is too little of. */
      readonly what: "leads" | "converted" | "not-converted" | "comparable-pairs" | "groups" | "contacts" | "costs";
      readonly needed: number;
      readonly found: number;
    }
  | { readonly what: "rate"; readonly currency: string; readonly day: number };

export type NotEnough = { readonly enough: false; readonly missing: readonly Missing[] };

/** A finding, or what is missing for one: "not enough data" is an answer. */
export type Answer<Finding> = (Finding & { readonly enough: true }) | NotEnough;

/** The needs that are not met. */
export function missingOf(...needs: readonly Extract<Missing, { needed: number }>[]): readonly Missing[] {
  return needs.filter(({ needed, found }) => found < needed);
}

export function notEnough(...missing: readonly Missing[]): NotEnough {
  return { enough: false, missing };
}
