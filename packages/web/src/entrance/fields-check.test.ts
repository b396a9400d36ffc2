import { phrasesOf } from "@plumbline/phrases";
import { expect, test } from "vitest";
import { fieldErrors } from "./fields-check.ts";

const say = phrasesOf("en").screens.entrance;

test("names what is missing", () => {
  expect(fieldErrors({ email: " " }, ["email", "password"], say)).toEqual({ email: say.needed, password: say.needed });
  expect(fieldErrors({ email: "ann@example.com", password: " " }, ["email", "password"], say)).toEqual({});
});

test("knows an address and a password that is too short", () => {
  const given = { name: "Ann", email: "ann@", password: "short" };
  expect(fieldErrors(given, ["name", "email", "password"], say, 12)).toEqual({
    email: say.noEmail,
    password: say.shortest(12),
  });
});
