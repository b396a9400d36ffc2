import fc from "fast-check";
import { expect, test } from "vitest";
import { comparable, likenessKeys, likenessOf } from "./likeness.ts";

const person = (name: string | null, email: string | null, traits = {}) => comparable(name, email, traits);
const like = (a: ReturnType<typeof person>, b: ReturnType<typeof person>) => likenessOf(a, b).reasons;

test("addresses are one mailbox up to dots, tags and case; phones up to how they are written", () => {
  expect(like(person(null, "J.Doe+news@Acme.example"), person(null, "jdoe@acme.example"))).toEqual([
    "same-address",
    "same-domain",
  ]);
  expect(like(person(null, "a.b@googlemail.com"), person(null, "ab@gmail.com"))).toEqual(["same-address"]);
  const phones = ["+49 (151) 234-56789", "0049 151 23456789", "0151/23456789", "４９15123456789"];
  for (const phone of phones) {
    expect(like(person(null, null, { phone }), person(null, null, { phone: phones[0] }))).toEqual(["same-phone"]);
  }
  expect(like(person(null, null, { phone: "000 000 000" }), person(null, null, { phone: "000000000" }))).toEqual([]);
});

test("a name counts where the company or its domain is the same, in either order, in any script", () => {
  const acme = { company: "Acme, Inc" };
  expect(like(person("Ann Lee", null, acme), person("ann LEE", null, { company: { name: "acme inc" } }))).toEqual([
    "same-name",
    "same-company",
  ]);
  expect(like(person("Lee Ann", "a@acme.example"), person("Ann Lee", "b@acme.example"))).toEqual([
    "transposed-name",
    "same-domain",
  ]);
  expect(like(person("Ольга Ёлкина", "o@firma.example"), person("Елкина Ольга", "e@firma.example"))).toEqual([
    "transposed-name",
    "same-domain",
  ]);
  // Everybody may have an address there, a first name is no name, and colleagues are several.
  expect(like(person("Ann Lee", "a@gmail.com"), person("Ann Lee", "b@gmail.com"))).toEqual([]);
  expect(like(person("Ann", "a@acme.example"), person("Ann", "b@acme.example"))).toEqual([]);
  expect(like(person("Ann Lee", "a@acme.example"), person("Bob Ray", "b@acme.example"))).toEqual([]);
});

const word = fc.constantFrom("ann", "Ann", "lee", "Ölga", "王", "x", "");
const someone = fc
  .tuple(
    fc.option(fc.array(word, { maxLength: 3 }).map((words) => words.join(" "))),
    fc.option(
      fc
        .tuple(fc.constantFrom("a.b", "ab", "ab+x", "c"), fc.constantFrom("acme.example", "gmail.com"))
        .map((parts) => parts.join("@")),
    ),
    fc.record({
      phone: fc.constantFrom("", "0151 2345678", "+49151 2345678", 1),
      company: fc.constantFrom("", "Acme"),
    }),
  )
  .map(([name, email, traits]) => comparable(name, email, traits));

test("likeness is symmetric, everyone is as like to themselves as to anybody, and who is alike shares a key", () => {
  fc.assert(
    fc.property(someone, someone, (a, b) => {
      const { likeness, reasons } = likenessOf(a, b);
      expect(likenessOf(b, a)).toEqual({ likeness, reasons });
      expect(likeness).toBeLessThanOrEqual(100);
      expect(likeness > 0).toBe(reasons.length > 0);
      expect(likenessOf(a, a).likeness).toBeGreaterThanOrEqual(likeness);
      const keys = new Set(likenessKeys(b));
      if (likeness > 0) expect(likenessKeys(a).some((key) => keys.has(key))).toBe(true);
    }),
    { numRuns: 3000 },
  );
});
