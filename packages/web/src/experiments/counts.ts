const FIGURES = ["enrolled", "matured", "censored", "converted", "contaminated", "converted-before"] as const;

/** What of a result leads can be looked up by. */
export type Counted =
  | { readonly figure: (typeof FIGURES)[number] }
  | { readonly figure: "guard"; readonly guard: string };

/** All figures that leads stand behind, those of the guards after what every experiment has. */
export function countsOf(guards: readonly string[]): readonly Counted[] {
  return [
    ...FIGURES.map((figure): Counted => ({ figure })),
    ...guards.map((guard): Counted => ({ figure: "guard", guard })),
  ];
}
