/** Lists of ids that take long to work out, for the pages that are asked for after the first. */
type RememberedLists = {
  /** The list of this name; worked out where it is not remembered any more. */
  readonly idsOf: (name: string, find: () => Promise<readonly number[]>) => Promise<Float64Array>;
};

/** What is remembered is weighed in ids: 8 MB in all. */
const MOST = 1_000_000;
/** A list takes room beside its ids, even one without any. */
const PER_LIST = 100;

/** Remembers lists by name that together weigh as much as `most` ids; those that were asked for last stay. */
export function rememberedLists(most = MOST): RememberedLists {
  const known = new Map<string, Float64Array>();
  let size = 0;
  const forget = (name: string) => {
    const ids = known.get(name);
    if (ids) size -= weightOf(name, ids);
    known.delete(name);
  };
  return {
    idsOf: async (name, find) => {
      const ids = known.get(name) ?? Float64Array.from(await find());
      forget(name);
      known.set(name, ids);
      size += weightOf(name, ids);
      for (const oldest of known.keys()) {
        if (size <= most || oldest === name) break;
        forget(oldest);
      }
      return ids;
    },
  };
}

function weightOf(name: string, ids: Float64Array): number {
  return PER_LIST + name.length + ids.length;
}

/** So many ids of a list in rising order that come after one. */
export function idsAfter(ids: Float64Array, after: number, most: number): number[] {
  const from = ids.findIndex((id) => id > after);
  return from < 0 ? [] : [...ids.subarray(from, from + most)];
}
