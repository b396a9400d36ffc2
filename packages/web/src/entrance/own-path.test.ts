import fc from "fast-check";
import { expect, test } from "vitest";
import { invitationIn, ownPath } from "./own-path.ts";

test("goes to paths of the application, with what follows them", () => {
  expect(ownPath("/leads?band=SQL#top")).toBe("/leads?band=SQL#top");
  expect(ownPath("/")).toBe("/");
  expect(ownPath(undefined)).toBeUndefined();
});

test.each([
  "//evil.example/a",
  "/\\evil.example",
  "/\t/evil.example",
  "https://evil.example",
  "javascript:alert(1)",
  "/.//evil.example",
  "/entrance?next=/leads",
  "/api/v1/me",
  "leads",
  "",
])("goes nowhere by %j", (next) => {
  expect(ownPath(next)).toBeUndefined();
});

test("what is gone to is always here, whatever was asked for", () => {
  const pieces = fc.array(fc.constantFrom("/", "\\", ".", "\t", "\n", "@", ":", "evil.example", "leads", "?", "#"));
  fc.assert(
    fc.property(
      fc.oneof(
        pieces.map((all) => `/${all.join("")}`),
        fc.string(),
      ),
      (next) => {
        const path = ownPath(next);
        if (path !== undefined) expect(new URL(path, "https://scores.example").origin).toBe("https://scores.example");
      },
    ),
  );
});

test("reads the token of an invitation from behind the #", () => {
  expect(invitationIn("#invitation=abc-_1")).toBe("abc-_1");
  expect(invitationIn("invitation=abc")).toBe("abc");
  expect(invitationIn("")).toBeUndefined();
});
