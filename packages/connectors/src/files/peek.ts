/**
 * Looks at the first parts of a stream, until `enough` of them are there, and gives the stream
 * back whole.
 */
export async function peek<Part>(
  stream: AsyncIterable<Part>,
  enough: (seen: readonly Part[]) => boolean,
): Promise<{ readonly seen: readonly Part[]; readonly all: AsyncIterable<Part> }> {
  const parts = stream[Symbol.asyncIterator]();
  const seen: Part[] = [];
  while (!enough(seen)) {
    const next = await parts.next();
    if (next.done) break;
    seen.push(next.value);
  }
  return { seen, all: rejoin(seen, parts) };
}

async function* rejoin<Part>(seen: readonly Part[], rest: AsyncIterator<Part>): AsyncGenerator<Part> {
  try {
    yield* seen;
    for (let next = await rest.next(); !next.done; next = await rest.next()) yield next.value;
  } finally {
    await rest.return?.();
  }
}
