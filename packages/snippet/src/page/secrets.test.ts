import fc from "fast-check";
import { expect, test } from "vitest";
import { isCard, isSecret, withoutSecrets } from "./secrets.ts";

test.each([
  "password",
  "passwort",
  "new_pass",
  "userPwd",
  "cardNumber",
  "card-number",
  "ccnum",
  "cc_exp",
  "cvv",
  "cvc2",
  "expiry",
  "iban",
  "ssn",
  "csrf_token",
  "otp",
  "pin",
  "PIN",
  "auth",
  "пароль",
  "密码",
  "contraseña",
  "security_code",
])("a field called %s is secret", (name) => {
  expect(isSecret({ name, value: "x" })).toBe(true);
});

test.each([
  "email",
  "first_name",
  "company",
  "message",
  "phone",
  "shipping",
  "pineapple",
  "author",
  "compass".slice(0, 3),
  "budget",
  "country",
  "utm_source",
  "q",
])("a field called %s is none", (name) => {
  expect(isSecret({ name, value: "x" })).toBe(false);
});

test.each(["cc-number", "cc-exp", "section-a billing cc-name", "current-password", "new-password", "one-time-code"])(
  "autocomplete=%s is secret",
  (autocomplete) => {
    expect(isSecret({ name: "a", value: "x", autocomplete })).toBe(true);
  },
);

test("a card is known by its number, wherever it stands", () => {
  expect(["4111 1111 1111 1111", "5500-0000-0000-0004", "340000000000009"].map(isCard)).toEqual([true, true, true]);
  expect(["4111 1111 1111 1112", "12345", "+49 30 901820", "0"].map(isCard)).toEqual([false, false, false, false]);
});

test("one wrong digit is no card any more", () => {
  const digits = fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 13, maxLength: 19 });
  fc.assert(
    fc.property(digits, fc.nat(18), fc.integer({ min: 1, max: 9 }), (number, at, more) => {
      fc.pre(isCard(number.join("")));
      const i = at % number.length;
      const changed = number.map((digit, k) => (k === i ? (digit + more) % 10 : digit));
      expect(isCard(changed.join(""))).toBe(false);
    }),
  );
});

test("addresses keep everything but secrets", () => {
  expect(withoutSecrets("https://a.example/p?utm_source=x&password=hunter2&q=crm#/r?token=t")).toBe(
    "https://a.example/p?utm_source=x&password=&q=crm#/r?token=",
  );
  expect(withoutSecrets("?a=4111+1111+1111+1111&b=1")).toBe("?a=&b=1");
  expect(withoutSecrets("?n=secret&b=1", ["n"])).toBe("?n=&b=1");
  expect(withoutSecrets("?p%61ssword=%")).toBe("?p%61ssword=");
});

test("an address without secrets stays as it is", () => {
  fc.assert(
    fc.property(fc.webUrl({ withFragments: true }), (url) => {
      expect(withoutSecrets(url)).toBe(url);
    }),
  );
});
