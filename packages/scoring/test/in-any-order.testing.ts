/** A value whose objects have their keys in another order; lists stay as they are. */
export function inAnyOrder(value: unknown, chance: Iterator<number>): unknown {
  if (Array.isArray(value)) return value.map((one) => inAnyOrder(one, chance));
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).map(([key, inner]) => ({
    key,
    inner: inAnyOrder(inner, chance),
    at: chance.next().value as number,
  }));
  return Object.fromEntries(entries.sort((a, b) => a.at - b.at).map(({ key, inner }) => [key, inner]));
}
