/** How a lead has moved in a ranking: places up (more than none) or down; `new` where it was not in it. */
export type Move = number | "new";

/** Who moved between two rankings, by id; whoever stands where they stood is not in it. */
export function movesBetween(before: readonly string[], after: readonly string[]): ReadonlyMap<string, Move> {
  const places = new Map(before.map((id, place) => [id, place]));
  return new Map(
    after.flatMap((id, place): [string, Move][] => {
      const former = places.get(id);
      if (former === undefined) return [[id, "new"]];
      return former === place ? [] : [[id, former - place]];
    }),
  );
}
