import fc from "fast-check";

/** Bytes or text cut at any places. */
export function pieces<Whole extends string | Buffer>(whole: Whole, cuts: readonly number[]): Whole[] {
  const places = [...new Set(cuts.map((cut) => cut % (whole.length + 1)))].sort((a, b) => a - b);
  const cut = (from: number, to?: number) =>
    (typeof whole === "string" ? whole.slice(from, to) : whole.subarray(from, to)) as Whole;
  return [0, ...places].map((from, at) => cut(from, places[at]));
}

export const cuts = fc.array(fc.nat(10_000), { maxLength: 20 });

export async function* stream<Part>(parts: Iterable<Part>): AsyncGenerator<Part> {
  yield* parts;
}

export async function gathered<Part>(parts: AsyncIterable<readonly Part[]>): Promise<Part[]> {
  const all: Part[] = [];
  for await (const some of parts) all.push(...some);
  return all;
}

/** Bytes as if they were a file. */
export function file(text: string | Buffer, name = "file") {
  return { name, bytes: stream([Buffer.from(text)]) };
}
