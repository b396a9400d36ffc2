/** How trees are grown. */
export type TreeSettings = {
  /** Trees at most. */
  readonly trees: number;
  /** How much of each tree is taken. */
  readonly rate: number;
  /** Leaves of a tree at most; the leaf that gains most is split next. */
  readonly leaves: number;
  /** L2 on the values of leaves. */
  readonly l2: number;
  /** More of it where a category is split by a set of levels. */
  readonly categoryL2: number;
  /** Rows that each side of a split needs: rows, not weights. */
  readonly minRows: number;
  /** The sum of hessians that each side needs. */
  readonly minHessian: number;
  /** Rows that a level needs to be put in order; it also draws the order of rare levels to the middle. */
  readonly levelRows: number;
  /** Levels at most on the smaller side of a split. */
  readonly maxSubset: number;
  /** Bins of a number besides missing; 255 fit a byte. Categories have as many as they need. */
  readonly maxBins: number;
  /** The shares of rows and of features that each tree sees. */
  readonly rowShare: number;
  readonly featureShare: number;
  /** Trees without a lower loss on the validation slice after which growing ends. */
  readonly patience: number;
  /** By feature: 1 where more of it never lowers the prediction, −1 where more never raises it. Of numbers and yes-no. */
  readonly monotone: Readonly<Record<string, 1 | -1>>;
};

export const TREE_SETTINGS: TreeSettings = {
  trees: 500,
  rate: 0.05,
  leaves: 15,
  l2: 1,
  categoryL2: 10,
  minRows: 20,
  minHessian: 1e-3,
  levelRows: 10,
  maxSubset: 32,
  maxBins: 255,
  rowShare: 1,
  featureShare: 1,
  patience: 30,
  monotone: {},
};
