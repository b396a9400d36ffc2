import { expect, test } from "vitest";
import { totpKey } from "./totp-key.ts";

test("is the secret, in groups of four", () => {
  expect(totpKey("otpauth://totp/Plumbline:ann@example.com?secret=ABCDEFGHIJ&issuer=Plumbline")).toBe("ABCD EFGH IJ");
  expect(totpKey("otpauth://totp/a?secret=ABCDEFGH")).toBe("ABCD EFGH");
  expect(totpKey("nothing")).toBe("");
});
