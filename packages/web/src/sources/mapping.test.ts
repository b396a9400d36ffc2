import { previewFile } from "@plumbline/connectors/preview";
import fc from "fast-check";
import { expect, test } from "vitest";
import {
  FIELDS,
  type FileKind,
  guessedMapping,
  joinedColumns,
  likelyKind,
  type Mapping,
  mapOf,
  missingOf,
  type Role,
} from "./mapping.ts";

async function previewOf(text: string) {
  return previewFile(
    "file",
    (async function* () {
      yield text;
    })(),
  );
}

const LEADS = "Email,Company,Shoe size\nann@a.example,Ada,38\n";
const EVENTS = "User ID,Event,Date,Time,Colour\n1,Demo,2026-03-01,10:00,red\n";
const DEALS = "Deal ID,Email,Stage,Close Date,Amount\n7,ann@a.example,Closed Won,2026-03-01,100\n";

const changed = (mapping: Mapping, column: string, role: Role): Mapping =>
  mapping.map((one) => (one.column === column ? { column, role } : one));

test("a guess that nobody changes needs no map", async () => {
  for (const kind of ["leads", "events", "outcomes"] as const)
    for (const text of [LEADS, EVENTS, DEALS]) {
      const preview = await previewOf(text);
      expect(mapOf(kind, guessedMapping(kind, preview), preview)).toBeUndefined();
    }
});

test("what a file holds shows in its columns", async () => {
  expect(likelyKind(await previewOf(LEADS))).toBe("leads");
  expect(likelyKind(await previewOf(EVENTS))).toBe("events");
  expect(likelyKind(await previewOf(DEALS))).toBe("outcomes");
  expect(likelyKind(await previewOf('{"type":"track","event":"Demo","userId":"1"}\n'))).toBe("events");
});

test("columns that become the same are joined, in the order of the file", async () => {
  const preview = await previewOf(EVENTS);
  const guessed = guessedMapping("events", preview);
  expect([...joinedColumns(guessed)]).toEqual(["Date", "Time"]);
  const map = mapOf("events", changed(guessed, "Colour", { to: "nothing" }), preview);
  expect(map?.events?.timestamp).toEqual({ columns: ["Date", "Time"] });
  expect(map?.events?.ignore).toEqual(["Colour"]);
});

test("where a guess is taken back, every column is named, so that no other takes its place", async () => {
  const preview = await previewOf("Email,Other,Note\nann@a.example,bob@b.example,x\n");
  const guessed = guessedMapping("leads", preview);
  const back = changed(guessed, "Email", { to: "named", name: "Email" });
  expect(mapOf("leads", back, preview)).toEqual({
    leads: { traits: { Email: { column: "Email" }, Other: { column: "Other" }, Note: { column: "Note" } } },
  });
  const renamed = changed(guessed, "Note", { to: "named", name: "remark" });
  expect(mapOf("leads", renamed, preview)).toEqual({
    leads: { email: { column: "Email" }, traits: { remark: { column: "Note" } } },
  });
});

test("what is missing is what the import would refuse", async () => {
  const leads = await previewOf("Shoe size\n38\n");
  expect(missingOf("leads", guessedMapping("leads", leads))).toEqual(["identity"]);
  const events = guessedMapping("events", await previewOf(EVENTS));
  expect(missingOf("events", events)).toEqual([]);
  expect(missingOf("events", changed(events, "Event", { to: "nothing" }))).toEqual(["event"]);
  expect(missingOf("events", changed(events, "Event", { to: "named", name: "url" }))).toEqual([]);
  expect(missingOf("outcomes", [])).toEqual(["identity", "timestamp", "event"]);
});

test("a map names every column at most once, and all that somebody chose", async () => {
  const preview = await previewOf("Email,Company,__proto__,Note\nann@a.example,Ada,1,x\n");
  const kinds = fc.constantFrom<FileKind>("leads", "events", "outcomes");
  const roles = (kind: FileKind): fc.Arbitrary<Role> =>
    fc.oneof(
      fc.constantFrom(...FIELDS[kind].who, ...FIELDS[kind].what).map((field) => ({ to: "field" as const, field })),
      fc.constantFrom("plan", "__proto__", "Note").map((name) => ({ to: "named" as const, name })),
      fc.constant({ to: "nothing" as const }),
    );
  const cases = kinds.chain((kind) =>
    fc.tuple(fc.constant(kind), fc.array(roles(kind), { minLength: 4, maxLength: 4 })),
  );
  fc.assert(
    fc.property(cases, ([kind, chosen]) => {
      const mapping = preview.columns.map((column, at) => ({ column, role: chosen[at] ?? { to: "nothing" as const } }));
      const map = mapOf(kind, mapping, preview);
      if (map === undefined) return;
      const part = JSON.parse(JSON.stringify(map[kind]));
      const { traits, properties, ignore = [], ...fields } = part;
      const sources = [...Object.values(fields), ...Object.values(traits ?? properties ?? {})] as {
        readonly column?: string;
        readonly columns?: readonly string[];
      }[];
      const named = [
        ...sources.flatMap(({ column, columns = [] }) => (column === undefined ? columns : [column])),
        ...ignore,
      ];
      expect(new Set(named).size).toBe(named.length);
      for (const { column, role } of mapping) if (role.to !== "named") expect(named).toContain(column);
    }),
  );
});
