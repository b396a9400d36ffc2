import { expect, test } from "vitest";
import { seeded } from "../numbers/chance.ts";
import { DECLARATIONS, sampleRows } from "../predict/sample.testing.ts";
import { buildTable, type FeatureDeclaration } from "../table/build-table.ts";
import type { Row, Value } from "../table/table.ts";
import { isProtectedName } from "./find-proxies.ts";
import { type ScreenFacts, screenFeatures } from "./screen-features.ts";

const rows = sampleRows(3000, 1);
const chance = seeded(2);

/** The sample with one more feature. */
function screenWith(
  more: readonly { readonly declaration: FeatureDeclaration; readonly value: (row: Row) => Value }[],
  facts: Partial<ScreenFacts> = {},
) {
  const grown = rows.map((row) => ({
    ...row,
    values: {
      ...row.values,
      ...Object.fromEntries(more.map(({ declaration, value }) => [declaration.name, value(row)])),
    },
  }));
  const table = buildTable(grown, [...DECLARATIONS, ...more.map(({ declaration }) => declaration)]);
  const screened = screenFeatures(table, { seed: 1, ...facts });
  return { leftOut: screened.leftOut, names: screened.table.features.map(({ name }) => name) };
}

test("honest features stay, strong ones too", () => {
  const { leftOut, names } = screenWith([]);
  expect(leftOut).toEqual([]);
  expect(names).toEqual(DECLARATIONS.map(({ name }) => name));
});

test("a reason that only lost leads have separates, by its absence", () => {
  const declaration = { name: "loss reason", kind: "category" as const };
  const { leftOut } = screenWith([{ declaration, value: ({ converted }) => (converted ? null : "too dear") }]);
  expect(leftOut).toEqual([{ feature: "loss reason", why: "separates", auc: expect.closeTo(1, 6) }]);
});

test("a feature that makes the others look poor is a triumph, unless someone answers for it", () => {
  const declaration = { name: "call length", kind: "number" as const };
  const value = ({ converted }: Row) => (converted ? 3 + chance() * 10 : chance() * 5.5);
  const { leftOut, names } = screenWith([{ declaration, value }]);
  expect(leftOut).toEqual([
    { feature: "call length", why: "triumph", aucWith: expect.any(Number), aucWithout: expect.any(Number) },
  ]);
  expect(names).not.toContain("call length");
  expect(screenWith([{ declaration, value }], { allowed: ["call length"] }).leftOut).toEqual([]);
});

test("what became known after its day is late, even where someone answers for it", () => {
  const knownAt = Float64Array.from(rows, ({ time = 0 }, i) => (i % 10 === 0 ? time + 4 : time - 1));
  const facts = { knownAt: { visits: knownAt }, allowed: ["visits"] };
  expect(screenWith([], facts).leftOut).toEqual([{ feature: "visits", why: "known-late", share: 0.1, lateness: 4 }]);
  const few = knownAt.map((known, i) => (i % 200 === 0 ? known : (rows[i]?.time ?? 0)));
  expect(screenWith([], { knownAt: { visits: few } }).leftOut).toEqual([]);
});

test("what staff sets stays out, unless it is known when it was set", () => {
  expect(screenWith([], { setByStaff: ["newsletter"] }).leftOut).toEqual([
    { feature: "newsletter", why: "set-by-staff" },
  ]);
  const knownAt = { newsletter: Float64Array.from(rows, ({ time = 0 }) => time) };
  expect(screenWith([], { setByStaff: ["newsletter"], knownAt }).leftOut).toEqual([]);
});

test("age and gender stay out, and a planted proxy is found by name", () => {
  const genders = rows.map((_, i) => (i % 7 < 3 ? "f" : "m"));
  const at = (row: Row) => genders[row.time as number] as string;
  const { leftOut } = screenWith([
    { declaration: { name: "gender", kind: "category" }, value: at },
    {
      declaration: { name: "salutation", kind: "category" },
      value: (row) => (chance() < 0.1 ? null : at(row) === "f" ? "Ms" : "Mr"),
    },
    {
      declaration: { name: "shoe size", kind: "number" },
      value: (row) => 38 + (at(row) === "f" ? 0 : 4) + chance() * 5,
    },
    { declaration: { name: "favourite day", kind: "category" }, value: () => (chance() < 0.5 ? "Monday" : "Friday") },
  ]);
  expect(leftOut).toEqual([
    { feature: "gender", why: "protected" },
    { feature: "salutation", why: "proxy", of: "gender", auc: expect.any(Number) },
    { feature: "shoe size", why: "proxy", of: "gender", auc: expect.any(Number) },
  ]);
});

test("a team's own protected field and its proxy", () => {
  const { leftOut, names } = screenWith(
    [
      {
        declaration: { name: "staff", kind: "number" },
        value: ({ values }) => (values["employees"] as number | null) && Number(values["employees"]) * 2,
      },
    ],
    { protectedFields: ["employees"] },
  );
  expect(leftOut).toEqual([
    { feature: "employees", why: "protected" },
    { feature: "staff", why: "proxy", of: "employees", auc: expect.any(Number) },
  ]);
  expect(names).not.toContain("staff");
});

test("what another feature says in every row is learned from once", () => {
  const visits = { name: "page views", kind: "number" as const };
  const industry = { name: "branch", kind: "category" as const };
  const { leftOut } = screenWith([
    { declaration: visits, value: ({ values }) => values["visits"] },
    { declaration: industry, value: ({ values }) => values["industry"] },
  ]);
  expect(leftOut).toEqual([
    { feature: "page views", why: "same-as", of: "visits" },
    { feature: "branch", why: "same-as", of: "industry" },
  ]);
});

test("what is the same for all is left out", () => {
  const declaration = { name: "planet", kind: "category" as const };
  expect(screenWith([{ declaration, value: () => "Earth" }]).leftOut).toEqual([{ feature: "planet", why: "constant" }]);
});

test("names that speak of age or gender, in four languages", () => {
  for (const name of ["age", "Contact Gender", "birthDate", "date_of_birth", "SEX", "年龄", "性別", "Пол", "возраст"]) {
    expect(isProtectedName(name), name).toBe(true);
  }
  for (const name of [
    "page views",
    "stage",
    "company age group id".replace("age ", ""),
    "message",
    "полный адрес",
    "usage",
  ]) {
    expect(isProtectedName(name), name).toBe(false);
  }
});
