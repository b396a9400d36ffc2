/** In so many parts rows are dealt of which each is looked at with what the others say. */
export const FOLDS = 5;

/** Which fold each row is in: both labels are dealt out evenly, in the order of the rows. */
export function dealtInFolds(label: Uint8Array): Uint8Array {
  const dealt = [0, 0];
  return Uint8Array.from(label, (own) => {
    const at = dealt[own] as number;
    dealt[own] = at + 1;
    return at % FOLDS;
  });
}
