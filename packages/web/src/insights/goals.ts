/** What a threshold can be chosen by. */
export const GOALS = ["capacity", "profit"] as const;
export type GoalKind = (typeof GOALS)[number];
