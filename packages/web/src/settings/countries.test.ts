import { expect, test } from "vitest";
import { countriesIn } from "./countries.ts";

test("knows the countries of the world by their names in a language", () => {
  const countries = countriesIn("ru");
  expect(countries.find(({ value }) => value === "DE")?.label).toBe("Германия");
  expect(countries.length).toBeGreaterThan(240);
  expect(countries.length).toBeLessThan(256);
});

test("leaves out what is none", () => {
  const codes = countriesIn("en").map(({ value }) => value);
  for (const code of ["EU", "UN", "ZZ", "SU", "DD", "YU", "UK"]) expect(codes).not.toContain(code);
  expect(new Set(codes).size).toBe(codes.length);
});
