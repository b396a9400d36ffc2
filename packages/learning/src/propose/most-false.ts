/**
 * What share of proposals may be false, among all that was asked of their kind (Benjamini & Hochberg): of points, which
 * move from where the team believes them to be, a tenth; of what nobody thought of, a twentieth.
 */
export const MOST_FALSE = { points: 0.1, new: 0.05 } as const;
