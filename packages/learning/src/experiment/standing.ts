/** What has been learnt of the difference so far, however often it was looked at. */
export type Standing = {
  /** The always-valid p-value of no difference: it never rises. */
  readonly p: number;
  /** Treatment minus control lies here at every look at once, with confidence 1 − alpha: it never widens. */
  readonly low: number;
  readonly high: number;
};

/** Before the first look. */
export const NOTHING_SEEN: Standing = { p: 1, low: -1, high: 1 };
