/**
 * vᵀ·A⁻·v and the rank of a symmetric positive semidefinite A, for a v that lies in its range: Cholesky's
 * factorisation, in which a row that depends on those before it (up to rounding) is left out.
 */
export function quadraticForm(
  matrix: readonly (readonly number[])[],
  vector: readonly number[],
): { readonly value: number; readonly rank: number } {
  const kept: { readonly row: number; readonly factor: readonly number[]; readonly half: number }[] = [];
  for (const [row, given] of matrix.entries()) {
    const factor: number[] = [];
    for (const other of kept) {
      const pivot = other.factor[factor.length] as number;
      factor.push(((given[other.row] as number) - dot(factor, other.factor)) / pivot);
    }
    const rest = (given[row] as number) - dot(factor, factor);
    if (!(rest > 1e-10 * (given[row] as number))) continue;
    const known = kept.reduce((total, { half }, k) => total + half * (factor[k] as number), 0);
    const pivot = Math.sqrt(rest);
    kept.push({ row, factor: [...factor, pivot], half: ((vector[row] as number) - known) / pivot });
  }
  return { value: kept.reduce((total, { half }) => total + half * half, 0), rank: kept.length };
}

/** The inner product over the entries of the first. */
function dot(a: readonly number[], b: readonly number[]): number {
  return a.reduce((total, value, i) => total + value * (b[i] as number), 0);
}
