import { expect, test } from "vitest";
import { identityIn } from "./identity.ts";

test("an identity is told from its kind, whatever it says", () => {
  expect(identityIn("email:ann@example.com")).toEqual({ kind: "email", text: "ann@example.com" });
  expect(identityIn("user:a:b")).toEqual({ kind: "user", text: "a:b" });
  expect(identityIn("anonymous:")).toEqual({ kind: "anonymous", text: "" });
  expect(identityIn("constructor:x")).toEqual({ kind: "other", text: "constructor:x" });
});
