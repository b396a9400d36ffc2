/**
 * A small map from text to values, as one list: key, value, key, value, …, by rising key, so that equal ones are alike.
 * Most cells hold a key or two: as a `Map` they would take three times the room, and the garbage collector several
 * times as long. Whoever reads all of one goes through it in steps of two.
 */
export type ByKey<Value> = (string | Value)[];

/** Where the value of a key is; −1 where there is none. */
export function placeOfKey(cell: ByKey<unknown>, key: string): number {
  for (let i = 0; i < cell.length; i += 2) if (cell[i] === key) return i + 1;
  return -1;
}

/** Adds a key that is not there yet. */
export function addKey<Value>(cell: ByKey<Value>, key: string, value: Value): void {
  let at = cell.length;
  while (at > 0 && key < (cell[at - 2] as string)) at -= 2;
  if (at === cell.length) cell.push(key, value);
  else cell.splice(at, 0, key, value);
}

export function keysOf(cell: ByKey<unknown>): string[] {
  return cell.filter((_, i) => i % 2 === 0) as string[];
}

export function valuesOf<Value>(cell: ByKey<Value>): Value[] {
  return cell.filter((_, i) => i % 2 === 1) as Value[];
}
