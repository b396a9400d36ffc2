import type { Json } from "@plumbline/scoring";
import { type FieldSetting, fieldOf } from "./field.ts";
import type { EventMap, LeadMap, OutcomeMap, Source } from "./map/file-map.ts";
import { columnsOf } from "./map/guess-map.ts";
import type { Row, Table } from "./table.ts";

export type Members = Record<string, Json>;

/** Compiles named sources into what reads them into one object; undefined where a record has none of them. */
export function membersReader(
  sources: Readonly<Record<string, Source>>,
  setting: FieldSetting,
  others?: (row: Row) => Iterable<readonly [string, Json]>,
): (row: Row, line: number) => Members | undefined {
  const fields = Object.entries(sources).map(([name, source], at) => ({
    name,
    read: fieldOf(source, setting),
    put: putterOf(name, at),
  }));
  return (row, line) => {
    const members: Members = {};
    let isEmpty = true;
    if (others) {
      for (const [name, value] of others(row)) {
        putterOf(name, ANY)(members, name, value);
        isEmpty = false;
      }
    }
    for (const { name, read, put } of fields) {
      const value = read(row, line);
      if (value === undefined) continue;
      put(members, name, value);
      isEmpty = false;
    }
    return isEmpty ? undefined : members;
  };
}

/** The members of a record that its map does not name; of a row of cells, all have been named. */
export function othersOf(
  table: Table,
  map: LeadMap | EventMap | OutcomeMap,
): ((row: Row) => Iterable<readonly [string, Json]>) | undefined {
  const { others } = table;
  if (!others || map.ignore === "*") return undefined;
  const named = new Set([...columnsOf(map), ...(map.ignore ?? [])]);
  return (row) => others(row, named);
}

type Put = (members: Members, name: string, value: Json) => void;

/**
 * All of these do the same. The engine remembers for each place in the code which name was last
 * assigned there, and is thirty times faster where it is always the same one; so the first field of
 * a record has a place of its own, and the second, and so on.
 */
const PUTS: readonly Put[] = [
  (members, name, value) => void (members[name] = value),
  (members, name, value) => void (members[name] = value),
  (members, name, value) => void (members[name] = value),
  (members, name, value) => void (members[name] = value),
  (members, name, value) => void (members[name] = value),
  (members, name, value) => void (members[name] = value),
  (members, name, value) => void (members[name] = value),
  (members, name, value) => void (members[name] = value),
  (members, name, value) => void (members[name] = value),
  (members, name, value) => void (members[name] = value),
  (members, name, value) => void (members[name] = value),
  (members, name, value) => void (members[name] = value),
];

/** The place for names of which nothing is known beforehand. */
const ANY = PUTS.length - 1;

/** Assigning to this one name would set the object's prototype. */
const putProto: Put = (members, name, value) => {
  Object.defineProperty(members, name, { value, enumerable: true, configurable: true, writable: true });
};

function putterOf(name: string, at: number): Put {
  return name === "__proto__" ? putProto : (PUTS[at % PUTS.length] as Put);
}
