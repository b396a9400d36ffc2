import { ALLOWED } from "@plumbline/api";
import { expect, test } from "vitest";
import { partsFor } from "./parts.ts";

test("an admin sees all parts", () => {
  expect(partsFor((scope) => ALLOWED.admin.includes(scope))).toEqual([
    "me",
    "workspace",
    "people",
    "keys",
    "consent",
    "retention",
    "audit",
  ]);
});

test("nobody else sees people, keys or the audit", () => {
  for (const role of ["marketer", "sales", "analyst", "readonly"] as const) {
    expect(partsFor((scope) => ALLOWED[role].includes(scope))).toEqual(["me", "workspace", "consent", "retention"]);
  }
});
