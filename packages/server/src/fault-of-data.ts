/**
 * Whether the data is to blame: an error of our own code, which no repetition would mend, or one of PostgreSQL's
 * classes 22 (data), 23 (constraints) and 54 (limits).
 */
export function isFaultOfData(error: unknown): boolean {
  const code = (error as { readonly code?: unknown }).code;
  if (typeof code !== "string")
    return error instanceof TypeError || error instanceof RangeError || error instanceof SyntaxError;
  return /^(?:22|23|54)/.test(code);
}
