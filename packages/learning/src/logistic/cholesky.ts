/**
 * The lower Cholesky factor of a symmetric positive definite matrix of which the lower triangle is given by rows, in its
 * place; false where the matrix is not positive definite (Golub & Van Loan, "Matrix Computations", 4.2).
 */
export function factorise(matrix: Float64Array, size: number): boolean {
  for (let i = 0; i < size; i++) {
    const own = i * size;
    const whole = i - (i % 4);
    for (let j = 0; j < whole; j += 4) fillFour(matrix, size, own, j);
    for (let j = whole; j <= i; j++) {
      let sum = matrix[own + j] as number;
      for (let k = 0; k < j; k++) sum -= (matrix[own + k] as number) * (matrix[j * size + k] as number);
      if (i !== j) matrix[own + j] = sum / (matrix[j * size + j] as number);
      else if (sum > 0) matrix[own + i] = Math.sqrt(sum);
      else return false;
    }
  }
  return true;
}

/**
 * Four entries of a row at once, left of the diagonal: a processor need not wait for one sum before it goes on with
 * another. Each is summed up in the same order as alone, so the bits are the same.
 */
function fillFour(matrix: Float64Array, size: number, own: number, j: number): void {
  const [r, s, t, u] = [j * size, (j + 1) * size, (j + 2) * size, (j + 3) * size];
  let a = matrix[own + j] as number;
  let b = matrix[own + j + 1] as number;
  let c = matrix[own + j + 2] as number;
  let d = matrix[own + j + 3] as number;
  for (let k = 0; k < j; k++) {
    const x = matrix[own + k] as number;
    a -= x * (matrix[r + k] as number);
    b -= x * (matrix[s + k] as number);
    c -= x * (matrix[t + k] as number);
    d -= x * (matrix[u + k] as number);
  }
  a /= matrix[r + j] as number;
  b = (b - a * (matrix[s + j] as number)) / (matrix[s + j + 1] as number);
  c = (c - a * (matrix[t + j] as number) - b * (matrix[t + j + 1] as number)) / (matrix[t + j + 2] as number);
  d -= a * (matrix[u + j] as number);
  d = (d - b * (matrix[u + j + 1] as number) - c * (matrix[u + j + 2] as number)) / (matrix[u + j + 3] as number);
  matrix[own + j] = a;
  matrix[own + j + 1] = b;
  matrix[own + j + 2] = c;
  matrix[own + j + 3] = d;
}

/** Solves L·Lᵀ·x = b from the factor. */
export function solve(factor: Float64Array, size: number, b: ArrayLike<number>): Float64Array {
  const x = Float64Array.from(b);
  for (let i = 0; i < size; i++) {
    let sum = x[i] as number;
    for (let k = 0; k < i; k++) sum -= (factor[i * size + k] as number) * (x[k] as number);
    x[i] = sum / (factor[i * size + i] as number);
  }
  for (let i = size - 1; i >= 0; i--) {
    let sum = x[i] as number;
    for (let k = i + 1; k < size; k++) sum -= (factor[k * size + i] as number) * (x[k] as number);
    x[i] = sum / (factor[i * size + i] as number);
  }
  return x;
}

/** The inverse of the matrix, from its factor. */
export function invert(factor: Float64Array, size: number): Float64Array {
  const inverse = new Float64Array(size * size);
  const unit = new Float64Array(size);
  for (let j = 0; j < size; j++) {
    unit.fill(0);
    unit[j] = 1;
    inverse.set(solve(factor, size, unit), j * size);
  }
  return inverse;
}
